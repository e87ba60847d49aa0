/** A circular vote: what is voted on, one's own vote, and what came of it. */
import { type FieldMetadata, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type CircularVoteId, circularChoices } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { meetingPath } from '~/features/meetings/address';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { daysBetween, today } from '~/services/time';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors, RadioField, TextField } from '~/ui/fields';
import { DayText, Moment } from '~/ui/Moment';
import { Alert, Badge, Confirm, PageHeader, Table } from '~/ui/page-parts';
import { useReply } from '~/ui/replies';
import { type Standing, circularSteps, voteIn, votePath } from './circular';
import { votePage } from './circular-page.server';
import { castBallot, endVote, remindVote, withdrawVote } from './circular.server';
import { decisionPath, registerPath } from './decisions';
import styles from './decisions.module.css';

export const loader = signedIn(async ({ actor, params, language }) => {
  const vote = await votePage(actor, params.group, voteIn(params));
  const names = { title: vote.title, group: vote.group.name };
  return { vote, title: translator(language, 'decisions')('circular.pageTitle', names) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = voteIn(params);
  await authorize(actor, 'circular.read', id);
  const form = await readForm(request, circularSteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const { said, values } = await take(actor, id, form.value);
    return await redirectWith(votePath(params.group ?? '', id), `decisions:${said}`, values);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

type Step = ReturnType<typeof circularSteps.parse>;

/** Takes a step; returns the notice that tells of it. */
async function take(actor: Person, id: CircularVoteId, step: Step): Promise<{ said: string; values?: { count: number } }> {
  switch (step.intent) {
    case 'vote':
      await castBallot(actor, id, step);
      return { said: step.choice === 'meeting' ? 'circularCalled' : 'circularVoted' };
    case 'remind':
      return { said: 'circularReminded', values: { count: (await remindVote(actor, id)).told } };
    case 'end':
      await endVote(actor, id);
      return { said: 'circularEnded' };
    case 'withdraw':
      await withdrawVote(actor, id, step.reason);
      return { said: 'circularWithdrawn' };
  }
}

/** Also after a refusal: it says that things stand differently than the page did. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

await wordsFor('decisions', 'minutes', 'errors');

/** Anew once the own vote is another, saved here or elsewhere; what was chosen in a form that was refused stays chosen. */
export default function CircularVote() {
  const { vote } = useLoaderData<typeof loader>();
  return <Page key={vote.own} />;
}

function Page() {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  const [ballot, { choice }] = useForm<Record<'choice', string>>({
    id: 'vote',
    lastResult: useReply('vote'),
    defaultValue: { choice: vote.own ?? '' },
  });
  const [remind] = useForm({ id: 'remind', lastResult: useReply('remind') });
  const [end] = useForm({ id: 'end', lastResult: useReply('end') });
  const [withdrawal, { reason }] = useForm<Record<'reason', string>>({ id: 'withdraw', lastResult: useReply('withdraw') });
  return (
    <>
      <PageHeader
        preline={<Link to={registerPath(vote.group.slug)}>{t('page.toRegister')}</Link>}
        title={`${t('circular.preline')}: ${vote.title}`}
      />
      {[ballot, remind, end, withdrawal].map((form) => (
        <FormErrors key={form.id} form={form} />
      ))}
      <blockquote className={styles.text}>{vote.resolutionText}</blockquote>
      <Facts />
      {vote.reason && (
        <section aria-labelledby="reason" className={styles.form}>
          <h2 id="reason">{t('circular.reason')}</h2>
          <p className={styles.note}>{vote.reason}</p>
        </section>
      )}
      {vote.mayVote && <BallotForm choice={choice} />}
      <Ballots />
      {vote.mayLead && <Lead reason={reason} />}
    </>
  );
}

const kinds: Partial<Record<Standing, 'success' | 'warning' | 'info' | 'danger'>> = {
  open: 'info',
  accepted: 'success',
  rejected: 'danger',
  to_meeting: 'warning',
};

function Facts() {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <dl className={styles.facts}>
      <dt>{t('circular.state')}</dt>
      <dd>
        <Badge kind={kinds[vote.standing]}>{t(`circular.standing.${vote.standing}`)}</Badge>
        <Outcome />
      </dd>
      <dt>{t('circular.lastDayLabel')}</dt>
      <dd>
        <DayText day={vote.lastDay} />
        {vote.standing === 'open' && (
          <>
            {' · '}
            <DayText day={vote.lastDay} distance />
          </>
        )}
      </dd>
      <dt>{t('circular.votes')}</dt>
      <dd>{t('circular.answered', { answered: vote.answered, voters: vote.voters })}</dd>
      <dt>{t('circular.proposedBy')}</dt>
      <dd>
        {vote.proposer} · <Moment at={vote.startedAt} />
      </dd>
      {vote.endedAt && (
        <>
          <dt>{t('circular.ended')}</dt>
          <dd>
            <Moment at={vote.endedAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** What came of it, and where it went on. */
function Outcome() {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  const { slug } = vote.group;
  switch (vote.standing) {
    case 'counting':
      return <p className={styles.note}>{t('circular.counting')}</p>;
    case 'accepted':
    case 'rejected':
      return vote.decision ? (
        <p className={styles.note}>
          <Link to={decisionPath(slug, vote.decision.id)}>{t('circular.entered', { number: vote.decision.number })}</Link>
        </p>
      ) : null;
    case 'to_meeting':
      return (
        <p className={styles.note}>
          {t('circular.calledBy', { name: vote.endedBy })}{' '}
          {vote.meeting ? (
            <Link to={meetingPath(slug, vote.meeting.number)}>{t('circular.onAgenda', { number: vote.meeting.number })}</Link>
          ) : (
            t('circular.waits')
          )}
        </p>
      );
    case 'withdrawn':
      return (
        <p className={styles.note}>
          {t('circular.withdrawnBy', { name: vote.endedBy })} {vote.endReason}
        </p>
      );
    default:
      return null;
  }
}

function BallotForm({ choice }: { choice: FieldMetadata<string> }) {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <section aria-labelledby="own-vote" className={styles.form}>
      <h2 id="own-vote">{t('circular.yourVote')}</h2>
      <p>{t('circular.open')}</p>
      <Form method="post" id={choice.formId} noValidate>
        <input type="hidden" name="intent" value="vote" />
        {vote.own && <input type="hidden" name="before" value={vote.own} />}
        <RadioField
          field={choice}
          label={t('circular.choiceLabel')}
          hint={t('circular.meetingHint')}
          options={circularChoices.map((value) => ({ value, label: t(`circular.choice.${value}`) }))}
        />
        <p className={styles.quiet}>{t('circular.majority')}</p>
        <Actions>
          <Button>{t(vote.own ? 'circular.change' : 'circular.send')}</Button>
        </Actions>
      </Form>
    </section>
  );
}

/** Who said what, once nobody is swayed by it any more. */
function Ballots() {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['decisions', 'minutes']);
  return (
    <section aria-labelledby="ballots" className={styles.form}>
      <h2 id="ballots">{t('circular.who')}</h2>
      {vote.tally && <p>{t('minutes:records.votes', vote.tally)}</p>}
      {vote.ballots ? (
        <Table
          caption={t('circular.who')}
          head={[
            { key: 'person', label: t('circular.person') },
            { key: 'vote', label: t('circular.itsVote') },
          ]}
          rows={vote.ballots.map(({ name, choice }, index) => ({ key: String(index), cells: [name, t(`circular.choice.${choice}`)] }))}
          empty={<p className={styles.quiet}>{t('circular.nobodyVoted')}</p>}
        />
      ) : (
        <p className={styles.quiet}>{t('circular.hidden')}</p>
      )}
    </section>
  );
}

/** In the last days the lead is told to remind people. */
const nearInDays = 3;

/** What the lead sees to: who is missing, the end, the way back. */
function Lead({ reason }: { reason: FieldMetadata<string> }) {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  const missing = vote.missing ?? [];
  const near = missing.length > 0 && daysBetween(today(), vote.lastDay) <= nearInDays;
  return (
    <section aria-labelledby="missing" className={styles.form}>
      <h2 id="missing">{t('circular.missing')}</h2>
      {near && <Alert kind="warning" title={t('circular.near')} />}
      {missing.length > 0 ? <p>{missing.join(', ')}</p> : <p>{t('circular.endHint')}</p>}
      {vote.awaitsOthers && <Remind />}
      {vote.mayEnd && (
        <Form method="post">
          <Button name="intent" value="end">
            {t('circular.end')}
          </Button>
        </Form>
      )}
      <Confirm summary={t('circular.withdraw')} kind="tertiary" open={reason.errors !== undefined}>
        <Form method="post" id={reason.formId} noValidate>
          <p>{t('circular.withdrawHint')}</p>
          <TextField field={reason} label={t('circular.withdrawReason')} />
          <Button kind="secondary" name="intent" value="withdraw">
            {t('circular.withdrawNow')}
          </Button>
        </Form>
      </Confirm>
    </section>
  );
}

function Remind() {
  const { vote } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  if (vote.reminded) return <p className={styles.quiet}>{t('circular.reminded')}</p>;
  return (
    <Form method="post">
      <Button kind="secondary" name="intent" value="remind">
        {t('circular.remind')}
      </Button>
    </Form>
  );
}
