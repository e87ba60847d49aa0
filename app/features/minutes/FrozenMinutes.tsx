/** Minutes whose text stands still, in review or approved: the paper, and the rail beside it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Attendance } from './Attendance';
import { CommentsTab } from './CommentsTab';
import { Desk, useDesk } from './Desk';
import { Outline } from './Outline';
import { Paper } from './Paper';
import type { PaperHeadData } from './head';
import { PaperHead } from './PaperHead';
import { Records } from './Records';
import { Sheet } from './Sheet';
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
  reviewId?: string;
  /** Stands below the text, on the same paper. */
  onPaper?: ReactNode;
  /** Stands below the paper. */
  children?: ReactNode;
}) {
  const { t, i18n } = useTranslation('minutes');
  const desk = useDesk();
  return (
    <Desk
      desk={desk}
      outline={() => <Outline rows={page.outline} />}
      rail={[
        { key: 'attendance', content: <Attendance list={page.attendance} head={page.head} desk={null} /> },
        {
          key: 'records',
          count: page.decisions.length + page.tasks.length,
          content: <Records decisions={page.decisions} tasks={page.tasks} />,
        },
        ...(page.readsInternal
          ? [{ key: 'comments' as const, count: page.threads.length, content: <CommentsTab page={page} reviewId={reviewId} /> }]
          : []),
      ]}
    >
      <Sheet>
        {page.internal && <p className={`${styles.printOnly} ${styles.handle}`}>{t('paper.internal')}</p>}
        <PaperHead head={{ ...head, attendance: page.attendance }} />
        <Paper html={page.html} language={i18n.language} />
        {onPaper}
      </Sheet>
      {children}
    </Desk>
  );
}
