import type { FieldMetadata } from '@conform-to/react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { TextField } from '~/ui/fields';

/** A password; where scripts run, a button shows and hides what was typed. */
export function PasswordField({
  field,
  label,
  hint,
  autoComplete,
}: {
  field: FieldMetadata<unknown>;
  label: ReactNode;
  hint?: ReactNode;
  autoComplete: 'current-password' | 'new-password';
}) {
  const { t } = useTranslation('account');
  const [shown, setShown] = useState(false);
  return (
    <TextField
      field={field}
      type={shown ? 'text' : 'password'}
      label={label}
      hint={hint}
      autoComplete={autoComplete}
      after={
        <Button type="button" kind="tertiary" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t('showPassword')}
        </Button>
      }
    />
  );
}
