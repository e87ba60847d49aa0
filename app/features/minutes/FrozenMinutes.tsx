/** Minutes whose text stands still, in review or approved: the paper, and the rail beside it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Attendance } from './Attendance';
import { CarriedTasks } from './CarriedTasks';
import type { ReviewId } from '~db/values';
import { reviewPath } from '~/texts/review-path';
import { CommentsTab } from '~/texts/CommentsTab';
import { Desk, useDesk } from '~/texts/Desk';
import { type MinutesTab, useTabs } from './tabs';
import { Outline } from './Outline';
import { Paper } from '~/texts/Paper';
import { PaperHead } from './PaperHead';
import type { PaperHeadData } from './paper-head';
import { Records } from './Records';
import { Sheet } from '~/texts/Sheet';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

export function FrozenMinutes({
  page,
  head,
  reviewId,
  onPaper,
  children,
}: {
  page: Shown<'in_review'> | Shown<'approved'>;
  head: Omit<PaperHeadData, 'attendance'>;
  /** The round in which its comments are answered. */
  reviewId?: ReviewId;
  /** Stands below the text, on the same paper. */
  onPaper?: ReactNode;
  /** Stands below the paper. */
  children?: ReactNode;
}) {
  const { t, i18n } = useTranslation('minutes');
  const desk = useDesk<MinutesTab>('attendance');
  const tabs = useTabs();
  return (
    <Desk
      desk={desk}
      titles={tabs.titles}
      outline={(close) => <Outline rows={page.outline} carried={page.carried.length} onLeave={close} />}
      rail={[
        { key: 'attendance', label: tabs.label('attendance'), content: <Attendance list={page.attendance} head={page.head} desk={null} /> },
        {
          key: 'records', label: tabs.label('records'),
          count: page.decisions.length + page.tasks.length,
          content: <Records decisions={page.decisions} tasks={page.tasks} />,
        },
        ...(page.readsInternal
          ? [{ key: 'comments' as const, label: tabs.label('comments'), count: page.threads.length, content: (
                <CommentsTab
                  kind="minutes"
                  threads={page.threads}
                  desk={page.commentDesk}
                  {...(reviewId ? { reviewPath: reviewPath(reviewId) } : {})}
                />
              ) }]
          : []),
      ]}
    >
      <Sheet>
        {(page.internal || page.carried.length > 0) && <p className={`${styles.printOnly} ${styles.handle}`}>{t('paper.internal')}</p>}
        <PaperHead head={{ ...head, attendance: page.attendance }} />
        <Paper html={page.html} language={i18n.language} />
        <CarriedTasks tasks={page.carried} group={page.head.group.slug} />
        {onPaper}
      </Sheet>
      {children}
    </Desk>
  );
}
