/** Who speaks for a partner organisation: giving and ending mandates. What has been stays on record. */
import { and, asc, eq } from 'drizzle-orm';
import { type Tx, afterCommit, db, mandates, organisations, people, write } from '~db/client.server';
import type { Day, Id, OrganisationId, PersonId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { recheckDoors } from '~/live/doors.server';
import { NotFound, Rejected } from '~/services/errors';
import { addDays, today } from '~/services/time';

export type MandateId = Id<'mandate'>;

export type NewMandate = {
  personId: PersonId;
  startDate: Day;
  endDate?: Day | undefined;
  deputy: boolean;
};

/**
 * Lets a person speak for an organisation.
 *
 * @throws Rejected `mandateEndsBeforeStart`, `mandateOverlaps` (the person already speaks for it in
 *   that time), `organisationArchived`, `unknownPerson`
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function giveMandate(actor: Actor, id: OrganisationId, input: NewMandate): Promise<MandateId> {
  await authorize(actor, 'organisation.edit', id);
  return write(async (tx) => addMandate(tx, actor, id, input));
}

/** `giveMandate` inside a change under way; the caller has authorised. */
export async function addMandate(
  tx: Tx,
  actor: Actor,
  organisationId: OrganisationId,
  { personId, startDate, endDate, deputy }: NewMandate,
): Promise<MandateId> {
  if (endDate && endDate < startDate) throw new Rejected('mandateEndsBeforeStart', {}, 'endDate');
  const organisation = await openOrganisation(tx, organisationId);
  const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId));
  if (!person) throw new Rejected('unknownPerson', {}, 'personId');
  const held = await tx
    .select({ startDate: mandates.startDate, endDate: mandates.endDate })
    .from(mandates)
    .where(and(eq(mandates.personId, personId), eq(mandates.organisationId, organisationId)));
  const overlaps = held.some(
    (other) => (!endDate || other.startDate <= endDate) && (!other.endDate || other.endDate >= startDate),
  );
  if (overlaps) throw new Rejected('mandateOverlaps', { person: person.name, organisation: organisation.name }, 'personId');
  const [row] = await tx
    .insert(mandates)
    .values({ personId, organisationId, startDate, endDate: endDate ?? null, deputy })
    .returning({ id: mandates.id });
  await record(tx, actor, {
    action: 'mandate.given',
    object: { kind: 'organisation', id: organisationId, name: organisation.name },
    details: { person: person.name, from: startDate, ...(endDate ? { until: endDate } : {}), deputy },
  });
  afterCommit(() => void recheckDoors({ personId }));
  return row!.id;
}

/**
 * An organisation for which somebody may be given a mandate.
 *
 * @throws Rejected `organisationArchived`
 * @throws NotFound when there is none
 */
export async function openOrganisation(tx: Tx, id: OrganisationId): Promise<{ name: string }> {
  const [organisation] = await tx
    .select({ name: organisations.name, archivedAt: organisations.archivedAt })
    .from(organisations)
    .where(eq(organisations.id, id));
  if (!organisation) throw new NotFound();
  if (organisation.archivedAt) throw new Rejected('organisationArchived');
  return organisation;
}

/**
 * Ends a mandate at once: its last day is yesterday, so that nothing more can be said in its name
 * today. One that was to begin later never counted and goes.
 *
 * @returns the name of the person
 * @throws Rejected `mandateHasEnded`
 * @throws NotFound for everybody but the Geschäftsstelle, and when the organisation has no such mandate
 */
export async function endMandate(actor: Actor, id: OrganisationId, mandateId: MandateId): Promise<string> {
  await authorize(actor, 'organisation.edit', id);
  return write(async (tx) => {
    const [mandate] = await tx
      .select({
        personId: mandates.personId,
        startDate: mandates.startDate,
        endDate: mandates.endDate,
        person: people.name,
        organisation: organisations.name,
      })
      .from(mandates)
      .innerJoin(people, eq(people.id, mandates.personId))
      .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
      .where(and(eq(mandates.id, mandateId), eq(mandates.organisationId, id)));
    if (!mandate) throw new NotFound();
    const day = today();
    if (mandate.endDate && mandate.endDate < day) throw new Rejected('mandateHasEnded');
    if (mandate.startDate > day) await tx.delete(mandates).where(eq(mandates.id, mandateId));
    else await tx.update(mandates).set({ endDate: addDays(day, -1) }).where(eq(mandates.id, mandateId));
    await record(tx, actor, {
      action: 'mandate.ended',
      object: { kind: 'organisation', id, name: mandate.organisation },
      details: { person: mandate.person, from: mandate.startDate },
    });
    afterCommit(() => void recheckDoors({ personId: mandate.personId }));
    return mandate.person;
  });
}

/** The mandates of an organisation, past ones included: principals first, the newest first. */
export async function mandatesOf(actor: Actor, id: OrganisationId) {
  await authorize(actor, 'organisation.edit', id);
  return db
    .select({
      id: mandates.id,
      personId: people.id,
      person: people.name,
      email: people.email,
      startDate: mandates.startDate,
      endDate: mandates.endDate,
      deputy: mandates.deputy,
    })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .where(eq(mandates.organisationId, id))
    .orderBy(asc(mandates.deputy), asc(people.searchName), asc(mandates.startDate));
}
