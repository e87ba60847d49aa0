/** Minutes in review: the frozen text, where the round stands, and the lead's three steps. */
import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { TextField } from '~/ui/fields';
import { DayText, Moment } from '~/ui/Moment';
import { Alert, Badge, Confirm } from '~/ui/page-parts';
import { FrozenMinutes } from './FrozenMinutes';
import { StateOfMinutes } from './StateOfMinutes';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

type Page = Shown<'in_review'>;
type Review = Page['review'];

export function ReviewPage({ page }: { page: Page }) {
  const { t } = useTranslation('minutes');
  const { review, may } = page;
  const { meeting, group } = page.head;
  return (
    <>
      <StateOfMinutes current="in_review">
        <p>
          {t(`review.${review.state}`)} {t('review.until')} <DayText day={review.lastDay} />.
        </p>
        <p>
          <strong>{t('review.tally', { count: review.invited, answered: review.answered })}</strong>
          {review.silenceIsConsent && ` · ${t('review.silence')}`}
        </p>
        {may.respond && (
          <p>
            <Link to={`/pruefungen/${review.id}`}>{t('review.answerHere')}</Link>
          </p>
        )}
      </StateOfMinutes>
      <Steps page={page} />
      <FrozenMinutes page={page} head={{ ...page.head, ...meeting, group: group.name }} reviewId={review.id} />
    </>
  );
}

function Steps({ page: { review, may } }: { page: Page }) {
  const { t } = useTranslation('minutes');
  return (
    <>
      {review.answers && <Answers review={review} />}
      <div className={styles.steps}>
        {may.approve && <Approve review={review} />}
        {may.remind && review.state === 'waiting' && (
          <Form method="post">
            <Button kind="secondary" name="intent" value="remind">
              {t('review.remind')}
            </Button>
          </Form>
        )}
        {may.returnToDraft && <ReturnToDraft />}
      </div>
    </>
  );
}

function Answers({ review }: { review: Review }) {
  const { t } = useTranslation('minutes');
  return (
    <details className={styles.answers} open={review.objections > 0}>
      <summary>
        {t('review.who')}
        {review.objections > 0 && (
          <>
            {' '}
            <Badge kind="danger">{t('review.objections', { count: review.objections })}</Badge>
          </>
        )}
      </summary>
      <ul>
        {review.answers!.map(({ id, name, answer, remindedAt }) => (
          <li key={id}>
            <strong>{name}</strong>:{' '}
            {answer ? t(`answer.${answer.kind}`) : t(review.state === 'over' ? 'answer.silent' : 'answer.open')}
            {answer && (
              <span className={styles.quiet}>
                {' '}
                – {answer.person}, <Moment at={answer.at} />
              </span>
            )}
            {!answer && remindedAt && (
              <span className={styles.quiet}>
                {' '}
                – {t('review.remindedAt')} <Moment at={remindedAt} />
              </span>
            )}
            {answer?.passage && <blockquote className={styles.passage}>{answer.passage}</blockquote>}
            {answer?.reason && <p className={styles.reason}>{answer.reason}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Open objections stand first; what is unusual about the step has to be confirmed. */
function Approve({ review }: { review: Review }) {
  const { t } = useTranslation('minutes');
  if (review.state === 'waiting') return <p className={styles.quiet}>{t('approve.wait')}</p>;
  return (
    <Confirm summary={t('approve.button')}>
      <Form method="post">
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
    <Confirm summary={t('return.button')}>
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

