/** Minutes in review: the frozen text, where the round stands, and the lead's three steps. */
import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { TextField } from '~/ui/fields';
import { DayText } from '~/ui/Moment';
import { Alert, Confirm } from '~/ui/page-parts';
import { FrozenMinutes } from './FrozenMinutes';
import { ReviewAnswers } from './ReviewAnswers';
import { StateOfMinutes } from './StateOfMinutes';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

type Page = Shown<'in_review'>;
type Review = Page['review'];

export function ReviewPage({ page }: { page: Page }) {
  const { t } = useTranslation('minutes');
  const { review, may } = page;
  const { meeting, group } = page.head;
  const tally =
    review.answered === 0
      ? t('review.noneAnswered')
      : t('review.tally', { count: review.invited, answered: review.answered });
  return (
    <>
      <StateOfMinutes current="in_review">
        <p>
          {t(`review.${review.state}`)} {t('review.until')} <DayText day={review.lastDay} />.
        </p>
        <p>
          <strong>{tally}</strong>
          {review.silenceIsConsent && ` · ${t('review.silence')}`}
        </p>
        {may.respond && review.state !== 'over' && (
          <p>
            <Link to={`/pruefungen/${review.id}`}>{t('review.answerHere')}</Link>
          </p>
        )}
        <NextStep page={page} />
      </StateOfMinutes>
      <div className={styles.screenOnly}>
        {review.answers && <ReviewAnswers answers={review.answers} />}
        {may.returnToDraft && <ReturnToDraft />}
      </div>
      <FrozenMinutes page={page} head={{ ...page.head, ...meeting, group: group.name }} reviewId={review.id} />
    </>
  );
}

/** The one step that is next: reminding while answers are awaited, then approving. */
function NextStep({ page: { review, may } }: { page: Page }) {
  const { t } = useTranslation('minutes');
  if (review.state !== 'waiting') return may.approve ? <Approve review={review} /> : null;
  return (
    <>
      {may.remind && (
        <Form method="post">
          <Button name="intent" value="remind">
            {t('review.remind')}
          </Button>
        </Form>
      )}
      {may.approve && <p className={styles.quiet}>{t('approve.wait')}</p>}
    </>
  );
}

/** Open objections stand first; what is unusual about the step has to be confirmed. */
function Approve({ review }: { review: Review }) {
  const { t } = useTranslation('minutes');
  return (
    <Confirm summary={t('approve.button')} kind="primary">
      <Form method="post" className={styles.approve}>
        {review.objections > 0 && (
          <Alert kind="warning" title={t('approve.objections', { count: review.objections })}>
            <ul>
              {review.answers
                ?.filter(({ answer }) => answer?.kind === 'object')
                .map(({ id, name, answer }) => (
                  <li key={id}>
                    <strong>{name}</strong>: {answer?.reason}
                  </li>
                ))}
            </ul>
          </Alert>
        )}
        <p>{t('approve.consequence')}</p>
        {review.agreeingBySilence > 0 && <p>{t('approve.bySilence', { count: review.agreeingBySilence })}</p>}
        {review.objections > 0 && <Check name="despiteObjections" label={t('approve.despiteObjections')} />}
        {review.state === 'answered' && <Check name="beforeDeadline" label={t('approve.beforeDeadline')} />}
        <Button name="intent" value="approve">
          {t('approve.confirm')}
        </Button>
      </Form>
    </Confirm>
  );
}

function Check({ name, label }: { name: string; label: string }) {
  return (
    <div className="kern-form-check">
      <input type="checkbox" required name={name} id={name} className="kern-form-check__checkbox" />
      <label className="kern-label" htmlFor={name}>
        {label}
      </label>
    </div>
  );
}

function ReturnToDraft() {
  const { t } = useTranslation('minutes');
  const lastResult = useActionData<{ error?: Record<string, string[]> }>();
  const [form, fields] = useForm<{ reason: string }>({ id: 'return', lastResult: lastResult ?? null });
  return (
    <Confirm summary={t('return.button')} kind="tertiary">
      <Form method="post" {...getFormProps(form)}>
        <p>{t('return.consequence')}</p>
        <TextField field={fields.reason} label={t('return.reason')} />
        <Button name="intent" value="returnToDraft">
          {t('return.confirm')}
        </Button>
      </Form>
    </Confirm>
  );
}

