/**
 * What an assignment is going to do, before it is done: which memberships change, and what those
 * people can read then and could not before. Computed from the policy itself.
 */
import { asc, eq, inArray } from 'drizzle-orm';
import { type AssignmentChange, type Reader, groups, people } from '~db/client.server';
import type { Day, GroupId, GroupRole, MinutesId, PersonId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { minutesFactsOfGroup } from '~/access/authorize.server';
import { type Person, can } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { endOfDay } from '~/services/time';
import { heldIn } from './changes.server';

/** The most people one step takes: many more than an alliance has, and no more than a statement takes. */
export const mostAtOnce = 10_000;

export type Step = {
  groupId: GroupId;
  people: readonly PersonId[];
  /** The role they are to have, or that their membership ends. */
  to: GroupRole | 'end';
  /** The last day of a guest. */
  until?: Day | undefined;
};

export type PlannedChange = AssignmentChange & { name: string };

export type Plan = {
  group: { id: GroupId; slug: string; name: string };
  changes: PlannedChange[];
  /** Names of those for whom nothing changes. */
  unchanged: string[];
};

/**
 * Five statements, however many people.
 *
 * @throws NotFound when there is no such group
 * @throws Rejected `groupAtRest`, `guestNeedsEnd`, `endPassed`, `nobodyChosen`, `tooMany`
 */
export async function planStep(reader: Reader, step: Step, now: Date): Promise<Plan> {
  const endsAt = endOf(step, now);
  if (step.people.length === 0) throw new Rejected('nobodyChosen');
  if (step.people.length > mostAtOnce) throw new Rejected('tooMany', { maximum: mostAtOnce });
  const [group] = await reader
    .select({ id: groups.id, slug: groups.slug, name: groups.name, archivedAt: groups.archivedAt })
    .from(groups)
    .where(eq(groups.id, step.groupId));
  if (!group) throw new NotFound();
  if (group.archivedAt && step.to !== 'end') throw new Rejected('groupAtRest', { group: group.name });
  const chosen = await reader
    .select({ id: people.id, name: people.name, disabledAt: people.disabledAt })
    .from(people)
    .where(inArray(people.id, [...step.people]))
    .orderBy(asc(people.searchName));
  const held = await heldIn(
    reader,
    group.id,
    chosen.map(({ id }) => id),
    now,
  );
  const plan: Plan = { group, changes: [], unchanged: [] };
  for (const person of chosen) {
    const before = held.get(person.id) ?? null;
    const after =
      step.to === 'end' || person.disabledAt ? null : nextOf(before, step.to, now.getTime(), endsAt);
    // A disabled account gets no new role; an old one can still be ended.
    const stays = person.disabledAt && step.to !== 'end';
    if (stays || same(before, after)) plan.unchanged.push(person.name);
    else plan.changes.push({ personId: person.id, groupId: group.id, before, after, name: person.name });
  }
  return plan;
}

function endOf({ to, until }: Step, now: Date): number | null {
  if (to !== 'guest') return null;
  if (!until) throw new Rejected('guestNeedsEnd', {}, 'until');
  const end = endOfDay(until);
  if (end <= now) throw new Rejected('endPassed', {}, 'until');
  return end.getTime();
}

type Held = AssignmentChange['before'];

/** With the same role the membership goes on, at most until another day. */
const nextOf = (before: Held, role: GroupRole, now: number, endsAt: number | null): Held =>
  before?.role === role ? { ...before, endsAt } : { role, startsAt: now, endsAt };

const same = (a: Held, b: Held) => a?.role === b?.role && a?.endsAt === b?.endsAt;

/** Who leads the group now and would not after the plan. */
export const leadsLost = ({ changes }: Plan): PersonId[] =>
  changes
    .filter(({ before, after }) => before?.role === 'lead' && after?.role !== 'lead')
    .map(({ personId }) => personId);

export type Consequences = {
  /** People who can read minutes they could not read before, and how many those are together. */
  gain: { people: number; minutes: number };
  /** People who can't read minutes any more, and how many those are together. */
  lose: { people: number; minutes: number };
};

/** What the plan opens and closes. Six statements, however many people and minutes. */
export async function consequencesOf(reader: Reader, plan: Plan): Promise<Consequences> {
  const minutes = await minutesFactsOfGroup(reader, plan.group.id);
  const actors = await loadActors(
    reader,
    plan.changes.map(({ personId }) => personId),
  );
  const changes = new Map(plan.changes.map((change) => [change.personId, change]));
  const gain = { people: 0, minutes: new Set<MinutesId>() };
  const lose = { people: 0, minutes: new Set<MinutesId>() };
  for (const before of actors) {
    const after = withChange(before, changes.get(before.id)!);
    const read = (actor: Person) =>
      [...minutes].filter(([, facts]) => can(actor, 'minutes.read', facts)).map(([id]) => id);
    const [then, now] = [new Set(read(after)), new Set(read(before))];
    const gained = [...then].filter((id) => !now.has(id));
    const lost = [...now].filter((id) => !then.has(id));
    gained.forEach((id) => gain.minutes.add(id));
    lost.forEach((id) => lose.minutes.add(id));
    if (gained.length > 0) gain.people += 1;
    if (lost.length > 0) lose.people += 1;
  }
  return {
    gain: { people: gain.people, minutes: gain.minutes.size },
    lose: { people: lose.people, minutes: lose.minutes.size },
  };
}

/** The person as the policy would see them after the change. */
function withChange(actor: Person, { groupId, after }: AssignmentChange): Person {
  const roles = new Map(actor.roles);
  if (after) roles.set(groupId, { role: after.role, until: after.endsAt });
  else roles.delete(groupId);
  return { ...actor, roles };
}
