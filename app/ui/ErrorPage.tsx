/** What is shown in place of a page that does not exist, may not be seen, or failed. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** Which of the two texts a status calls for. */
export const errorKind = (status: number) => (status === 404 ? 'notFound' : 'failed');

export function ErrorPage({ status }: { status: number }) {
  const { t } = useTranslation();
  const kind = errorKind(status);
  return (
    <>
      <h1>{t(`error.${kind}.title`)}</h1>
      <p>{t(`error.${kind}.text`)}</p>
      <p>
        <Link to="/">{t('error.toStart')}</Link>
      </p>
    </>
  );
}
