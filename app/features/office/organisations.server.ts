/** Partner organisations: finding, reading and keeping them. */
import { type SQL, and, asc, count, eq, exists, inArray, isNotNull, isNull, like, ne, not, or } from 'drizzle-orm';
import { type Tx, afterCommit, db, mandates, organisations, people, write } from '~db/client.server';
import { type OrganisationId, organisationKinds } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { recheckDoors } from '~/live/doors.server';
import { Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { currentMandate } from '~/access/actor.server';
import type { OrganisationFields, OrganisationFilter } from './organisations';

const pageSize = 50;

/**
 * A page of the organisations a filter leaves, by name, each with who speaks for it, and how many
 * there are of each kind. Four statements.
 *
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function listOrganisations(actor: Actor, filter: OrganisationFilter) {
  await authorize(actor, 'portal.office', 'portal');
  const found = and(matches(filter.suche), inState(filter.stand));
  const where = and(found, filter.art && eq(organisations.kind, filter.art));
  const byKind = await db
    .select({ kind: organisations.kind, n: count() })
    .from(organisations)
    .where(found)
    .groupBy(organisations.kind);
  const total = byKind
    .filter(({ kind }) => !filter.art || kind === filter.art)
    .reduce((sum, { n }) => sum + n, 0);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(filter.seite, pages);
  const rows = await db
    .select({
      id: organisations.id,
      name: organisations.name,
      shortName: organisations.shortName,
      kind: organisations.kind,
      contactName: organisations.contactName,
      archivedAt: organisations.archivedAt,
    })
    .from(organisations)
    .where(where)
    .orderBy(asc(organisations.searchName), asc(organisations.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const speakers = await db
    .select({ organisationId: mandates.organisationId, name: people.name, deputy: mandates.deputy })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .where(
      and(
        inArray(
          mandates.organisationId,
          rows.map((row) => row.id),
        ),
        currentMandate(),
        isNull(people.disabledAt),
      ),
    )
    .orderBy(asc(mandates.deputy), asc(people.searchName));
  return {
    total,
    page,
    pages,
    kinds: organisationKinds.map((kind) => ({ kind, n: byKind.find((row) => row.kind === kind)?.n ?? 0 })),
    organisations: rows.map((row) => ({
      ...row,
      speakers: speakers.filter((speaker) => speaker.organisationId === row.id),
    })),
  };
}

/** Every word asked for begins a word of the name or the short name. */
function matches(asked: string): SQL | undefined {
  const words = foldForSearch(asked.replaceAll('%', '')).split(' ').filter(Boolean);
  return and(
    ...words.map((word) =>
      or(
        like(organisations.searchName, `${word}%`),
        like(organisations.searchName, `% ${word}%`),
        like(organisations.searchName, `%-${word}%`),
      ),
    ),
  );
}

function inState(state: OrganisationFilter['stand']): SQL | undefined {
  switch (state) {
    case undefined:
      return isNull(organisations.archivedAt);
    case 'archiviert':
      return isNotNull(organisations.archivedAt);
    case 'ohne-mandat':
      return and(
        isNull(organisations.archivedAt),
        not(
          exists(
            db
              .select({ id: mandates.id })
              .from(mandates)
              .where(and(eq(mandates.organisationId, organisations.id), currentMandate())),
          ),
        ),
      );
  }
}

/** The organisations one can choose from, by name. */
export async function organisationNames(actor: Actor): Promise<{ id: OrganisationId; name: string }[]> {
  await authorize(actor, 'portal.office', 'portal');
  return db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(isNull(organisations.archivedAt))
    .orderBy(asc(organisations.searchName));
}

/** @throws NotFound for everybody but the Geschäftsstelle, and when there is no such organisation */
export async function readOrganisation(actor: Actor, id: OrganisationId) {
  await authorize(actor, 'organisation.edit', id);
  const [organisation] = await db.select().from(organisations).where(eq(organisations.id, id));
  return organisation!;
}

/**
 * @throws Rejected `organisationNameTaken`
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function createOrganisation(actor: Actor, input: OrganisationFields): Promise<OrganisationId> {
  await authorize(actor, 'portal.office', 'portal');
  return write(async (tx) => {
    await requireFreeName(tx, input.name);
    const [row] = await tx
      .insert(organisations)
      .values({ ...input, searchName: searchNameOf(input), createdAt: new Date() })
      .returning({ id: organisations.id });
    await record(tx, actor, {
      action: 'organisation.created',
      object: { kind: 'organisation', id: row!.id, name: input.name },
    });
    return row!.id;
  });
}

/**
 * @throws Rejected `organisationNameTaken`
 * @throws NotFound for everybody but the Geschäftsstelle, and when there is no such organisation
 */
export async function changeOrganisation(actor: Actor, id: OrganisationId, input: OrganisationFields): Promise<void> {
  await authorize(actor, 'organisation.edit', id);
  await write(async (tx) => {
    await requireFreeName(tx, input.name, id);
    const [before] = await tx.select().from(organisations).where(eq(organisations.id, id));
    const changed = (Object.keys(input) as (keyof OrganisationFields)[]).filter(
      (field) => input[field] !== before![field],
    );
    if (changed.length === 0) return;
    await tx
      .update(organisations)
      .set({ ...input, searchName: searchNameOf(input) })
      .where(eq(organisations.id, id));
    await record(tx, actor, {
      action: 'organisation.changed',
      object: { kind: 'organisation', id, name: input.name },
      details: Object.fromEntries(
        changed.map((field) => [field, { before: before![field], after: input[field] }]),
      ),
    });
  });
}

/**
 * Archives an organisation that has left the alliance, or brings it back. While it is archived
 * nobody speaks for it; its mandates and answers stay on record.
 *
 * @throws NotFound for everybody but the Geschäftsstelle, and when there is no such organisation
 */
export async function archiveOrganisation(actor: Actor, id: OrganisationId, archived: boolean): Promise<void> {
  await authorize(actor, 'organisation.edit', id);
  await write(async (tx) => {
    const [before] = await tx
      .select({ name: organisations.name, archivedAt: organisations.archivedAt })
      .from(organisations)
      .where(eq(organisations.id, id));
    if ((before!.archivedAt !== null) === archived) return;
    await tx
      .update(organisations)
      .set({ archivedAt: archived ? new Date() : null })
      .where(eq(organisations.id, id));
    await record(tx, actor, {
      action: archived ? 'organisation.archived' : 'organisation.restored',
      object: { kind: 'organisation', id, name: before!.name },
    });
    afterCommit(() => void recheckDoors({}));
  });
}

async function requireFreeName(tx: Tx, name: string, except?: OrganisationId): Promise<void> {
  const [taken] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.name, name), ne(organisations.id, except ?? ('' as OrganisationId))));
  if (taken) throw new Rejected('organisationNameTaken', {}, 'name');
}

/** Found by either of its names. */
export const searchNameOf = ({ name, shortName }: { name: string; shortName: string }) =>
  foldForSearch(`${name} ${shortName}`);
