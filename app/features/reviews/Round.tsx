/**
 * A running review on the page of its text: where it stands, the one step that is next, and the way back to
 * draft. The page takes the steps `remind`, `returnToDraft`, and `approve` or `adopt`.
 */
import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { TextKind } from '~db/values';
import { Button } from '~/ui/buttons';
import { Choice, TextField } from '~/ui/fields';
import { DayText } from '~/ui/Moment';
import { Alert, Confirm } from '~/ui/page-parts';
import { reviewPath } from '~/texts/review-path';
import styles from './round.module.css';
import type { RoundStanding } from './standing.server';

type Props = {
  kind: TextKind;
  round: RoundStanding;
  may: { respond: boolean; remind: boolean; conclude: boolean };
};

/** Stands in the strip that says in which state the text is. */
export function RoundInStrip({ kind, round, may }: Props) {
  const { t } = useTranslation('reviews');
  const tally =
    round.answered === 0
      ? t('round.noneAnswered')
      : t('round.tally', { count: round.invited, answered: round.answered });
  return (
    <>
      <p>
        {t(`round.${round.state}`)} {t('round.until')} <DayText day={round.lastDay} />.
      </p>
      <p>
        <strong>{tally}</strong>
        {round.silenceIsConsent && ` · ${t('round.silence')}`}
      </p>
      {may.respond && round.state !== 'over' && (
        <p>
          <Link to={reviewPath(round.id)}>{t('round.answerHere')}</Link>
        </p>
      )}
      <NextStep kind={kind} round={round} may={may} />
    </>
  );
}

/** The one step that is next: reminding while answers are awaited, then approving or adopting. */
function NextStep({ kind, round, may }: Props) {
  const { t } = useTranslation('reviews');
  if (round.state !== 'waiting') return may.conclude ? <Conclude kind={kind} round={round} /> : null;
  return (
    <>
      {may.remind && (
        <Form method="post">
          <Button name="intent" value="remind">
            {t('round.remind')}
          </Button>
        </Form>
      )}
      {may.conclude && <p className={styles.quiet}>{t('conclude.wait', { context: kind })}</p>}
    </>
  );
}

/** Open objections stand first; what is unusual about the step has to be confirmed. */
function Conclude({ kind: context, round }: Pick<Props, 'kind' | 'round'>) {
  const { t } = useTranslation('reviews');
  return (
    <Confirm summary={t('conclude.button', { context })} kind="primary">
      <Form method="post" className={styles.conclude}>
        {round.objections > 0 && (
          <Alert kind="warning" title={t('conclude.objections', { count: round.objections })}>
            <ul>
              {round.answers
                ?.filter(({ answer }) => answer?.kind === 'object')
                .map(({ id, name, answer }) => (
                  <li key={id}>
                    <strong>{name}</strong>: {answer?.reason}
                  </li>
                ))}
            </ul>
          </Alert>
        )}
        <p>{t('conclude.consequence', { context })}</p>
        {round.agreeingBySilence > 0 && <p>{t('conclude.bySilence', { count: round.agreeingBySilence })}</p>}
        {round.objections > 0 && (
          <Choice name="despiteObjections" value="on" required>
            {t('conclude.despiteObjections', { context })}
          </Choice>
        )}
        {round.state === 'answered' && (
          <Choice name="beforeDeadline" value="on" required>
            {t('conclude.beforeDeadline', { context })}
          </Choice>
        )}
        <Button name="intent" value={context === 'minutes' ? 'approve' : 'adopt'}>
          {t('conclude.confirm', { context })}
        </Button>
      </Form>
    </Confirm>
  );
}

/** The way back to draft, with a reason. */
export function ReturnToDraft() {
  const { t } = useTranslation('reviews');
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
