/** What waits, kind by kind: a heading, and beside it sentences that lead to the next step. */
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Language } from '~db/values';
import { AnswerForm } from '~/features/meetings/OwnAnswer';
import { formatShortDay } from '~/services/time';
import { useHydrated } from '~/ui/hydrated';
import { DayText } from '~/ui/Moment';
import small from '~/ui/small-buttons.module.css';
import type { Section } from './sources.server';
import { type Line, type Step, placeOf } from './today';
import type { Today } from './today.server';
import styles from './today.module.css';

/** A heading with what belongs to it beside it. */
export function Part({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

export function Waiting({ section, page: { day, soonInDays } }: { section: Section; page: Today }) {
  const { t } = useTranslation('today');
  const { kind, lines, count, all, wider } = section;
  const title = t(`section.${kind}`);
  // What was just ticked off is shown beside those that are counted.
  const more = count > lines.filter(({ step }) => step?.kind !== 'task' || !step.done).length;
  return (
    <Part id={kind} title={title}>
      {lines.length > 0 ? <Lines kind={kind} lines={lines} day={day} /> : <p>{t('nothingDue', { days: soonInDays })}</p>}
      {(more || wider) && (
        <p className={styles.all}>
          {more && (
            <Link to={all} aria-label={`${t('all', { count })}: ${title}`}>
              {t('all', { count })}
            </Link>
          )}
          {wider && <Link to={wider.path}>{t('wider', { count: wider.count })}</Link>}
        </p>
      )}
    </Part>
  );
}

export function Lines({ kind, lines, day }: { kind: string; lines: readonly Line[]; day: Day }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <Sentence key={line.key} line={line} kind={kind} today={day} />
      ))}
    </ul>
  );
}

function Sentence({ line, kind, today }: { line: Line; kind: string; today: Day }) {
  const { t } = useTranslation('today');
  const { step } = line;
  const isDone = step?.kind === 'task' && step.done;
  const place = step && placeOf(step.kind === 'task' ? step.id : step.meeting);
  return (
    <li {...(place ? { id: place, tabIndex: -1 } : {})} data-kind={kind} data-done={isDone || undefined}>
      <p className={styles.sentence}>
        <Link to={line.path}>{t(`line.${line.sentence}`, line.values)}</Link>
      </p>
      {isDone ? (
        <p className={styles.when}>✓ {t('done')}</p>
      ) : (
        line.day && <When day={line.day} late={kind === 'tasks' && line.day < today} dated={kind !== 'meetings'} />
      )}
      {step && <StepForm step={step} />}
    </li>
  );
}

/** How long it is until then; the day itself where the sentence does not say it. */
function When({ day, late, dated }: { day: Day; late: boolean; dated: boolean }) {
  const { t, i18n } = useTranslation('today');
  return (
    <p className={styles.when}>
      <DayText day={day} distance />
      {late && <strong className={styles.late}> {t('late')}</strong>}
      {dated && <span className={styles.date}> ({formatShortDay(day, i18n.language as Language)})</span>}
    </p>
  );
}

/** A step that is taken right here. Without a script the place in the page is named to come back to. */
function StepForm({ step }: { step: Step }) {
  const { t } = useTranslation(['today', 'meetings']);
  const plain: Record<string, string> = useHydrated() ? {} : { plain: '1' };
  if (step.kind === 'answer') {
    const question = `${step.meeting}-answer`;
    return (
      <div role="group" aria-labelledby={question} className={styles.answer}>
        <p id={question}>{t(step.answer ? `meetings:answer.own.${step.answer}` : 'meetings:answer.question')}</p>
        <AnswerForm small answer={step.answer} fields={{ meeting: step.meeting, ...plain }} />
      </div>
    );
  }
  const label = t(step.done ? 'reopen' : 'finish');
  const fields = { intent: 'task', task: step.id, state: step.done ? 'open' : 'done', ...plain };
  return (
    <Form method="post" preventScrollReset className={styles.tick}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className={small.small} aria-label={`${label}: ${step.what}`}>
        {label}
      </button>
    </Form>
  );
}
