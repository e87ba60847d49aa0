import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { clockOf, dayOf, today } from '~/services/time';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { revalidateRefused } from '~/ui/refused';
import { WhenAndWhere } from './WhenAndWhere';
import { meetingToChange } from './meeting-page.server';
import { meetingPath } from './address';
import { changeSchema } from './meetings';
import { meetingByNumber } from './meetings.server';
import { changeMeeting } from './planning.server';
import { orToMeeting } from './settled.server';

async function toChange(actor: Actor, params: { group?: string | undefined; number?: string | undefined }) {
  const meeting = await meetingByNumber(params.group, params.number);
  return { meeting, basis: await orToMeeting(meeting, () => meetingToChange(actor, meeting)) };
}

export const loader = signedIn(async ({ actor, params, language }) => {
  const { meeting, basis } = await toChange(actor, params);
  const { number, group, startsAt, endsAt, place, link, note, invitedAt } = meeting;
  return {
    number,
    path: meetingPath(group.slug, number),
    values: { day: dayOf(startsAt), from: clockOf(startsAt), until: clockOf(endsAt), place, link, note },
    basis,
    invited: invitedAt !== null,
    title: translator(language, 'meetings')('change.pageTitle', { number, group: group.name }),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  // Asked before the form is read: what is wrong with a form tells nobody that the meeting exists.
  const { id, number, group } = (await toChange(actor, params)).meeting;
  const form = await readForm(request, changeSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const { told } = await changeMeeting(actor, id, form.value);
    const path = meetingPath(group.slug, number);
    if (told > 0) return redirectWith(path, 'meetings:changedTold', { count: told });
    return redirectWith(path, form.value.day < today() ? 'meetings:changedPast' : 'meetings:changed');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

export const shouldRevalidate = revalidateRefused;

await wordsFor('meetings', 'errors');

export default function ChangeMeeting() {
  const { number, path, values, basis, invited } = useLoaderData<typeof loader>();
  const { t } = useTranslation('meetings');
  const [form, fields] = useForm({ id: 'change', lastResult: useActionData<typeof action>(), defaultValue: values });
  return (
    <>
      <PageHeader preline={t('meeting', { number })} title={t('change.title')} />
      {invited && <p>{t('change.invited')}</p>}
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        {/* What stands now, not what was sent: after a refusal saving once more is a decision. */}
        <input type="hidden" name="basis" value={basis} />
        <WhenAndWhere fields={fields} />
        <Actions>
          <Button>{t('common:save')}</Button>
          <LinkButton to={path} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
