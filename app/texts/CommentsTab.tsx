/** Comments beside the text: what was said, and a form for more. */
import { Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { TextKind } from '~db/values';
import type { SelectedPassage } from '~/editor/comments';
import { type CommentDesk, CommentForm, type CommentReply, Comments, NewComment, ThreadList } from './Comments';
import styles from './Comments.module.css';
import { ThreadFilter } from './ThreadFilter';
import type { ShownThread } from './comments';

/**
 * @param passage words of a draft that were selected to comment on them
 * @param editable whether the text can be selected in the live editor
 * @param reviewPath of a running round, on whose page words of the frozen text can be commented on
 */
export function CommentsTab({
  kind: context,
  threads,
  desk,
  passage = null,
  editable = false,
  reviewPath,
}: {
  kind: TextKind;
  threads: readonly ShownThread[];
  desk: Omit<CommentDesk, 'failed'>;
  passage?: SelectedPassage | null;
  editable?: boolean;
  reviewPath?: string;
}) {
  const { t } = useTranslation('reviews');
  const result = useActionData<CommentReply['reply'] & { form?: string }>();
  const own = threads.filter((thread) => thread.own);
  const failed = result?.form ? { form: result.form, reply: result } : undefined;
  return (
    <Comments desk={{ ...desk, failed }}>
      {desk.mayComment && passage && (
        <CommentForm
          key={`${passage.start}-${own.length}`}
          name="auswahl"
          place={{ kind: 'live', start: passage.start, end: passage.end, quote: passage.quote }}
          autoFocus
        />
      )}
      {desk.mayComment && !passage && editable && <p className={styles.quiet}>{t('comments.how')}</p>}
      {reviewPath && desk.mayComment && (
        <p className={styles.toPlace}>
          <Link to={reviewPath}>{t('comments.inText')}</Link>
        </p>
      )}
      <ThreadFilter threads={threads} />
      <ThreadList threads={threads} empty={<p className={styles.quiet}>{t('comments.none')}</p>} />
      <NewComment
        name="ganzes"
        place={{ kind: 'whole' }}
        label={t('comments.whole', { context })}
        threads={own.filter(({ section, orphaned }) => section === null && !orphaned).length}
      />
    </Comments>
  );
}
