/**
 * Stands around every page and catches what fails in it, also in a form that was refused: what the
 * page's frame shows is loaded all the same.
 */
import { Outlet, useRouteError } from '@remix-run/react';
import { ErrorPage } from '~/ui/ErrorPage';

export default function Place() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
