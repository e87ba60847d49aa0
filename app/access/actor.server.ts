/** Loads who is asking, with their current roles and mandates. */
import { and, eq, gt, gte, inArray, isNull, lte, min, or } from 'drizzle-orm';
import { type Reader, db, groups, mandates, memberships, organisations, people } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Day, PersonId } from '~db/values';
import { endOfDay, today } from '~/services/time';
import type { Person } from './policy';

/** The condition under which a membership counts at a moment. */
export function currentMembership(now: Date = new Date()) {
  return and(lte(memberships.startsAt, now), or(isNull(memberships.endsAt), gt(memberships.endsAt, now)));
}

/** The condition under which a mandate counts on a day; its last day included. */
export function currentMandate(day: Day = today()) {
  return and(lte(mandates.startDate, day), or(isNull(mandates.endDate), gte(mandates.endDate, day)));
}

/**
 * The people with these ids, as the policy sees them now. Three statements, however many people.
 * Disabled accounts are left out: they have no rights.
 */
export async function loadActors(reader: Reader, ids: readonly PersonId[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const now = new Date();
  const day = today(now);
  const found = await reader
    .select({ id: people.id, name: people.name, office: people.office })
    .from(people)
    .where(and(inArray(people.id, [...ids]), isNull(people.disabledAt)));
  const roles = await reader
    .select({
      personId: memberships.personId,
      groupId: memberships.groupId,
      role: memberships.role,
      endsAt: memberships.endsAt,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        inArray(memberships.personId, [...ids]),
        currentMembership(now),
      ),
    );
  const spoken = await reader
    .select({
      personId: mandates.personId,
      organisationId: mandates.organisationId,
      endDate: mandates.endDate,
    })
    .from(mandates)
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(
      and(
        inArray(mandates.personId, [...ids]),
        isNull(organisations.archivedAt),
        currentMandate(day),
      ),
    );
  return found.map((person) => ({
    kind: 'person',
    ...person,
    roles: new Map(
      roles
        .filter((role) => role.personId === person.id)
        .map((role) => [role.groupId, { role: role.role, until: role.endsAt?.getTime() ?? null }]),
    ),
    organisations: new Map(
      spoken
        .filter((mandate) => mandate.personId === person.id)
        .map((mandate) => [
          mandate.organisationId,
          { until: mandate.endDate ? endOfDay(mandate.endDate).getTime() : null },
        ]),
    ),
  }));
}

/** One person as the policy sees them now; undefined when the account is disabled or gone. */
export async function loadActor(reader: Reader, id: PersonId): Promise<Person | undefined> {
  const [actor] = await loadActors(reader, [id]);
  return actor;
}

/** Who is asking, for a request: as `loadActor`, read again only when it may have changed. */
export async function currentActor(id: PersonId): Promise<Person | undefined> {
  return keptActor(id);
}

const keptActor = kept(async (key) => {
  const id = key as PersonId;
  const now = new Date();
  const value = await loadActor(db, id);
  // What ends is seen by the policy, which knows until when; what begins has to be read.
  const [next] = await db
    .select({ startsAt: min(memberships.startsAt) })
    .from(memberships)
    .where(and(eq(memberships.personId, id), gt(memberships.startsAt, now)));
  const midnight = endOfDay(today(now)).getTime();
  return { value, until: Math.min(midnight, next?.startsAt?.getTime() ?? midnight) };
});
