/** Places that are called as it is being typed, for the quick finder: data, no page. */
import { signedIn } from '~/access/page.server';
import { queryIn } from './search';
import { suggestions } from './search.server';

export const loader = signedIn(async ({ actor, request }) => {
  const { q } = queryIn(request);
  return Response.json(await suggestions(actor, q), { headers: { 'Cache-Control': 'no-store' } });
});
