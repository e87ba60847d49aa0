/** What is shown in place of a page that does not exist, may not be seen, failed, or did not arrive. */
import { Link, isRouteErrorResponse, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

type Kind = 'notFound' | 'unreachable' | 'failed';

/** What kind of failure a route threw. Browsers say by a TypeError that a request had no answer. */
function kindOf(error: unknown): Kind {
  if (isRouteErrorResponse(error)) return error.status === 404 ? 'notFound' : 'failed';
  return typeof window !== 'undefined' && error instanceof TypeError ? 'unreachable' : 'failed';
}

export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const kind = kindOf(error);
  return (
    <>
      <h1>{t(`error.${kind}.title`)}</h1>
      <p>{t(`error.${kind}.text`)}</p>
      <p>
        {kind === 'unreachable' ? (
          <a href={pathname + search}>{t('error.again')}</a>
        ) : (
          <Link to="/">{t('error.toStart')}</Link>
        )}
      </p>
    </>
  );
}
