/** Which registers of decisions somebody may read, and how far: what every question to them is narrowed by. */
import { type SQL, and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { type Reader, db, decisions, groups } from '~db/client.server';
import type { DecisionId, GroupId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { decisionNumber } from '~/features/minutes/minutes';
import { NotFound } from '~/services/errors';

/** A group whose register somebody may read. */
export type Register = { id: GroupId; slug: string; name: string; abbreviation: string; readsInternal: boolean };

const columns = {
  id: groups.id,
  slug: groups.slug,
  name: groups.name,
  abbreviation: groups.abbreviation,
  archivedAt: groups.archivedAt,
};

type Row = Omit<Register, 'readsInternal'> & { archivedAt: Date | null };

const registerFor = (actor: Actor, { archivedAt, ...group }: Row): Register => ({
  ...group,
  readsInternal: can(actor, 'group.readInternalDecisions', { groupId: group.id, archived: archivedAt !== null }),
});

/**
 * The register of a group.
 *
 * @throws NotFound without the right to read it, or where no group has this slug; SignInRequired
 */
export async function registerOfGroup(actor: Actor, slug: string | undefined, reader: Reader = db): Promise<Register> {
  const [group] = await reader
    .select(columns)
    .from(groups)
    .where(eq(groups.slug, slug ?? ''));
  if (!group) throw new NotFound();
  await authorize(actor, 'group.readDecisions', group.id, reader);
  return registerFor(actor, group);
}

/**
 * All registers somebody may read, by the names of their groups. One statement.
 *
 * @throws NotFound for whoever may read none; the Geschäftsstelle may come before there are groups
 */
export async function registersOf(actor: Actor): Promise<Register[]> {
  const rows = await db.select(columns).from(groups).orderBy(asc(groups.name));
  const readable = rows.filter(({ id, archivedAt }) =>
    can(actor, 'group.readDecisions', { groupId: id, archived: archivedAt !== null }),
  );
  if (readable.length === 0 && !can(actor, 'portal.office', {})) throw new NotFound();
  return readable.map((row) => registerFor(actor, row));
}

/**
 * What of the decisions stands in these registers for their reader: what has its number, which it is given
 * at approval at the latest; what is internal only where they may read that.
 */
export function standingIn(registers: readonly Register[]): SQL | undefined {
  const internal = registers.filter(({ readsInternal }) => readsInternal);
  return and(
    inArray(decisions.groupId, registers.map(({ id }) => id)),
    isNotNull(decisions.number),
    or(eq(decisions.internal, false), inArray(decisions.groupId, internal.map(({ id }) => id))),
  );
}

/** The number of a decision that stands in the register of a group, and whether it is internal; null for whoever may not read it. */
export async function namedDecision(actor: Actor, groupId: GroupId, id: DecisionId, reader: Reader = db) {
  const [group] = await reader.select(columns).from(groups).where(eq(groups.id, groupId));
  if (!group || !can(actor, 'group.readDecisions', { groupId, archived: group.archivedAt !== null })) return null;
  const [row] = await reader
    .select()
    .from(decisions)
    .where(and(eq(decisions.id, id), standingIn([registerFor(actor, group)])));
  return row ? { number: decisionNumber(group.abbreviation, row.year!, row.number!), internal: row.internal } : null;
}
