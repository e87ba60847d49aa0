/** Searching as the people of a small alliance. */
import { queryIn } from '~/features/search/search';
import { searchPage } from '~/features/search/search.server';
import { findersOf } from '~/features/search/finders.server';
import { searchSources } from '~/features/search/sources.server';
import { drainChanges, searchIn } from '~/services/search/upkeep.server';
import { type Alliance, type Role } from '../../setup/alliance';

searchIn({ sources: searchSources, findersOf });

/** The page of what somebody finds, with everything indexed that has changed. */
export async function pageFor(alliance: Alliance, role: Role, q: string, more: Record<string, string> = {}) {
  if (!(await drainChanges())) throw new Error('Something could not be indexed.');
  const address = `https://portal.example/suche?${new URLSearchParams({ q, ...more })}`;
  return searchPage(await alliance.as(role), queryIn(new Request(address)));
}

/** What somebody finds, as kind and title. */
export const findsOf = async (alliance: Alliance, role: Role, q: string, more: Record<string, string> = {}) =>
  (await pageFor(alliance, role, q, more)).hits.map(({ kind, title }) => `${kind} ${title}`).sort();
