/**
 * An answer that came when none is taken any more: it says so, and keeps what was typed, to be copied
 * and sent to the group in another way. While answers are taken, the form itself says what is wrong.
 */
import { useTranslation } from 'react-i18next';
import type { ReviewAnswer } from '~db/values';
import { useErrorWords } from '~/ui/fields';
import { Alert } from '~/ui/page-parts';
import type { CommentReply } from '~/texts/Comments';
import styles from './review.module.css';
import { answerForm } from './review';

export function AnswerNotTaken({
  failed,
  withdrawn,
}: {
  failed: CommentReply | undefined;
  withdrawn: boolean;
}) {
  const { t } = useTranslation('reviews');
  const say = useErrorWords();
  if (failed?.form !== answerForm) return null;
  const { answer, words, reason } = (failed.reply.initialValue ?? {}) as Record<string, string | undefined>;
  const typed = [words, reason].filter(Boolean).join('\n\n');
  return (
    <Alert kind="danger" title={t('notTaken.title', { answer: t(`answer.${answer as ReviewAnswer}.name`) })}>
      <p>{say(withdrawn ? 'reviewWithdrawn' : 'reviewClosed')}</p>
      {typed && (
        <>
          <label htmlFor="nicht-angenommen">{t('notTaken.typed')}</label>
          <textarea
            id="nicht-angenommen"
            readOnly
            rows={6}
            className={`kern-form-input__input ${styles.typed}`}
            defaultValue={typed}
          />
        </>
      )}
    </Alert>
  );
}
