/** Where a link leads by which somebody chooses a password: what it is for, the form, its button. */
import type { FieldMetadata, FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { PasswordField } from './PasswordField';
import { passwordLength } from './account';

export function ChoosePassword({
  purpose,
  form,
  password,
  children,
}: {
  purpose: 'invitation' | 'newPassword' | 'founding';
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- forms differ by their fields
  form: FormMetadata<any>;
  password: FieldMetadata<unknown>;
  /** What stands before the password: for whom it is. */
  children: ReactNode;
}) {
  const { t } = useTranslation('account');
  return (
    <>
      <PageHeader title={t(`${purpose}.title`)} />
      <p>{t(`${purpose}.text`)}</p>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        {children}
        <PasswordField
          field={password}
          label={t('newPassword.field')}
          hint={t('passwordHint', passwordLength)}
          autoComplete="new-password"
        />
        <Actions>
          <Button>{t(`${purpose}.submit`)}</Button>
        </Actions>
      </Form>
    </>
  );
}
