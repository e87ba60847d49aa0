/** Comments beside the text: what was said, and a form for more. */
import { Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { MinutesEditorHandle, SelectedPassage } from '~/editor/MinutesEditor';
import { CommentForm, type CommentReply, Comments, NewComment, ThreadList } from './Comments';
import type { ShownThread } from './comments';
import { minutesPath } from './place';
import styles from './minutes.module.css';

type Page = {
  head: { meeting: { number: number }; group: { slug: string } };
  threads: readonly ShownThread[];
  may: { comment: boolean };
};

/**
 * @param passage words of a draft that were selected to comment on them
 * @param editor of a draft, to show the words of a comment
 * @param reviewId of a running round, on whose page words of the frozen text can be commented on
 */
export function CommentsTab({
  page,
  passage,
  editor,
  reviewId,
}: {
  page: Page;
  passage?: SelectedPassage | null;
  editor?: MinutesEditorHandle | null;
  reviewId?: string;
}) {
  const { t } = useTranslation('minutes');
  const result = useActionData<CommentReply['reply'] & { form?: string }>();
  const { meeting, group } = page.head;
  const own = page.threads.filter((thread) => thread.own);
  const failed = result?.form ? { form: result.form, reply: result } : undefined;
  const desk = {
    action: minutesPath(group.slug, meeting.number),
    mayComment: page.may.comment,
    organisations: [],
    asMember: true,
    failed,
  };
  return (
    <Comments desk={desk}>
      {page.may.comment && passage && (
        <CommentForm
          key={`${passage.start}-${own.length}`}
          name="auswahl"
          place={{ kind: 'live', start: passage.start, end: passage.end, quote: passage.quote }}
          autoFocus
        />
      )}
      {page.may.comment && !passage && editor !== undefined && <p className={styles.quiet}>{t('comments.how')}</p>}
      {reviewId && page.may.comment && (
        <p className={styles.toPlace}>
          <Link to={`/pruefungen/${reviewId}`}>{t('comments.inText')}</Link>
        </p>
      )}
      <ThreadList threads={page.threads} empty={<p className={styles.quiet}>{t('comments.none')}</p>} />
      <NewComment
        name="ganzes"
        place={{ kind: 'whole' }}
        label={t('comments.whole')}
        threads={own.filter(({ section, orphaned }) => section === null && !orphaned).length}
      />
    </Comments>
  );
}
