import { useTranslation } from 'react-i18next';

/** For whom a password is chosen: for people to read, and for password managers to keep. */
export function UserName({ email }: { email: string }) {
  const { t } = useTranslation('account');
  return (
    <p>
      {t('yourAddress')} <strong>{email}</strong>
      <input type="hidden" name="username" value={email} autoComplete="username" />
    </p>
  );
}
