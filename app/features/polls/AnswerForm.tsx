/** Saying to which dates one can come: a question a date, and one button. */
import type { FieldMetadata } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type Language, type PollChoice, pollChoices } from '~db/values';
import { formatSpan } from '~/services/time';
import { Button } from '~/ui/buttons';
import { CheckField, Choice, TextArea } from '~/ui/fields';
import type { PollDate, PollPage } from './poll-page.server';
import styles from './polls.module.css';

type Props = {
  poll: PollPage;
  fields: Record<'comment' | 'rest', FieldMetadata<string>>;
  /** What was chosen in a form that was not taken. */
  typed: unknown;
};

export function AnswerForm({ poll, fields, typed }: Props) {
  const { t } = useTranslation('polls');
  const chosen = (typed ?? {}) as Partial<Record<string, PollChoice>>;
  const ahead = poll.dates.filter(({ past }) => !past);
  const open = ahead.filter(({ own }) => own === null).length;
  return (
    <section aria-labelledby="own" className={styles.own}>
      <h2 id="own">{t(poll.own.replied ? 'answer.again' : 'answer.title')}</h2>
      {poll.own.replied && open > 0 && <p className={styles.open}>{t('answer.stillOpen', { count: open })}</p>}
      <Form method="post" id={fields.comment.formId} noValidate>
        <input type="hidden" name="intent" value="answer" />
        {/* What stands now, not what was sent: after a refusal saving once more is a decision. */}
        <input type="hidden" name="basis" value={poll.basis} />
        {ahead.map((date) => (
          <DateQuestion key={date.id} date={date} chosen={chosen[date.id] ?? date.own} />
        ))}
        {open > 0 && <CheckField field={fields.rest} label={t('answer.rest')} hint={t('answer.restHint')} />}
        <TextArea field={fields.comment} label={t('answer.comment')} hint={t('answer.commentHint')} rows={2} optional />
        <Button>{t('answer.save')}</Button>
      </Form>
    </section>
  );
}

function DateQuestion({ date, chosen }: { date: PollDate; chosen: PollChoice | null }) {
  const { t, i18n } = useTranslation('polls');
  const elsewhere = `${date.id}-elsewhere`;
  return (
    <fieldset className={styles.question} aria-describedby={date.overlaps.length > 0 ? elsewhere : undefined}>
      <legend>{formatSpan(date.startsAt, date.endsAt, i18n.language as Language)}</legend>
      {date.overlaps.length > 0 && (
        <p id={elsewhere} className={styles.elsewhere}>
          {t('answer.elsewhere')} <Elsewhere overlaps={date.overlaps} />
        </p>
      )}
      <div className={styles.choices}>
        {pollChoices.map((choice) => (
          <Choice key={choice} type="radio" name={`answers.${date.id}`} value={choice} checked={chosen === choice}>
            {t(`choice.${choice}`)}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

function Elsewhere({ overlaps }: Pick<PollDate, 'overlaps'>) {
  const { t, i18n } = useTranslation('polls');
  return (
    <>
      {overlaps.map(({ path, group, number, startsAt, endsAt }, index) => (
        <span key={path}>
          {index > 0 && '; '}
          <Link to={path}>{t('answer.meeting', { group, number })}</Link>
          {', '}
          {formatSpan(startsAt, endsAt, i18n.language as Language)}
        </span>
      ))}
    </>
  );
}
