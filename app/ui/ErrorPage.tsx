/** What is shown in place of a page that does not exist, may not be seen, or failed. */
import { Link, isRouteErrorResponse } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** The status of what a route threw; anything unforeseen is a 500. */
export const statusOf = (error: unknown): number => (isRouteErrorResponse(error) ? error.status : 500);

export function ErrorPage({ status }: { status: number }) {
  const { t } = useTranslation();
  const kind = status === 404 ? 'notFound' : 'failed';
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
