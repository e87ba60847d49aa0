/** The fields in which a group is described, for creating and for changing it. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextArea, TextField } from '~/ui/fields';
import type { Option } from '~/ui/select-options';

type Fields<Names extends string> = Record<Names, FieldMetadata<unknown>>;

/** What belongs to the Geschäftsstelle: name, field, address and abbreviation. */
export function IdentityFields({
  fields,
  choices,
}: {
  fields: Fields<'name' | 'fieldId' | 'slug' | 'abbreviation'>;
  choices: Option[];
}) {
  const { t } = useTranslation('groups');
  return (
    <>
      <TextField field={fields.name} label={t('keep.name')} />
      <SelectField field={fields.fieldId} label={t('keep.field')} options={choices} empty={t('keep.chooseField')} />
      <TextField field={fields.abbreviation} label={t('keep.abbreviation')} hint={t('keep.abbreviationHint')} />
      <TextField field={fields.slug} label={t('keep.slug')} hint={t('keep.slugHint')} optional />
    </>
  );
}

/** What the leads can change as well. */
export function PresentationFields({ fields }: { fields: Fields<'description' | 'listed'> }) {
  const { t } = useTranslation('groups');
  return (
    <>
      <TextArea field={fields.description} label={t('keep.description')} hint={t('keep.descriptionHint')} optional />
      <CheckField field={fields.listed} label={t('keep.listed')} hint={t('keep.listedHint')} />
    </>
  );
}
