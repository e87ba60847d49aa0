/** Searching, as far as one may see. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { db, groups, memberships, people, searchEntries } from '~db/client.server';
import type { GroupId, PersonId, SearchKind, SearchPart } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { type Person, can } from '~/access/policy';
import type { Piece } from '~/services/search/excerpt';
import { type Found, mostCounted, search } from '~/services/search/search.server';
import { newerThan, seenBy } from './rights.server';
import { type SearchQuery, periods } from './search';

export type Hit = {
  key: string;
  kind: SearchKind;
  /** What a comment or a file belongs to. */
  owner: Found['ownerKind'];
  part: SearchPart;
  path: string;
  title: string;
  heading: Piece[];
  excerpt: Piece[];
  group: string;
  at: string;
};

const pageSize = 20;

/**
 * A page of what is found. Rights and filters are part of the question to the index: what may not be seen is
 * neither shown nor counted. The number of statements does not grow with what is found.
 */
export async function searchPage(actor: Person, query: SearchQuery) {
  const seen = and(
    seenBy(actor),
    query.art && eq(searchEntries.kind, query.art),
    query.gruppe ? inArray(searchEntries.groupId, await groupWith(query.gruppe)) : undefined,
    query.zeit && newerThan(periods[query.zeit]),
  );
  const page = Math.min(query.seite, mostCounted / pageSize);
  const { hits, count, more, instead } = await search(query.q, { seen, limit: pageSize, offset: (page - 1) * pageSize });
  return { hits: await shown(actor, hits), count, more, instead, page, pages: Math.max(1, Math.ceil(count / pageSize)) };
}

async function groupWith(slug: string): Promise<GroupId[]> {
  const rows = await db.select({ id: groups.id }).from(groups).where(eq(groups.slug, slug));
  return rows.map(({ id }) => id);
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

async function shown(actor: Person, hits: readonly Found[]): Promise<Hit[]> {
  const named = await namedGroups(hits.flatMap(({ groupId }) => groupId ?? []));
  const places = await placesOf(actor, hits.filter(({ kind }) => kind === 'person').map(({ objectId }) => objectId as PersonId));
  return hits.map(({ kind, objectId, part, ownerKind, groupId, path, title, heading, excerpt, at }) => {
    const group = groupId ? named.get(groupId) : undefined;
    const place = () => {
      if (kind === 'person') return places.get(objectId as PersonId) ?? '/konto';
      if (kind === 'group' && !mayEnter(actor, groupId!)) return '/arbeitsgruppen';
      return `/gruppen/${group?.slug}${path}`;
    };
    return {
      key: `${kind}-${objectId}-${part}`,
      kind,
      owner: ownerKind,
      part,
      path: place(),
      title,
      heading,
      excerpt,
      group: kind === 'group' ? '' : (group?.name ?? ''),
      at: at?.toISOString() ?? '',
    };
  });
}

const mayEnter = (actor: Person, groupId: GroupId): boolean => can(actor, 'group.read', { groupId, archived: false });

async function namedGroups(ids: readonly GroupId[]) {
  if (ids.length === 0) return new Map<GroupId, { slug: string; name: string }>();
  const rows = await db
    .select({ id: groups.id, slug: groups.slug, name: groups.name })
    .from(groups)
    .where(inArray(groups.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, ...group }) => [id, group]));
}

/** Where somebody is shown: at the Geschäftsstelle, or among the members of a group one has in common. */
async function placesOf(actor: Person, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
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
