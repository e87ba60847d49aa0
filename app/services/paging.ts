/** Pages of long lists in addresses. Runs anywhere. */

/** The page an address asks for, counted from 1; nonsense asks for the first. */
export const pageIn = (request: Request): number =>
  Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get('seite'))) || 1);
