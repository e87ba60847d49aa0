/**
 * The assignment board: people on one side, groups on the other, and what a step would do. However
 * many people there are, it takes the same number of statements.
 */
import { type SQL, and, asc, count, eq, exists, inArray, isNull, like, notExists, or } from 'drizzle-orm';
import {
  db,
  fields,
  groups,
  joinRequests,
  mandates,
  memberships,
  organisations,
  people,
} from '~db/client.server';
import {
  type Day,
  type GroupId,
  type GroupRole,
  type OrganisationKind,
  type PersonId,
  groupRoles,
  organisationKinds,
} from '~db/values';
import { currentMandate, currentMembership } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import type { Board } from './board';
import { assertLeadRemains } from './leads.server';
import { organisationsOf } from './members.server';
import { type Consequences, consequencesOf, leadsLost, planStep } from './plan.server';

const pageSize = 30;

/** As many names are listed of those who are chosen elsewhere, and of those whom a step changes. */
const namesListed = 50;

/**
 * Everything the board shows.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 */
export async function boardOf(actor: Actor, board: Board) {
  await authorize(actor, 'portal.office', 'portal');
  const found = await matching(board);
  const chosen =
    board.choose === 'none' ? [] : board.choose === 'all' ? [...new Set([...board.chosen, ...found])] : board.chosen;
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(board.page, pages);
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const elsewhere = chosen.filter((id) => !shown.includes(id));
  return {
    people: await peopleShown(shown),
    elsewhere: { count: elsewhere.length, people: await namesOf(elsewhere.slice(0, namesListed)) },
    found: found.length,
    page,
    pages,
    chosen,
    groups: await groupsShown(),
    fields: await db.select({ id: fields.id, name: fields.name }).from(fields).orderBy(asc(fields.position)),
    organisations: await db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(isNull(organisations.archivedAt))
      .orderBy(asc(organisations.searchName)),
    preview: await previewOf({ ...board, chosen }),
  };
}

/** The ids of all people the filters find, in the order of the list. One statement. */
async function matching(board: Board): Promise<PersonId[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(isNull(people.disabledAt), ...conditions(board)))
    .orderBy(asc(people.searchName), asc(people.id));
  return rows.map(({ id }) => id);
}

function conditions({ q, organisation, kind, place, requested }: Board): (SQL | undefined)[] {
  const now = new Date();
  const mandated = (condition: SQL) =>
    exists(
      db
        .select({ id: mandates.id })
        .from(mandates)
        .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
        .where(
          and(
            eq(mandates.personId, people.id),
            currentMandate(),
            condition,
          ),
        ),
    );
  const roles = (condition?: SQL) =>
    db
      .select({ id: memberships.id })
      .from(memberships)
      .innerJoin(groups, eq(groups.id, memberships.groupId))
      .where(and(eq(memberships.personId, people.id), currentMembership(now), condition));
  return [
    q ? or(like(people.searchName, contains(foldForSearch(q))), like(people.email, contains(q.toLowerCase()))) : undefined,
    organisation ? mandated(eq(organisations.id, organisation)) : undefined,
    kind ? mandated(eq(organisations.kind, kind)) : undefined,
    place?.kind === 'none' ? notExists(roles()) : undefined,
    place?.kind === 'field' ? exists(roles(eq(groups.fieldId, place.id))) : undefined,
    place?.kind === 'group' ? exists(roles(eq(groups.id, place.id))) : undefined,
    requested
      ? exists(
          db
            .select({ id: joinRequests.id })
            .from(joinRequests)
            .where(and(eq(joinRequests.personId, people.id), eq(joinRequests.state, 'open'))),
        )
      : undefined,
  ];
}

async function namesOf(ids: PersonId[]) {
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
    .orderBy(asc(people.searchName), asc(people.id));
}

/** Signs that mean something to LIKE are left out: nobody's name has them. */
const contains = (text: string) => `%${text.replaceAll(/[%_]/g, '')}%`;

