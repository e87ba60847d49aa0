/**
 * The four answers, at the lower edge while one reads and in their place below the text. They are
 * links: each opens the form for that answer, so that nobody answers by a slip of the thumb.
 */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type ReviewAnswer, reviewAnswers } from '~db/values';
import { Button } from '~/ui/buttons';
import { AnswerIcon } from './AnswerIcon';
import styles from './review.module.css';
import type { ReviewPage } from './review.server';
import type { MarkedWords } from './useMarkedWords';

type Props = {
  page: ReviewPage;
  choice: ReviewAnswer | null;
  answers: boolean;
  marked: MarkedWords | null;
  onComment: (() => void) | undefined;
  onObject: () => void;
};

export function ReviewAnswerBar({ page, choice, answers, marked, onComment, onObject }: Props) {
  const { t } = useTranslation('reviews');
  const path = (answer: ReviewAnswer) => `?fuer=${page.answering?.id}&antwort=${answer}#antwort`;
  if (!answers && !marked) return null;
  return (
    <div className={styles.bar}>
      {marked && (
        <div className={styles.marked}>
          <p>
            {t('comments.marked')} <q>{shorten(marked.quote)}</q>
          </p>
          {onComment && (
            // Pressing it must not take the selection away first.
            <Button kind="secondary" small onPointerDown={(event) => event.preventDefault()} onClick={onComment}>
              {t('comments.add')}
            </Button>
          )}
          {answers && (
            <Link to={path('object')} onClick={onObject} className={styles.objectTo}>
              {t('comments.objectTo')}
            </Link>
          )}
        </div>
      )}
      {answers && (
        <nav aria-label={t('answer.bar')}>
          <ul className={styles.answers}>
            {reviewAnswers.map((answer) => (
              <li key={answer}>
                <Link to={path(answer)} aria-current={choice === answer || undefined} data-answer={answer}>
                  <AnswerIcon answer={answer} />
                  <span className={styles.full}>{t(`answer.${answer}.verb`)}</span>
                  <span className={styles.short} aria-hidden="true">
                    {t(`answer.${answer}.short`)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

const shorten = (words: string): string => (words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words);
