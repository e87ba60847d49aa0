/** Before a date becomes a meeting: what will happen, and to whom. */
import { getFormProps, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Language } from '~db/values';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { OthersOverlaps, OwnOverlaps } from '~/features/meetings/Overlaps';
import { meetingPath } from '~/features/meetings/address';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { formatSpan } from '~/services/time';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, TextArea, TextField } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { chooseDate } from './choosing.server';
import { orToPoll } from './ended.server';
import { choicePage } from './poll-page.server';
import { choiceSchema, pollIn, pollPath, proposalIn } from './polls';
import styles from './polls.module.css';

const toChoose = (actor: Actor, params: Record<string, string | undefined>) => {
  const [id, proposal] = [pollIn(params), proposalIn(params)];
  return orToPoll(params.group, id, () => choicePage(actor, params.group, id, proposal));
};

export const loader = signedIn(async ({ actor, params, language }) => {
  const choice = await toChoose(actor, params);
  const names = { title: choice.title, group: choice.group.name };
  return { choice, title: translator(language, 'polls')('choose.pageTitle', names) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const { id, group } = await toChoose(actor, params);
  const form = await readForm(request, choiceSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const { number, invited } = await orToPoll(params.group, id, () =>
    chooseDate(actor, id, proposalIn(params), form.value),
  );
  return redirectWith(meetingPath(group.slug, number), 'polls:chosen', { number, count: invited });
});

await wordsFor('polls', 'meetings', 'errors');

export default function ChooseDate() {
  const { choice } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation(['polls', 'meetings']);
  const back = pollPath(choice.group.slug, choice.id);
  const [form, fields] = useForm<z.input<typeof choiceSchema>>({
    id: 'choose',
    lastResult: useActionData<typeof action>() ?? null,
    defaultValue: choice.values,
  });
  return (
    <>
      <PageHeader
        preline={<Link to={back}>{choice.title}</Link>}
        title={formatSpan(choice.startsAt, choice.endsAt, i18n.language as Language)}
      />
      {choice.running && choice.missing > 0 && <Alert title={t('choose.early', { count: choice.missing })} />}
      <WhatHappens />
      <OwnOverlaps overlaps={choice.conflicts.own} />
      <OthersOverlaps others={choice.conflicts.others} known={choice.conflicts.known} />
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <h2>{t('choose.meeting')}</h2>
        <TextField field={fields.place} label={t('meetings:form.place')} hint={t('meetings:form.placeHint')} optional />
        <TextField field={fields.link} type="url" label={t('meetings:form.link')} hint={t('meetings:form.linkHint')} optional />
        <TextArea field={fields.note} label={t('meetings:form.note')} hint={t('choose.noteHint')} rows={3} optional />
        {choice.hasLast && (
          <CheckField field={fields.copyAgenda} label={t('meetings:plan.copyAgenda')} hint={t('choose.copyAgendaHint')} />
        )}
        <Actions>
          <Button>{t('choose.submit')}</Button>
          <LinkButton kind="tertiary" to={back}>
            {t('choose.back')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

/** Told before, as nobody's answer is to be taken over unseen. */
function WhatHappens() {
  const { choice } = useLoaderData<typeof loader>();
  const { t } = useTranslation('polls');
  const { yes, no, if_needed, open } = choice.names;
  return (
    <section aria-labelledby="happens">
      <h2 id="happens">{t('choose.happens')}</h2>
      <p>{t('choose.invited', { count: yes.length + no.length + if_needed.length + open.length })}</p>
      <dl className={styles.happens}>
        <Taken label={t('choose.accepted', { count: yes.length })} names={yes} />
        <Taken label={t('choose.declined', { count: no.length })} names={no} />
        <Taken label={t('choose.askedIfNeeded', { count: if_needed.length })} names={if_needed} />
        <Taken label={t('choose.askedOpen', { count: open.length })} names={open} />
      </dl>
      <p className={styles.quiet}>{t('choose.after')}</p>
    </section>
  );
}

function Taken({ label, names }: { label: string; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{names.join(', ')}</dd>
    </>
  );
}
