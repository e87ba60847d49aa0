/** One decision: its wording, what became of it, where it was taken and what followed. */
import { data } from '@remix-run/node';
import { Link, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { minutesPath } from '~/features/minutes/place';
import { taskFromDecision, taskPath } from '~/features/tasks/place';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { DayText, Moment } from '~/ui/Moment';
import { PageHeader } from '~/ui/page-parts';
import { DecisionStateBadge } from './DecisionStateBadge';
import { votePath } from './circular';
import { StateForm } from './StateForm';
import { changeState, decisionPage, type NamedDecision } from './decision.server';
import { decisionIn, decisionPath, registerPath, stateSchema } from './decisions';
import styles from './decisions.module.css';
import { useOutcome } from './outcome';

export const loader = signedIn(async ({ actor, params, language }) => {
  const decision = await decisionPage(actor, params.group, decisionIn(params));
  const names = { number: decision.number, group: decision.group.name };
  return { decision, title: translator(language, 'decisions')('page.pageTitle', names) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = decisionIn(params);
  const form = await readForm(request, stateSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await changeState(actor, params.group, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(decisionPath(params.group ?? '', id), 'decisions:stateChanged');
});

/** Also after a refusal: it says that things stand differently than the page did. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

await wordsFor('decisions', 'minutes', 'tasks', 'errors');

export default function DecisionDetails() {
  const { decision } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['decisions', 'minutes']);
  return (
    <>
      <PageHeader
        preline={<Link to={registerPath(decision.group.slug)}>{t('page.toRegister')}</Link>}
        title={t('page.title', { number: decision.number })}
      />
      <blockquote className={styles.text}>{decision.resolutionText}</blockquote>
      <Facts />
      <Followed />
      {decision.mayKeep && (
        <section aria-labelledby="change-state">
          <h2 id="change-state">{t('keep.title')}</h2>
          {/* Anew once it is saved, here or elsewhere: what was wrong before is wrong no more. A refused form keeps its values. */}
          <StateForm key={decision.stateChangedAt} decision={decision} />
        </section>
      )}
    </>
  );
}

function Facts() {
  const { decision } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['decisions', 'minutes']);
  const { result, votes } = useOutcome()(decision);
  return (
    <dl className={styles.facts}>
      <dt>{t('result')}</dt>
      <dd>{[result, votes].filter(Boolean).join(' · ')}</dd>
      {decision.state && (
        <>
          <dt>{t('state.label')}</dt>
          <dd>
            <State />
          </dd>
        </>
      )}
      <dt>{t('taken')}</dt>
      <dd>
        <DayText day={decision.origin.day} />
        {' · '}
        <Origin />
      </dd>
      {decision.internal && (
        <>
          <dt>{t('page.readers')}</dt>
          <dd>{t('page.internal')}</dd>
        </>
      )}
      {decision.replaces.length > 0 && (
        <>
          <dt>{t('page.replaces')}</dt>
          {decision.replaces.map((replaced) => (
            <dd key={replaced.id}>
              <Named decision={replaced} />
            </dd>
          ))}
        </>
      )}
    </dl>
  );
}

/** The way to where it was taken. */
function Origin() {
  const { origin, group } = useLoaderData<typeof loader>().decision;
  const { t } = useTranslation('decisions');
  if (origin.kind === 'circular') {
    return <Link to={votePath(group.slug, origin.voteId)}>{t('page.circular', { title: origin.title })}</Link>;
  }
  const path = minutesPath(group.slug, origin.number);
  return <Link to={`${path}#block-${origin.blockId}`}>{t('page.passage', { number: origin.number })}</Link>;
}

function State() {
  const { decision } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <>
      <DecisionStateBadge state={decision.state ?? 'in_force'} />
      {decision.replacedBy && (
        <>
          {' '}
          {t('page.by')} <Named decision={decision.replacedBy} />
        </>
      )}
      {decision.stateChangedAt && (
        <p className={styles.under}>
          {t('page.since')} <Moment at={decision.stateChangedAt} />
        </p>
      )}
      {decision.stateNote && <p className={styles.note}>{decision.stateNote}</p>}
    </>
  );
}

function Named({ decision }: { decision: NamedDecision }) {
  const { group } = useLoaderData<typeof loader>().decision;
  return (
    <Link to={decisionPath(group.slug, decision.id)} title={decision.resolutionText}>
      {decision.number}
    </Link>
  );
}

/** The tasks that follow from it, and apart from them those of the same minutes. */
function Followed() {
  const { decision } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  const { origin, tasks, mayAddTask } = decision;
  return (
    <section aria-labelledby="followed">
      <h2 id="followed">{t('page.followed')}</h2>
      {tasks.length > 0 ? <Tasks tasks={tasks} /> : <p className={styles.quiet}>{t('page.nothingFollowed')}</p>}
      {mayAddTask && (
        <p>
          <Link to={taskFromDecision(decision.group.slug, decision.id)}>{t('page.addTask')}</Link>
        </p>
      )}
      {origin.kind === 'minutes' && origin.tasks.length > 0 && (
        <>
          <h3>{t('page.tasks', { number: origin.number })}</h3>
          <Tasks tasks={origin.tasks} />
        </>
      )}
    </section>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['decision']['tasks'];

function Tasks({ tasks }: { tasks: Shown }) {
  const { group } = useLoaderData<typeof loader>().decision;
  const { t } = useTranslation('tasks');
  return (
    <ul className={styles.tasks}>
      {tasks.map((task) => (
        <li key={task.id}>
          <Link to={taskPath(group.slug, task.id)}>{task.what}</Link>
          <span className={styles.under}>
            {t(`state.${task.state}`)}
            {' · '}
            {task.assignee || t('nobody')}
            {task.dueDate && (
              <>
                {' · '}
                {t('until')} <DayText day={task.dueDate} />
              </>
            )}
            {task.internal && ` · ${t('internal')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
