/** The fields of a search for a date: what it is about, how long it takes, and the dates in rows. */
import type { FieldMetadata, FormMetadata } from '@conform-to/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatSpan, isDay, momentAt } from '~/services/time';
import { Button } from '~/ui/buttons';
import { TextArea, TextField, useErrorWords } from '~/ui/fields';
import { type PollFields, endOf, proposalLimits } from './polls';
import styles from './polls.module.css';

type Fields = { [Name in keyof PollFields]: FieldMetadata<PollFields[Name]> };
type Props = { form: FormMetadata<PollFields>; fields: Fields };

export function PollForm({ form, fields }: Props) {
  const { t } = useTranslation(['polls', 'meetings']);
  return (
    <>
      {/* Enter sends the form, and not the first row away: browsers press the first button there is. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      <TextField field={fields.title} label={t('form.subject')} hint={t('form.subjectHint')} />
      <TextField
        field={fields.duration}
        label={t('form.duration')}
        type="number"
        inputMode="numeric"
      />
      <Dates form={form} fields={fields} />
      <TextField field={fields.lastDay} label={t('form.lastDay')} hint={t('form.lastDayHint')} type="date" />
      <TextField field={fields.place} label={t('meetings:form.place')} hint={t('meetings:form.placeHint')} optional />
      <TextField field={fields.link} type="url" label={t('meetings:form.link')} hint={t('meetings:form.linkHint')} optional />
      <TextArea field={fields.note} label={t('form.note')} hint={t('form.noteHint')} rows={3} optional />
    </>
  );
}

function Dates({ form, fields }: Props) {
  const { t } = useTranslation('polls');
  const say = useErrorWords();
  const rows = fields.proposals.getFieldList();
  const list = useRowFocus(rows.length);
  const { errors, errorId, name } = fields.proposals;
  // Groups keep to their hours: the next row begins with the time of the last one.
  const from = rows.at(-1)?.getFieldset().from.value ?? '';
  return (
    <fieldset ref={list} className={styles.dates} aria-describedby={errors ? `${errorId} dates-hint` : 'dates-hint'}>
      <legend className="kern-label">{t('form.dates')}</legend>
      <p className="kern-hint" id="dates-hint">
        {t('form.datesHint', proposalLimits)}
      </p>
      {rows.map((row, index) => (
        <DateRow key={row.key} form={form} fields={fields} index={index} removable={rows.length > proposalLimits.fewest} />
      ))}
      {errors && (
        <p className="kern-error" id={errorId}>
          <span className="kern-icon kern-icon--danger" aria-hidden="true" />
          <span className="kern-body">{errors.map(say).join(' ')}</span>
        </p>
      )}
      {rows.length < proposalLimits.most && (
        <Button kind="secondary" data-adds="" {...form.insert.getButtonProps({ name, defaultValue: { day: '', from } })}>
          {t('form.addDate')}
        </Button>
      )}
    </fieldset>
  );
}

function DateRow({ form, fields, index, removable }: Props & { index: number; removable: boolean }) {
  const { t } = useTranslation('polls');
  const number = index + 1;
  const { day, from } = fields.proposals.getFieldList()[index]!.getFieldset();
  return (
    <div role="group" aria-label={t('form.date', { number })} className={styles.dateRow}>
      <div className={styles.dateFields}>
        <TextField field={day} label={t('form.day')} type="date" />
        <TextField field={from} label={t('form.from')} type="time" />
        {removable && (
          <Button
            kind="tertiary"
            aria-label={t('form.removeDate', { number })}
            {...form.remove.getButtonProps({ name: fields.proposals.name, index })}
          >
            {t('form.remove')}
          </Button>
        )}
        <Spoken day={day.value} from={from.value} minutes={Number(fields.duration.value)} />
      </div>
    </div>
  );
}

/** The date as it will be read by the others, with its day of the week. */
function Spoken({ day, from, minutes }: { day: string | undefined; from: string | undefined; minutes: number }) {
  const { i18n } = useTranslation();
  if (!isDay(day) || !/^\d\d:\d\d$/.test(from ?? '') || !(minutes > 0 && minutes < 1440)) return null;
  const startsAt = momentAt(day, from!);
  return <p className={styles.spoken}>{formatSpan(startsAt, endOf(startsAt, minutes), i18n.language as Language)}</p>;
}

/** After a row has come, its day has the focus; after one has gone, the button that adds one. */
function useRowFocus(count: number) {
  const list = useRef<HTMLFieldSetElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const days = list.current?.querySelectorAll<HTMLInputElement>('input[type="date"]');
    if (count > before.current) days?.[count - 1]?.focus();
    if (count < before.current) list.current?.querySelector<HTMLButtonElement>('[data-adds]')?.focus();
    before.current = count;
  }, [count]);
  return list;
}
