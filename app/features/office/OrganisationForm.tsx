/** The fields of a partner organisation, for making one and for changing it. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { organisationKinds } from '~db/values';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, SelectField, TextField } from '~/ui/fields';
import { type OrganisationFields, organisationFields } from './organisations';

export function OrganisationForm({
  value,
  lastResult,
  back,
}: {
  value?: OrganisationFields;
  lastResult: SubmissionResult | undefined;
  /** Where "cancel" leads. */
  back: string;
}) {
  const { t } = useTranslation('office');
  const [form, fields] = useForm({
    lastResult,
    ...(value ? { defaultValue: { ...value, published: value.published ? 'on' : undefined } } : {}),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: organisationFields }),
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
  });
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
      <FormErrors form={form} />
      <TextField field={fields.name} label={t('organisations.name')} />
      <TextField
        field={fields.shortName}
        label={t('organisations.shortName')}
        hint={t('organisations.shortNameHint')}
        optional
      />
      <SelectField
        field={fields.kind}
        label={t('organisations.kind')}
        empty={t('organisations.chooseKind')}
        options={organisationKinds.map((kind) => ({ value: kind, label: t(`common:organisationKind.${kind}`) }))}
      />
      <h2>{t('organisations.contact')}</h2>
      <TextField field={fields.contactName} label={t('organisations.contactName')} optional />
      <TextField field={fields.contactEmail} type="email" label={t('person.email')} optional />
      <TextField field={fields.contactPhone} type="tel" label={t('organisations.phone')} optional />
      <TextField
        field={fields.website}
        inputMode="url"
        label={t('organisations.website')}
        hint={t('organisations.websiteHint')}
        optional
      />
      <CheckField
        field={fields.published}
        label={t('organisations.published')}
        hint={t('organisations.publishedHint')}
      />
      <Actions>
        <Button>{t('common:save')}</Button>
        <LinkButton to={back} kind="tertiary">
          {t('common:cancel')}
        </LinkButton>
      </Actions>
    </Form>
  );
}
