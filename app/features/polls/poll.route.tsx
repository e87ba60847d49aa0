/** A search for a date: one's own answers, which date suits best, and for those who choose, the steps. */
import { type FieldMetadata, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PollId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { meetingPath } from '~/features/meetings/address';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button, LinkButton } from '~/ui/buttons';
import { FormErrors, TextField } from '~/ui/fields';
import { DayText } from '~/ui/Moment';
import { Alert, Confirm, PageHeader } from '~/ui/page-parts';
import { useReply } from '~/ui/replies';
import { AnswerForm } from './AnswerForm';
import { AnswerTable } from './AnswerTable';
import { Ranking } from './Ranking';
import { answerPoll } from './answering.server';
import { remindPoll, withdrawPoll } from './keeping.server';
import { type PollPage, pollPage } from './poll-page.server';
import { type PollStep, changePollPath, pollIn, pollPath, pollSteps } from './polls';
import styles from './polls.module.css';

export const loader = signedIn(async ({ actor, params, language }) => {
  const poll = await pollPage(actor, params.group, pollIn(params));
  const names = { title: poll.title, group: poll.group.name };
  return { poll, title: translator(language, 'polls')('pageTitle', names) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = pollIn(params);
  await authorize(actor, 'poll.read', id);
  const form = await readForm(request, pollSteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    return await take(actor, id, pollPath(params.group ?? '', id), form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

/** Takes a step, and says so. */
async function take(actor: Person, id: PollId, path: string, step: PollStep) {
  switch (step.intent) {
    case 'answer': {
      const { open } = await answerPoll(actor, id, step);
      return open > 0 ? redirectWith(path, 'polls:answeredPartly', { count: open }) : redirectWith(path, 'polls:answered');
    }
    case 'remind':
      return redirectWith(path, 'polls:reminded', { count: (await remindPoll(actor, id)).told });
    case 'withdraw':
      await withdrawPoll(actor, id, step.reason);
      return redirectWith(path, 'polls:withdrawn');
  }
}

/** Also after a refusal: it says that things stand differently than the page did. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

await wordsFor('polls', 'meetings', 'errors');

export default function PollOfGroup() {
  const { poll } = useLoaderData<typeof loader>();
  const { t } = useTranslation('polls');
  const answered = useReply('answer');
  const [answer, fields] = useForm<Record<'comment' | 'rest', string>>({
    id: 'answer',
    lastResult: answered,
    defaultValue: { comment: poll.own.comment },
  });
  const [remind] = useForm({ id: 'remind', lastResult: useReply('remind') });
  const [withdraw, { reason }] = useForm<Record<'reason', string>>({ id: 'withdraw', lastResult: useReply('withdraw') });
  return (
    <>
      <PageHeader
        preline={<Link to={`/gruppen/${poll.group.slug}/sitzungen`}>{t('toMeetings')}</Link>}
        title={t('title', { title: poll.title })}
      >
        {poll.mayLead && (
          <LinkButton kind="secondary" to={changePollPath(poll.group.slug, poll.id)}>
            {t('change.open')}
          </LinkButton>
        )}
      </PageHeader>
      {/* Once it is saved, nothing is wrong with an answer any more. */}
      {answered && <FormErrors form={answer} />}
      {[remind, withdraw].map((form) => (
        <FormErrors key={form.id} form={form} />
      ))}
      <Standing poll={poll} />
      <Facts poll={poll} />
      {/* Anew once it is saved: what was typed before is what stands now. */}
      {poll.mayAnswer && <AnswerForm key={poll.basis} poll={poll} fields={fields} typed={answered?.initialValue?.answers} />}
      <Ranking poll={poll} />
      <AnswerTable poll={poll} />
      <Comments poll={poll} />
      {poll.mayLead && <Lead poll={poll} reason={reason} />}
    </>
  );
}

/** Where it stands, unless it simply runs. */
function Standing({ poll }: { poll: PollPage }) {
  const { t } = useTranslation('polls');
  switch (poll.standing) {
    case 'open':
      return null;
    case 'due':
      return (
        <Alert kind={poll.mayLead ? 'warning' : 'info'} title={t('standing.due')}>
          <p>{t(poll.mayLead ? 'standing.dueLead' : 'standing.dueHint')}</p>
        </Alert>
      );
    case 'chosen':
      return (
        <Alert kind="success" title={t('standing.chosenBy', { name: poll.endedBy })}>
          <p>
            <Link to={meetingPath(poll.group.slug, poll.meeting!.number)}>
              {t('standing.toMeeting', { number: poll.meeting!.number })}
            </Link>
            {poll.meeting!.cancelled && ` (${t('meetings:state.cancelled')})`}
          </p>
        </Alert>
      );
    case 'withdrawn':
      return (
        <Alert kind="warning" title={t('standing.withdrawnBy', { name: poll.endedBy })}>
          <p>{poll.endReason}</p>
        </Alert>
      );
  }
}

function Facts({ poll }: { poll: PollPage }) {
  const { t } = useTranslation(['polls', 'meetings']);
  return (
    <>
      {poll.note && <p className={styles.note}>{poll.note}</p>}
      <dl className={styles.facts}>
        <dt>{t('meetings:form.place')}</dt>
        <dd>
          {poll.place || (!poll.link && t('meetings:noPlace'))}
          {poll.place && poll.link && ' · '}
          {poll.link && (
            <a href={poll.link} rel="noreferrer">
              {t('link')}
            </a>
          )}
        </dd>
        <dt>{t('lastDay')}</dt>
        <dd>
          <DayText day={poll.lastDay} />
          {poll.standing === 'open' && (
            <>
              {' · '}
              <DayText day={poll.lastDay} distance />
            </>
          )}
        </dd>
        <dt>{t('proposedBy')}</dt>
        <dd>{poll.proposer}</dd>
      </dl>
    </>
  );
}

function Comments({ poll }: { poll: PollPage }) {
  const { t } = useTranslation('polls');
  const said = poll.replies.filter(({ comment }) => comment !== '');
  if (said.length === 0) return null;
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{t('comments')}</h2>
      <dl className={styles.comments}>
        {said.map(({ name, comment }, index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{comment}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What those who choose see to: who is missing, and the way back. */
function Lead({ poll, reason }: { poll: PollPage; reason: FieldMetadata<string> }) {
  const { t } = useTranslation('polls');
  return (
    <section aria-labelledby="missing" className={styles.form}>
      <h2 id="missing">{t('lead.missing')}</h2>
      <Missing poll={poll} />
      <Confirm summary={t('lead.withdraw')} kind="tertiary" open={reason.errors !== undefined}>
        <Form method="post" id={reason.formId} noValidate>
          <p>{t('lead.withdrawHint')}</p>
          <TextField field={reason} label={t('lead.reason')} />
          <Button kind="secondary" name="intent" value="withdraw">
            {t('lead.withdrawNow')}
          </Button>
        </Form>
      </Confirm>
    </section>
  );
}

function Missing({ poll: { missing, standing, reminded } }: { poll: PollPage }) {
  const { t } = useTranslation('polls');
  const { all, partly } = missing!;
  if (all.length + partly.length === 0) return <p>{t('lead.allAnswered')}</p>;
  return (
    <>
      {all.length > 0 && <p>{all.join(', ')}</p>}
      {partly.length > 0 && <p>{t('lead.partly', { names: partly.join(', ') })}</p>}
      {standing === 'open' && reminded && <p className={styles.quiet}>{t('lead.reminded')}</p>}
      {standing === 'open' && !reminded && (
        <Form method="post">
          <Button kind="secondary" name="intent" value="remind">
            {t('lead.remind')}
          </Button>
        </Form>
      )}
    </>
  );
}
