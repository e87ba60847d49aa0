import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Empty, PageHeader } from '~/ui/page-parts';
import { RequestList } from './RequestList';
import { acceptSchema, declineSchema } from './request-form';
import { answerRequest, openRequests } from './requests.server';

export const loader = signedIn(async ({ actor, language }) => ({
  requests: await openRequests(actor),
  title: translator(language, 'groups')('request.title'),
}));

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, z.discriminatedUnion('intent', [acceptSchema, declineSchema]));
  if (!form.ok) return data(form.reply, { status: 400 });
  const { intent, ...input } = form.value;
  try {
    const answered = await answerRequest(actor, { ...input, accept: intent === 'accept' });
    return redirectWith('/geschaeftsstelle/anfragen', intent === 'accept' ? 'groups:accepted' : 'groups:declined', answered);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('groups', 'errors');

export default function Requests() {
  const { requests } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const [form] = useForm({ id: 'answer', lastResult: useActionData<typeof action>() });
  return (
    <>
      <PageHeader title={t('request.title')} />
      <FormErrors form={form} />
      {requests.length > 0 ? (
        <RequestList requests={requests} roles heading="h2" />
      ) : (
        <Empty title={t('request.none')}>
          <p>{t('request.noneHint')}</p>
          <LinkButton kind="secondary" to="/geschaeftsstelle/zuordnung">
            {t('board.title')}
          </LinkButton>
        </Empty>
      )}
    </>
  );
}
