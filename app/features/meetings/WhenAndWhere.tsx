/** The fields that say when and where a meeting is; planning and changing ask for the same. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { TextArea, TextField } from '~/ui/fields';
import styles from './meetings.module.css';

type Names = 'day' | 'from' | 'until' | 'place' | 'link' | 'note';

// conform's metadata differ by the type of the value; the fields show them all alike.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function WhenAndWhere({ fields }: { fields: Partial<Record<Names, FieldMetadata<any>>> }) {
  const { t } = useTranslation('meetings');
  return (
    <>
      <div className={styles.times}>
        <TextField field={fields.day!} type="date" label={t('form.day')} />
        <TextField field={fields.from!} type="time" label={t('form.from')} />
        <TextField field={fields.until!} type="time" label={t('form.until')} />
      </div>
      <TextField field={fields.place!} label={t('form.place')} hint={t('form.placeHint')} optional />
      <TextField field={fields.link!} type="url" label={t('form.link')} hint={t('form.linkHint')} optional />
      <TextArea field={fields.note!} label={t('form.note')} hint={t('form.noteHint')} rows={3} optional />
    </>
  );
}
