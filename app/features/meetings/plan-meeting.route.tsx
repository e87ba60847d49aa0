import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { newPollPath } from '~/features/polls/polls';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { today } from '~/services/time';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { WhenAndWhere } from './WhenAndWhere';
import { planDefaults } from './meeting-page.server';
import { meetingPath } from './address';
import { planSchema } from './meetings';
import { planMeeting } from './planning.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const defaults = await planDefaults(actor, group.id);
  return { defaults, title: translator(language, 'meetings')('plan.pageTitle', { group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.planMeeting', group.id);
  const form = await readForm(request, planSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const { number } = await planMeeting(actor, group.id, form.value);
    const past = form.value.day < today();
    return redirectWith(meetingPath(group.slug, number), past ? 'meetings:plannedPast' : 'meetings:planned', { number });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('meetings', 'polls', 'errors');

export default function PlanMeeting() {
  const { defaults } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['meetings', 'polls']);
  const group = useGroup();
  const { from, until, place, link, hasLast } = defaults;
  const [form, fields] = useForm({
    id: 'plan',
    lastResult: useActionData<typeof action>(),
    defaultValue: { from, until, place, link, copyAgenda: hasLast ? 'on' : undefined },
  });
  return (
    <>
      <PageHeader title={t('plan.title')} />
      <p>
        {t('polls:new.instead')} <Link to={newPollPath(group.slug)}>{t('polls:new.insteadLink')}</Link>
      </p>
      {hasLast && <p>{t('plan.filled')}</p>}
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <WhenAndWhere fields={fields} />
        {hasLast && <CheckField field={fields.copyAgenda!} label={t('plan.copyAgenda')} hint={t('plan.copyAgendaHint')} />}
        <p>{t('plan.next')}</p>
        <Actions>
          <Button>{t('plan.submit')}</Button>
          <LinkButton to={`/gruppen/${group.slug}/sitzungen`} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
