/**
 * Pages that need no script: visitors are sent none, so that they open at once also on an old phone, and are the
 * same for all of them. Read by `root.tsx`. Runs anywhere.
 */
export const plain = { plain: true } as const;

/** Whether the page that is shown is one of these. @param matches of the router, from the outside in */
export const isPlain = (matches: readonly { handle?: unknown }[]): boolean =>
  (matches.at(-1)?.handle as { plain?: boolean } | undefined)?.plain === true;

type Routes = Readonly<Record<string, { parentId?: string; path?: string; module: { handle?: unknown } } | undefined>>;

/**
 * Tells the addresses of these pages apart from all others. What is asked for with a query is another page.
 *
 * @param routes of the build, by their ids
 */
export function plainPaths(routes: Routes): (path: string) => boolean {
  const all = Object.values(routes).flatMap((route) => (route && isPlain([route.module]) ? pathOf(routes, route) : []));
  const pattern = new RegExp(`^(?:${all.map((path) => `/${path.replace(/:\w+/g, '[\\w-]+')}`).join('|') || '(?!)'})$`);
  return (path) => pattern.test(path);
}

function pathOf(routes: Routes, { parentId, path = '' }: NonNullable<Routes[string]>): string {
  const parent = parentId === undefined ? undefined : routes[parentId];
  return [parent && pathOf(routes, parent), path].filter(Boolean).join('/');
}
