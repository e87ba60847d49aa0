/** Adding an attachment to a meeting, on a page of its own: where the form lands that runs without scripts. */
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { AttachForm } from '../files/AttachForm';
import { attachFrom } from '../files/attaching.server';
import { meetingPath } from './address';
import { meetingByNumber } from './meetings.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const { id, number, group } = await meetingByNumber(params.group, params.number);
  await authorize(actor, 'meeting.edit', id);
  const place = translator(language, 'meetings')('pageTitle', { number, group: group.name });
  return {
    number,
    path: meetingPath(group.slug, number),
    title: translator(language, 'files')('page.pageTitle', { place }),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const { id, number, group } = await meetingByNumber(params.group, params.number);
  const done = await attachFrom(request, actor, { kind: 'meeting', id });
  if ('reply' in done) return data(done.reply, { status: 400 });
  return redirectWith(`${meetingPath(group.slug, number)}#anlagen`, 'files:attached', { name: done.file.name });
});

await wordsFor('meetings', 'files', 'errors');

export default function AttachToMeeting() {
  const { number, path } = useLoaderData<typeof loader>();
  const { t } = useTranslation('meetings');
  return <AttachForm preline={t('meeting', { number })} back={path} reply={useActionData<typeof action>()} />;
}
