import { useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { agendaKinds } from '~db/values';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Confirm, PageHeader } from '~/ui/page-parts';
import { revalidateRefused } from '~/ui/refused';
import { ItemFields } from './ItemFields';
import { changeItem, itemBasis, itemToChange, removeItem } from './agenda.server';
import { meetingPath } from './address';
import { chosenKinds, itemChangeSchema } from './meetings';
import { meetingByNumber } from './meetings.server';
import { orToMeeting } from './settled.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const meeting = await meetingByNumber(params.group, params.number);
  const item = await orToMeeting(meeting, () => itemToChange(actor, meeting.id, params.item));
  const { title, kind, presenter, duration, internal, note } = item;
  return {
    number: meeting.number,
    path: meetingPath(meeting.group.slug, meeting.number),
    values: { title, kind, presenter, note, duration: duration ?? '', internal: internal ? 'on' : undefined },
    approval: kind === 'approval',
    basis: itemBasis(item),
    title: translator(language, 'meetings')('item.pageTitle', { number: meeting.number, group: meeting.group.name }),
  };
});

const stepSchema = z.discriminatedUnion('intent', [
  itemChangeSchema.extend({ intent: z.literal('save') }),
  z.object({ intent: z.literal('remove') }),
]);

export const action = signedIn(async ({ actor, params, request }) => {
  const meeting = await meetingByNumber(params.group, params.number);
  const item = await orToMeeting(meeting, () => itemToChange(actor, meeting.id, params.item));
  const path = meetingPath(meeting.group.slug, meeting.number);
  const form = await readForm(request, stepSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    if (form.value.intent === 'remove') {
      await removeItem(actor, meeting.id, item.id);
      return redirectWith(path, 'meetings:itemRemoved');
    }
    await changeItem(actor, meeting.id, item.id, form.value);
    return redirect(`${path}#top-${item.id}`);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

export const shouldRevalidate = revalidateRefused;

await wordsFor('meetings', 'errors');

export default function ChangeItem() {
  const { number, path, values, approval, basis } = useLoaderData<typeof loader>();
  const { t } = useTranslation('meetings');
  const [form, fields] = useForm({ id: 'item', lastResult: useActionData<typeof action>(), defaultValue: values });
  return (
    <>
      <PageHeader preline={t('meeting', { number })} title={t('item.change')} />
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        {/* What stands now, not what was sent: after a refusal saving once more is a decision. */}
        <input type="hidden" name="basis" value={basis} />
        <ItemFields fields={fields} kinds={approval ? agendaKinds.filter((kind) => kind === 'approval') : chosenKinds} />
        <Actions>
          <Button name="intent" value="save">
            {t('common:save')}
          </Button>
          <LinkButton to={path} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
      <Confirm summary={t('item.remove')}>
        <Form method="post">
          <p>{t('item.removeText')}</p>
          <Button name="intent" value="remove" kind="secondary">
            {t('item.removeSubmit')}
          </Button>
        </Form>
      </Confirm>
    </>
  );
}
