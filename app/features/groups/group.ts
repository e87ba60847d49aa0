/** What the pages of a group share. Runs anywhere. */
import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from './group.route';

/** The group whose space one is in, as the layout `/gruppen/:group` has loaded it. */
export function useGroup() {
  const data = useRouteLoaderData<typeof loader>('group');
  if (!data) throw new Error('useGroup() outside /gruppen/:group');
  return data.group;
}
