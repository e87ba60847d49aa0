/** A lead takes somebody in: a guest at once, a member by proposing them to the Geschäftsstelle. */
import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { daySchema } from '~db/value-schemas';
import { emailAddress, line, paragraphs, readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { addDays, today } from '~/services/time';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors, TextArea, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { groupBySlug } from './groups.server';
import { inviteGuest } from './guests.server';
import { proposeMember } from './requests.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.inviteGuest', group.id);
  return {
    title: translator(language, 'groups')('add.pageTitle', { group: group.name }),
    today: today(),
    inThreeMonths: addDays(today(), 90),
  };
});

const steps = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('guest'), name: line(120), email: emailAddress, until: daySchema }),
  z.object({ intent: z.literal('propose'), email: emailAddress, message: paragraphs(1000) }),
]);

export const action = signedIn(async ({ actor, request, params }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.inviteGuest', group.id);
  const form = await readForm(request, steps);
  if (!form.ok) return data(form.reply, { status: 400 });
  const step = form.value;
  const back = `/gruppen/${group.slug}/mitglieder`;
  try {
    if (step.intent === 'guest') {
      await inviteGuest(actor, { ...step, groupId: group.id });
      return redirectWith(back, 'groups:guestInvited', { name: step.name });
    }
    const { name } = await proposeMember(actor, { ...step, groupId: group.id });
    return redirectWith(back, 'groups:proposed', { name });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('groups', 'errors');

export default function AddMember() {
  const { today: first, inThreeMonths } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const result = useActionData<typeof action>();
  const about = (intent: string) => (result?.initialValue?.intent === intent ? result : undefined);
  const [guest, guestFields] = useForm<{ name: string; email: string; until: string }>({
    id: 'guest',
    lastResult: about('guest'),
    defaultValue: { until: inThreeMonths },
  });
  const [proposal, proposalFields] = useForm<{ email: string; message: string }>({
    id: 'proposal',
    lastResult: about('propose'),
  });
  return (
    <>
      <PageHeader title={t('add.title')} />
      <section aria-labelledby="guest-title">
        <h2 id="guest-title">{t('add.guest')}</h2>
        <p>{t('add.guestHint')}</p>
        <Form method="post" id={guest.id} noValidate>
          <FormErrors form={guest} />
          <TextField field={guestFields.name} label={t('members.name')} />
          <TextField field={guestFields.email} label={t('members.email')} type="email" />
          <TextField field={guestFields.until} label={t('add.until')} type="date" min={first} />
          <Actions>
            <Button name="intent" value="guest">
              {t('add.inviteGuest')}
            </Button>
          </Actions>
        </Form>
      </section>
      <section aria-labelledby="proposal-title">
        <h2 id="proposal-title">{t('add.propose')}</h2>
        <p>{t('add.proposeHint')}</p>
        <Form method="post" id={proposal.id} noValidate>
          <FormErrors form={proposal} />
          <TextField field={proposalFields.email} label={t('members.email')} type="email" />
          <TextArea field={proposalFields.message} label={t('add.reason')} optional />
          <Actions>
            <Button kind="secondary" name="intent" value="propose">
              {t('add.proposeNow')}
            </Button>
          </Actions>
        </Form>
      </section>
    </>
  );
}
