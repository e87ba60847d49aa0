/** Keeping groups: creating, describing, archiving and restoring them. */
import { and, asc, count, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm';
import { type Tx, db, decisions, fields, groups, joinRequests, meetings, memberships, people, write } from '~db/client.server';
import type { GroupId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import { allowed, authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { type GroupInput, slugFor } from './group-form';
import { leadsOf } from './leads.server';
import { declineOpenRequests } from './requests.server';

/**
 * Creates a group. Without an address in the input it gets one made of its name.
 *
 * @returns its slug
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `slugTaken`, `abbreviationTaken`, `invalid` (field)
 */
export async function createGroup(actor: Actor, input: GroupInput): Promise<string> {
  await authorize(actor, 'group.create', 'portal');
  return write(async (tx) => {
    const slug = input.slug || slugFor(input.name);
    await refuseTaken(tx, { ...input, slug });
    const [group] = await tx
      .insert(groups)
      .values({ ...input, slug, createdAt: new Date() })
      .returning({ id: groups.id });
    await recordGroup(tx, actor, 'group.created', { id: group!.id, name: input.name });
    return slug;
  });
}

async function refuseTaken(
  tx: Tx,
  { slug, abbreviation, fieldId }: Pick<GroupInput, 'slug' | 'abbreviation' | 'fieldId'>,
  except?: GroupId,
): Promise<void> {
  const other = except ? ne(groups.id, except) : undefined;
  const taken = async (same: ReturnType<typeof eq>) =>
    (await tx.select({ id: groups.id }).from(groups).where(and(same, other))).length > 0;
  if (slug === '') throw new Rejected('slugShape', {}, 'slug');
  if (await taken(eq(groups.slug, slug))) throw new Rejected('slugTaken', {}, 'slug');
  if (await taken(eq(groups.abbreviation, abbreviation))) {
    throw new Rejected('abbreviationTaken', {}, 'abbreviation');
  }
  const [field] = await tx.select({ id: fields.id }).from(fields).where(eq(fields.id, fieldId));
  if (!field) throw new Rejected('invalid', {}, 'fieldId');
}

/**
 * Changes what is said about a group. Leads change description and listing; what else the input
 * names counts only when the Geschäftsstelle gives it.
 *
 * @returns its slug, which may have changed
 * @throws NotFound for those who may not
 * @throws Rejected `slugTaken`, `abbreviationTaken`, `abbreviationFixed`, `invalid` (field)
 */
export async function editGroup(
  actor: Actor,
  groupId: GroupId,
  input: Pick<GroupInput, 'description' | 'listed'> & Partial<GroupInput>,
): Promise<string> {
  return write(async (tx) => {
    await authorize(actor, 'group.edit', groupId, tx);
    const [group] = await tx.select().from(groups).where(eq(groups.id, groupId));
    if (!group) throw new NotFound();
    const all = await allowed(actor, 'group.create', 'portal', tx);
    const { name, fieldId, slug, abbreviation } = all ? { ...group, ...input } : group;
    const identity = { name, fieldId, slug: slug || slugFor(name), abbreviation };
    await refuseTaken(tx, identity, groupId);
    if (abbreviation !== group.abbreviation && (await hasNumbers(tx, groupId))) {
      throw new Rejected('abbreviationFixed', {}, 'abbreviation');
    }
    const { description, listed } = input;
    await tx
      .update(groups)
      .set({ ...identity, description, listed })
      .where(eq(groups.id, groupId));
    await recordGroup(tx, actor, 'group.changed', { id: groupId, name });
    return identity.slug;
  });
}

async function hasNumbers(tx: Tx, groupId: GroupId): Promise<boolean> {
  const [numbered] = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(eq(decisions.groupId, groupId), isNotNull(decisions.number)))
    .limit(1);
  return numbered !== undefined;
}

/**
 * Puts a group to rest: it leaves the public list and takes nobody new; who asked to join is told.
 * Its members still read everything.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 */
export async function archiveGroup(actor: Actor, groupId: GroupId): Promise<void> {
  await write(async (tx) => {
    const { actor: office } = await authorize(actor, 'group.archive', groupId, tx);
    const [group] = await tx
      .update(groups)
      .set({ archivedAt: new Date() })
      .where(and(eq(groups.id, groupId), isNull(groups.archivedAt)))
      .returning({ id: groups.id, name: groups.name });
    if (!group) return;
    await declineOpenRequests(tx, office, group);
    await recordGroup(tx, actor, 'group.archived', group);
  });
}

/**
 * Takes a group back to work.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 */
export async function restoreGroup(actor: Actor, groupId: GroupId): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'group.archive', groupId, tx);
    const [group] = await tx
      .update(groups)
      .set({ archivedAt: null })
      .where(and(eq(groups.id, groupId), isNotNull(groups.archivedAt)))
      .returning({ id: groups.id, name: groups.name });
    if (group) await recordGroup(tx, actor, 'group.restored', group);
  });
}

async function recordGroup(tx: Tx, actor: Actor, action: string, group: { id: GroupId; name: string }): Promise<void> {
  await record(tx, actor, {
    action,
    object: { kind: 'group', id: group.id, name: group.name },
    groupId: group.id,
  });
}

/**
 * All groups with their numbers, those at rest last. Five statements.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 */
export async function keptGroups(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  const rows = await db
    .select({
      id: groups.id,
      slug: groups.slug,
      name: groups.name,
      abbreviation: groups.abbreviation,
      field: fields.name,
      listed: groups.listed,
      archived: isNotNull(groups.archivedAt).mapWith(Boolean),
    })
    .from(groups)
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .orderBy(asc(isNotNull(groups.archivedAt)), asc(fields.position), asc(groups.name));
  const members = await db
    .select({ groupId: memberships.groupId, n: count() })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(currentMembership(new Date()), isNull(people.disabledAt)))
    .groupBy(memberships.groupId);
  const coming = await db
    .select({ groupId: meetings.groupId, n: count() })
    .from(meetings)
    .where(and(eq(meetings.state, 'planned'), gt(meetings.startsAt, new Date())))
    .groupBy(meetings.groupId);
  const asked = await db
    .select({ groupId: joinRequests.groupId, n: count() })
    .from(joinRequests)
    .where(eq(joinRequests.state, 'open'))
    .groupBy(joinRequests.groupId);
  const led = await leadsOf(
    db,
    rows.map(({ id }) => id),
  );
  const numberIn = (counts: { groupId: GroupId; n: number }[], id: GroupId) =>
    counts.find((row) => row.groupId === id)?.n ?? 0;
  return rows.map((group) => ({
    ...group,
    members: numberIn(members, group.id),
    meetings: numberIn(coming, group.id),
    requests: numberIn(asked, group.id),
    led: led.has(group.id),
  }));
}

/** The fields of action, for choosing one. */
export async function fieldChoices() {
  const rows = await db.select({ value: fields.id, label: fields.name }).from(fields).orderBy(asc(fields.position));
  return rows.map(({ value, label }) => ({ value: value as string, label }));
}
