/**
 * Pages that need no script: they are sent without any, so that they open at once also on an old phone, and are the
 * same for every visitor. Read by `root.tsx`. Runs anywhere.
 */
export const plain = { plain: true } as const;

/** Whether the page that is shown is one of these. @param matches of the router, from the outside in */
export const isPlain = (matches: readonly { handle?: unknown }[]): boolean =>
  (matches.at(-1)?.handle as { plain?: boolean } | undefined)?.plain === true;
