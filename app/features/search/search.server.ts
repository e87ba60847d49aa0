/** Searching, as far as one may see. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { db, groups, memberships, people } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Day, GroupId, OrganisationId, PersonId, SearchKind, SearchPart } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { keysOf } from '~/access/keys';
import { type Person, can } from '~/access/policy';
import type { Piece } from '~/services/search/excerpt';
import { type Found, type Suggestion, search, suggest } from '~/services/search/search.server';
import { dayOf } from '~/services/time';
import { type SearchQuery, periods } from './search';
import { type Suggested, suggestedKinds } from './suggested';

export type Hit = {
  key: string;
  kind: SearchKind;
  /** What a comment or a file belongs to. */
  owner: Found['ownerKind'];
  part: SearchPart;
  /** Empty where there is no page of it for who asks. */
  path: string;
  title: string;
  heading: Piece[];
  excerpt: Piece[];
  /** Of a document, or what is said of one. */
  edition: number;
  group: string;
  /** Empty for what is never old. */
  day: Day | '';
};

const pageSize = 20;
const dayInMs = 86_400_000;

/**
 * A page of what is found. Rights and filters are part of the question to the index: what may not be seen is
 * neither shown nor counted. The number of statements does not grow with what is found.
 */
export async function searchPage(actor: Person, query: SearchQuery, now: number = Date.now()) {
  const named = await allGroups();
  const { hits, count, more, instead } = await search(query.q, {
    keys: keysOf(actor, now),
    kind: query.art,
    // One that is none is the group of nothing.
    groupId: query.gruppe ? (named.bySlug.get(query.gruppe) ?? ('' as GroupId)) : undefined,
    between: query.zeit && [now - periods[query.zeit] * dayInMs, now],
    limit: pageSize,
    offset: (query.seite - 1) * pageSize,
  });
  const pages = Math.max(1, Math.ceil(count / pageSize));
  return { hits: await shown(actor, hits), count, more, instead, page: Math.min(query.seite, pages), pages };
}

/** The groups to choose from: one's own; for the Geschäftsstelle all. */
export async function groupsToChoose(actor: Person): Promise<{ slug: string; name: string }[]> {
  const all = can(actor, 'portal.office', {});
  return db
    .select({ slug: groups.slug, name: groups.name })
    .from(groups)
    .where(all ? undefined : inArray(groups.id, [...actor.roles.keys()]))
    .orderBy(asc(groups.name));
}

/** How each group is called, and by its address; there are few, and every search asks. */
const keptGroups = kept(async () => {
  const rows = await db.select({ id: groups.id, slug: groups.slug, name: groups.name }).from(groups);
  return {
    value: { byId: new Map(rows.map((row) => [row.id, row])), bySlug: new Map(rows.map(({ id, slug }) => [slug, id])) },
  };
});
const allGroups = () => keptGroups('');

async function shown(actor: Person, hits: readonly Found[]): Promise<Hit[]> {
  const places = await placesOf(actor, hits);
  const named = await allGroups();
  return hits.map((hit) => {
    const { kind, objectId, part, ownerKind: owner, groupId, title, heading, excerpt, at } = hit;
    return {
      key: `${kind}-${objectId}-${part}`,
      kind,
      owner,
      part,
      path: places(hit),
      title,
      heading,
      excerpt,
      group: groupId && kind !== 'group' ? (named.byId.get(groupId)?.name ?? '') : '',
      edition: editionOf(hit),
      day: at ? dayOf(at) : '',
    };
  });
}

/** What is called like its document is told apart by its edition; files have names of their own. */
const editionOf = ({ kind, edition }: Suggestion): number => (kind === 'file' ? 1 : (edition ?? 1));

const mostSuggested = 8;
const eachSuggested = 4;

/** What is called as it is being typed: places one goes to first. Before anything is typed one's own groups. */
export async function suggestions(actor: Person, typed: string): Promise<Suggested[]> {
  if (!typed) return ownGroups(actor);
  const asked = { keys: keysOf(actor), kinds: suggestedKinds, each: eachSuggested, limit: mostSuggested };
  const found = await suggest(typed, asked);
  const places = await placesOf(actor, found);
  const named = await allGroups();
  return found.flatMap((hit) => {
    const path = places(hit);
    const group = hit.groupId && hit.kind !== 'group' ? (named.byId.get(hit.groupId)?.name ?? '') : '';
    return path ? [{ kind: hit.kind, title: hit.title, edition: editionOf(hit), path, group }] : [];
  });
}

/** Where somebody goes who has typed nothing yet. */
async function ownGroups(actor: Person): Promise<Suggested[]> {
  const named = await allGroups();
  return [...actor.roles.keys()].slice(0, mostSuggested).flatMap((id) => {
    const group = named.byId.get(id);
    return group && mayEnter(actor, id) ? [{ kind: 'group', title: group.name, edition: 1, path: `/gruppen/${group.slug}`, group: '' }] : [];
  });
}

/** Where each of what was found is shown to somebody. */
async function placesOf(actor: Person, found: readonly Suggestion[]): Promise<(hit: Suggestion) => string> {
  const named = await allGroups();
  const people = await placesOfPeople(actor, found.flatMap(({ kind, objectId }) => (kind === 'person' ? [objectId as PersonId] : [])));
  const office = can(actor, 'portal.office', {});
  return ({ kind, objectId, groupId, path }) => {
    if (kind === 'person') return people.get(objectId as PersonId) ?? '/konto';
    if (kind === 'organisation') return office ? `/geschaeftsstelle/organisationen/${objectId as OrganisationId}` : '';
    if (kind === 'group' && !mayEnter(actor, groupId!)) return '/arbeitsgruppen';
    return `/gruppen/${named.byId.get(groupId!)?.slug}${path}`;
  };
}

const mayEnter = (actor: Person, groupId: GroupId): boolean => can(actor, 'group.read', { groupId, archived: false });

/** Where somebody is shown: at the Geschäftsstelle, or among the members of a group one has in common. */
async function placesOfPeople(actor: Person, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (ids.length === 0) return new Map();
  if (can(actor, 'portal.office', {})) return new Map(ids.map((id) => [id, `/geschaeftsstelle/personen/${id}`]));
  const rows = await db
    .select({ id: people.id, slug: groups.slug })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(inArray(people.id, [...ids]), inArray(groups.id, [...actor.roles.keys()]), currentMembership()));
  return new Map(rows.map(({ id, slug }) => [id, `/gruppen/${slug}/mitglieder`]));
}
