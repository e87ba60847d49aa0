/** What is said about a template, for making one and for changing it. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '~/ui/fields';
import { documentGenres } from '~db/values';

export function TemplateFields({ fields }: { fields: Record<'name' | 'hint' | 'genre', FieldMetadata> }) {
  const { t } = useTranslation('documents');
  return (
    <>
      <TextField field={fields.name} label={t('templates.name')} autoComplete="off" />
      <TextField field={fields.hint} label={t('templates.hint')} optional autoComplete="off" />
      <SelectField
        field={fields.genre}
        label={t('templates.genre')}
        options={documentGenres.map((genre) => ({ value: genre, label: t(`genre.${genre}`) }))}
      />
    </>
  );
}
