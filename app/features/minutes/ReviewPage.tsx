/** Minutes in review: the frozen text, where the round stands, and the lead's three steps. */
import { ReviewAnswers } from '~/features/reviews/ReviewAnswers';
import { ReturnToDraft, RoundInStrip } from '~/features/reviews/Round';
import { FrozenMinutes } from './FrozenMinutes';
import { StateOfMinutes } from './StateOfMinutes';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

export function ReviewPage({ page }: { page: Shown<'in_review'> }) {
  const { review, may } = page;
  const { meeting, group } = page.head;
  return (
    <>
      <StateOfMinutes current="in_review">
        <RoundInStrip kind="minutes" round={review} may={{ ...may, conclude: may.approve }} />
      </StateOfMinutes>
      <div className={styles.screenOnly}>
        {review.answers && <ReviewAnswers answers={review.answers} />}
        {may.returnToDraft && <ReturnToDraft />}
      </div>
      <FrozenMinutes page={page} head={{ ...page.head, ...meeting, group: group.name }} reviewId={review.id} />
    </>
  );
}
