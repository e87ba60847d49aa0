/** Giving, changing and ending roles in a group, and taking a step back. */
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { type AssignmentChange, type Tx, assignments, db, groups, people, write } from '~db/client.server';
import type { GroupId, Id } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { applyChanges, heldIn, revertChanges, tellChanges } from './changes.server';
import { assertLeadRemains, leadsOf } from './leads.server';
import { mailLeads } from './letters.server';
import { type Plan, type Step, leadsLost, planStep } from './plan.server';
import { settleRequests, unsettleRequests } from './settling.server';

export type AssignmentId = Id<'assignment'>;

/** For how long a step can be taken back. */
const undoWithinMs = 86_400_000;

/**
 * Gives people a role in a group, changes the one they have, or ends it: one step, all or nothing.
 * An open request of theirs to join counts as accepted with it.
 *
 * @returns the step, for undoing it, and what it changed
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `lastLead`, `nothingChanges` and what `planStep` says
 */
export async function assign(actor: Actor, step: Step): Promise<{ id: AssignmentId; plan: Plan }> {
  return write(async (tx) => {
    const { actor: office } = await authorize(actor, 'group.assign', step.groupId, tx);
    const now = new Date();
    const plan = await planStep(tx, step, now);
    if (plan.changes.length === 0) throw new Rejected('nothingChanges', { group: plan.group.name });
    await carryOut(tx, office, plan, now);
    if (step.to !== 'end') await settleRequests(tx, office, plan, now);
    const changes: AssignmentChange[] = plan.changes.map(({ name: _name, ...change }) => change);
    const [row] = await tx
      .insert(assignments)
      .values({ actorId: office.id, at: now, changes })
      .returning({ id: assignments.id });
    return { id: row!.id, plan };
  });
}

/**
 * Writes a plan into the change under way, unless it would take away the last lead. The caller has
 * authorised it, in the same transaction.
 *
 * @param options.mail whether the people are told by the usual mail, or the caller tells them
 */
export async function carryOut(
  tx: Tx,
  actor: Person,
  plan: Plan,
  now: Date,
  options: { mail: boolean } = { mail: true },
): Promise<void> {
  await assertLeadRemains(tx, plan.group.id, leadsLost(plan));
  await applyChanges(tx, plan.changes, now);
  await tellChanges(tx, actor, plan.group, plan.changes, options);
}

/**
 * Takes a step back, for a day. What somebody has changed again since then stays as it is.
 *
 * @returns how many memberships were put back, whether all of them had only begun with the step, and how
 *   many had been changed since
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `undoTooLate`, `undoneAlready`, `lastLead`
 */
export async function undoAssignment(
  actor: Actor,
  id: AssignmentId,
): Promise<{ undone: number; onlyBegun: boolean; kept: number; group: string }> {
  return write(async (tx) => {
    const [step] = await tx.select().from(assignments).where(eq(assignments.id, id));
    const groupId = step?.changes[0]?.groupId;
    if (!step || !groupId) throw new NotFound();
    const { actor: office } = await authorize(actor, 'group.assign', groupId, tx);
    const now = new Date();
    if (step.undoneAt) throw new Rejected('undoneAlready');
    if (now.getTime() - step.at.getTime() > undoWithinMs) throw new Rejected('undoTooLate');

    const current = await heldIn(
      tx,
      groupId,
      step.changes.map(({ personId }) => personId),
      now,
    );
    const untouched = step.changes.filter(({ personId, after }) => isHeld(current.get(personId), after));
    const group = await groupNamed(tx, groupId);
    const led = (await leadsOf(tx, [groupId])).has(groupId);
    await revertChanges(tx, untouched);
    if (led && !(await leadsOf(tx, [groupId])).has(groupId)) {
      throw new Rejected('lastLead', { group: group.name });
    }
    await unsettleRequests(
      tx,
      groupId,
      untouched.map(({ personId }) => personId),
      step.at,
    );
    await tellChanges(tx, office, group, untouched, { mail: true, telling: 'undone' });
    await tx.update(assignments).set({ undoneAt: now }).where(eq(assignments.id, id));
    return {
      undone: untouched.length,
      onlyBegun: untouched.every(({ before }) => before === null),
      kept: step.changes.length - untouched.length,
      group: group.name,
    };
  });
}

const isHeld = (held: AssignmentChange['after'] | undefined, after: AssignmentChange['after']) =>
  held && after
    ? held.role === after.role && held.startsAt === after.startsAt && held.endsAt === after.endsAt
    : !held && !after;

async function groupNamed(tx: Tx, id: GroupId) {
  const [group] = await tx
    .select({ id: groups.id, slug: groups.slug, name: groups.name })
    .from(groups)
    .where(eq(groups.id, id));
  if (!group) throw new NotFound();
  return group;
}

/**
 * The steps of the last day that can still be taken back, newest first. Two statements.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 */
export async function recentAssignments(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  const rows = await db
    .select({ id: assignments.id, at: assignments.at, by: people.name, changes: assignments.changes })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.actorId))
    .where(and(isNull(assignments.undoneAt), gt(assignments.at, new Date(Date.now() - undoWithinMs))))
    .orderBy(desc(assignments.at))
    .limit(20);
  const named = await db.select({ id: groups.id, name: groups.name }).from(groups);
  const names = new Map(named.map((group) => [group.id, group.name]));
  return rows.map(({ changes, ...row }) => ({
    ...row,
    people: changes.length,
    group: names.get(changes[0]!.groupId)!,
    to: changes[0]!.after?.role ?? ('end' as const),
  }));
}

/**
 * Leaves a group; the leads are told.
 *
 * @throws NotFound for those who are not in it
 * @throws Rejected `lastLead`
 */
export async function leaveGroup(actor: Actor, groupId: GroupId): Promise<void> {
  await write(async (tx) => {
    const { actor: member } = await authorize(actor, 'group.leave', groupId, tx);
    const now = new Date();
    const before = (await heldIn(tx, groupId, [member.id], now)).get(member.id);
    if (!before) throw new NotFound();
    const group = await groupNamed(tx, groupId);
    await carryOut(
      tx,
      member,
      { group, changes: [{ personId: member.id, groupId, before, after: null, name: member.name }], unchanged: [] },
      now,
    );
    await mailLeads(tx, group, 'membership.left', { person: member.name }, member.id);
  });
}
