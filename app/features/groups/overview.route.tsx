/** The first page of a group's space: what comes next, what is being answered, what was written, what is to do. */
import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { roleIn } from '~/access/policy';
import type { Language } from '~db/values';
import { votePath } from '~/features/decisions/circular';
import { documentPath, documentsPath } from '~/features/documents/place';
import { taskPath, tasksPath } from '~/features/tasks/place';
import { OwnAnswer } from '~/features/meetings/OwnAnswer';
import { meetingPath } from '~/features/meetings/address';
import { pollPath } from '~/features/polls/polls';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { dayOf, formatDay, formatSpan, today } from '~/services/time';
import { LinkButton } from '~/ui/buttons';
import { DayText, Moment } from '~/ui/Moment';
import { Badge, PageHeader } from '~/ui/page-parts';
import { useGroup } from './group';
import { groupBySlug } from './groups.server';
import styles from './overview.module.css';
import { readOverview } from './overview.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const overview = await readOverview(actor, group.id);
  return {
    ...overview,
    guest: roleIn(actor, group.id, Date.now()) === 'guest',
    today: today(),
    title: translator(language, 'groups')('overview.pageTitle', { group: group.name }),
  };
});

await wordsFor('groups', 'meetings');

export default function Overview() {
  const { asked, reviews, minutes, documents, tasks } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  return (
    <>
      <PageHeader title={t('overview.title')} />
      <div className={styles.columns}>
        <div>
          <NextMeeting />
          {asked.length > 0 && <Asked asked={asked} />}
          {reviews.length > 0 && <RunningReviews reviews={reviews} />}
          <Tasks tasks={tasks} />
        </div>
        <div>
          <CurrentDocuments documents={documents} />
          <LatestMinutes minutes={minutes} />
        </div>
      </div>
    </>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function NextMeeting() {
  const { next, mayAnswer, mayPlan } = useLoaderData<typeof loader>();
  const { slug } = useGroup();
  const { t, i18n } = useTranslation(['groups', 'meetings']);
  const plan = mayPlan && <LinkButton to={`/gruppen/${slug}/sitzungen/neu`}>{t('meetings:list.plan')}</LinkButton>;
  if (!next) {
    return (
      <Part id="next" title={t('overview.next')}>
        <p>{t(mayPlan ? 'meetings:list.noneComingPlan' : 'meetings:list.noneComing')}</p>
        {plan}
      </Part>
    );
  }
  const path = meetingPath(slug, next.number);
  return (
    <section aria-labelledby="next" className={styles.next}>
      <h2 id="next" className={styles.label}>
        {t('overview.next')} {' · '} <DayText day={dayOf(next.startsAt)} distance />
      </h2>
      <p className={styles.when}>
        <Link to={path}>{formatSpan(next.startsAt, next.endsAt, i18n.language as Language)}</Link>
      </p>
      <p>
        {t('meetings:meeting', { number: next.number })}
        {' · '}
        {next.place || (next.link ? t('meetings:online') : t('meetings:noPlace'))}
      </p>
      <OwnAnswer answer={next.answer ?? null} mayAnswer={mayAnswer} action={path} plain />
    </section>
  );
}

function Asked({ asked }: { asked: Shown['asked'] }) {
  const { slug } = useGroup();
  const { t } = useTranslation('groups');
  return (
    <Part id="asked" title={t('overview.asked')}>
      <ul className={styles.lines}>
        {asked.map((line) => (
          <li key={line.id}>
            <Link to={line.kind === 'vote' ? votePath(slug, line.id) : pollPath(slug, line.id)}>{line.title}</Link>{' '}
            {line.missing && <Badge kind="warning">{t(`overview.missing.${line.kind}`)}</Badge>}
            <p className={styles.quiet}>
              {t(`overview.kind.${line.kind}`)}
              {' · '}
              {t(`overview.heard.${line.kind}`, { answered: line.answered, count: line.of })}
              {' · '}
              {t('overview.ends')} <DayText day={line.lastDay} distance />
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function RunningReviews({ reviews }: { reviews: Shown['reviews'] }) {
  const { slug } = useGroup();
  const { t } = useTranslation('groups');
  return (
    <Part id="reviews" title={t('overview.reviews')}>
      <ul className={styles.lines}>
        {reviews.map((review) => (
          <li key={review.id}>
            <Link to={`${meetingPath(slug, review.number)}/protokoll`}>
              {t('overview.minutesOf', { number: review.number })}
            </Link>
            <p className={styles.quiet}>
              {review.invited > 0 && (
                <>
                  {review.answered > 0
                    ? t('overview.answered', { answered: review.answered, count: review.invited })
                    : t('overview.noAnswer')}
                  {' · '}
                </>
              )}
              {t('overview.ends')} <DayText day={review.lastDay} distance />
            </p>
            {review.invited > 0 && <progress value={review.answered} max={review.invited} aria-hidden="true" />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function LatestMinutes({ minutes }: { minutes: Shown['minutes'] }) {
  const { guest } = useLoaderData<typeof loader>();
  const { slug } = useGroup();
  const { t, i18n } = useTranslation(['groups', 'meetings']);
  return (
    <Part id="minutes" title={t('overview.minutes')}>
      {minutes.length === 0 && <p className={styles.quiet}>{t(guest ? 'overview.noMinutesGuest' : 'overview.noMinutes')}</p>}
      <ul className={styles.lines}>
        {minutes.map((paper) => (
          <li key={paper.number}>
            <Link to={`${meetingPath(slug, paper.number)}/protokoll`}>
              {t('overview.minutesOf', { number: paper.number })}
            </Link>
            <p className={styles.quiet}>
              {formatDay(dayOf(paper.startsAt), i18n.language as Language)}
              {' · '}
              {t(`meetings:minutes.${paper.state}`)}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function CurrentDocuments({ documents: { inReview, drafts } }: { documents: Shown['documents'] }) {
  const { slug } = useGroup();
  const { t } = useTranslation('groups');
  return (
    <Part id="documents" title={t('overview.documents')}>
      <ul className={styles.lines}>
        {inReview.map(({ id, title, lastDay }) => (
          <li key={id}>
            <Link to={documentPath(slug, id)}>{title}</Link>
            <p className={styles.quiet}>
              {t('overview.inReview')}
              {' · '}
              {t('overview.ends')} <DayText day={lastDay} distance />
            </p>
          </li>
        ))}
        {drafts.map(({ id, title, changedAt, changedBy }) => (
          <li key={id}>
            <Link to={documentPath(slug, id)}>{title}</Link>
            <p className={styles.quiet}>
              {t('overview.draft')}
              {' · '}
              <Moment at={changedAt} short />
              {changedBy && `, ${changedBy}`}
            </p>
          </li>
        ))}
      </ul>
      {inReview.length + drafts.length === 0 && <p className={styles.quiet}>{t('overview.noDocuments')}</p>}
      <p className={styles.all}>
        <Link to={documentsPath(slug)}>{t('overview.allDocuments')}</Link>
      </p>
    </Part>
  );
}

function Tasks({ tasks }: { tasks: Shown['tasks'] }) {
  const { slug } = useGroup();
  const { t } = useTranslation('groups');
  const rest = tasks.count - tasks.shown.length;
  return (
    <Part id="tasks" title={t('overview.tasks')}>
      {tasks.shown.length === 0 && (
        <p className={styles.quiet}>{tasks.count > 0 ? t('overview.tasksUndated', { count: tasks.count }) : t('overview.noTasks')}</p>
      )}
      <ul className={styles.lines}>
        {tasks.shown.map((task) => (
          <li key={task.id}>
            <TaskLine task={task} />
          </li>
        ))}
      </ul>
      {tasks.shown.length > 0 && rest > 0 && <p className={styles.quiet}>{t('overview.moreTasks', { count: rest })}</p>}
      {tasks.readsAll && (
        <p className={styles.all}>
          <Link to={tasksPath(slug)}>{t('overview.allTasks')}</Link>
        </p>
      )}
    </Part>
  );
}

function TaskLine({ task }: { task: Shown['tasks']['shown'][number] }) {
  const { today } = useLoaderData<typeof loader>();
  const { slug } = useGroup();
  const { t } = useTranslation('groups');
  const overdue = task.dueDate !== null && task.dueDate < today;
  return (
    <>
      <Link to={taskPath(slug, task.id)}>{task.what}</Link>{' '}
      {overdue && <Badge kind="warning">{t('overview.overdue')}</Badge>}
      <p className={styles.quiet}>
        {task.own ? t('overview.yours') : (task.who ?? t('overview.nobody'))}
        {task.dueDate && (
          <>
            {' · '}
            {t('overview.due')} <DayText day={task.dueDate} distance />
          </>
        )}
      </p>
    </>
  );
}