/** The people of one page with organisations, groups and open requests. Four statements. */
async function peopleShown(ids: PersonId[]) {
  const rows = await db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(inArray(people.id, ids))
    .orderBy(asc(people.searchName), asc(people.id));
  const spoken = await organisationsOf(db, ids);
  const held = await db
    .select({ personId: memberships.personId, group: groups.name, role: memberships.role })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(inArray(memberships.personId, ids), currentMembership(new Date()), isNull(groups.archivedAt)))
    .orderBy(asc(groups.name));
  const asked = await db
    .select({ personId: joinRequests.personId, group: groups.name })
    .from(joinRequests)
    .innerJoin(groups, eq(groups.id, joinRequests.groupId))
    .where(and(inArray(joinRequests.personId, ids), eq(joinRequests.state, 'open')));
  return rows.map((person) => ({
    ...person,
    organisations: (spoken.get(person.id) ?? []).map(({ name }) => name),
    roles: held.filter((row) => row.personId === person.id).map(({ group, role }) => ({ group, role })),
    requests: asked.filter((row) => row.personId === person.id).map(({ group }) => group),
  }));
}

export type BoardGroup = {
  id: GroupId;
  name: string;
  field: string;
  numbers: { role: GroupRole; count: number }[];
  /** Kinds of partner the alliance has, and nobody in the group speaks for. */
  missing: OrganisationKind[];
};

/** The groups at work, with number by role and the kinds of partner that are missing. Four statements. */
async function groupsShown(): Promise<BoardGroup[]> {
  const now = new Date();
  const rows = await db
    .select({ id: groups.id, name: groups.name, field: fields.name })
    .from(groups)
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where(isNull(groups.archivedAt))
    .orderBy(asc(fields.position), asc(groups.name));
  const numbers = await db
    .select({ groupId: memberships.groupId, role: memberships.role, count: count() })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(currentMembership(now), isNull(people.disabledAt)))
    .groupBy(memberships.groupId, memberships.role);
  const present = await db
    .selectDistinct({ groupId: memberships.groupId, kind: organisations.kind })
    .from(memberships)
    .innerJoin(mandates, eq(mandates.personId, memberships.personId))
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(
      and(
        currentMembership(now),
        currentMandate(),
      ),
    );
  const existing = await db
    .selectDistinct({ kind: organisations.kind })
    .from(organisations)
    .where(isNull(organisations.archivedAt));
  const kinds = organisationKinds.filter((kind) => existing.some((row) => row.kind === kind));
  return rows.map((group) => ({
    ...group,
    numbers: groupRoles.flatMap((role) => {
      const number = numbers.find((row) => row.groupId === group.id && row.role === role);
      return number ? [{ role, count: number.count }] : [];
    }),
    missing: kinds.filter((kind) => !present.some((row) => row.groupId === group.id && row.kind === kind)),
  }));
}

export type Preview =
  | { kind: 'incomplete'; missing: 'people' | 'group' }
  | { kind: 'rejected'; code: string; values: Record<string, string | number> }
  | {
      kind: 'plan';
      group: string;
      to: GroupRole | 'end';
      until: Day | null;
      /** How many get the role, or lose the one they have. */
      count: number;
      /** Of those, how many have another role in the group now. */
      changed: number;
      unchanged: number;
      consequences: Consequences;
      /** The first of them. */
      people: { name: string; before: GroupRole | null; after: GroupRole | null }[];
    };

/** What would happen now if the step were made. Nothing is written. */
async function previewOf({ chosen, group, to, until }: Board): Promise<Preview> {
  if (chosen.length === 0) return { kind: 'incomplete', missing: 'people' };
  if (!group) return { kind: 'incomplete', missing: 'group' };
  try {
    const plan = await planStep(db, { groupId: group, people: chosen, to, until }, new Date());
    if (plan.changes.length === 0) throw new Rejected('nothingChanges', { group: plan.group.name });
    await assertLeadRemains(db, group, leadsLost(plan));
    return {
      kind: 'plan',
      group: plan.group.name,
      to,
      until: until ?? null,
      count: plan.changes.length,
      changed: plan.changes.filter(({ before, after }) => before && after).length,
      unchanged: plan.unchanged.length,
      consequences: await consequencesOf(db, plan),
      people: plan.changes.slice(0, namesListed).map(({ name, before, after }) => ({
        name,
        before: before?.role ?? null,
        after: after?.role ?? null,
      })),
    };
  } catch (error) {
    if (error instanceof Rejected) return { kind: 'rejected', code: error.code, values: error.values };
    throw error;
  }
}
