/** The fields of an agenda item; adding, proposing and changing one ask for the same. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import type { AgendaKind } from '~db/values';
import { CheckField, SelectField, TextArea, TextField } from '~/ui/fields';
import styles from './meetings.module.css';

type Names = 'title' | 'kind' | 'presenter' | 'duration' | 'internal' | 'note';

export function ItemFields({
  fields,
  kinds,
}: {
  // conform's metadata differ by the type of the value; the fields show them all alike.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  fields: Partial<Record<Names, FieldMetadata<any>>>;
  kinds: readonly AgendaKind[];
}) {
  const { t } = useTranslation('meetings');
  return (
    <>
      <TextField field={fields.title!} label={t('item.title')} />
      <div className={styles.itemRow}>
        <SelectField
          field={fields.kind!}
          label={t('item.kind')}
          options={kinds.map((kind) => ({ value: kind, label: t(`agenda.kinds.${kind}`) }))}
        />
        <TextField field={fields.duration!} type="number" label={t('item.duration')} min={1} max={600} optional />
      </div>
      <TextField field={fields.presenter!} label={t('item.presenter')} optional />
      <TextArea field={fields.note!} label={t('item.note')} rows={2} optional />
      <CheckField field={fields.internal!} label={t('item.internal')} hint={t('item.internalHint')} />
    </>
  );
}
