import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { assignments, auditLog, db, groups, joinRequests, mails, memberships, people, write } from '~db/client.server';
import { type GroupId, type PersonId } from '~db/values';
import { addDays, endOfDay, today } from '~/services/time';
import { NotFound, SignInRequired } from '~/services/errors';
import { assertLeadRemains, assertLeadsRemainWithout } from '~/features/groups/leads.server';
import { type AssignmentId, assign, leaveGroup, recentAssignments, undoAssignment } from '~/features/groups/memberships.server';
import { requestToJoin } from '~/features/groups/requests.server';
import { useDatabase } from '../../setup/database';
import { as, join, makeGroup, makePerson } from './village';

useDatabase();

const tomorrow = addDays(today(), 1);

let office: PersonId;
let lead: PersonId;
let member: PersonId;
let newcomer: PersonId;
let group: GroupId;

beforeEach(async () => {
  office = await makePerson('Olga Office', { office: true });
  lead = await makePerson('Lena Leit');
  member = await makePerson('Mona Mit');
  newcomer = await makePerson('Nils Neu');
  group = await makeGroup('Sprache');
  await join(lead, group, 'lead');
  await join(member, group, 'member');
});

/** The roles held now, by name. */
async function roles(): Promise<Record<string, string>> {
  const rows = await db
    .select({ name: people.name, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.groupId, group), isNull(memberships.endsAt)));
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]));
}

const step = (to: 'lead' | 'secretary' | 'member' | 'end', ...who: PersonId[]) => ({ groupId: group, people: who, to });

describe('assign', () => {
  it('refuses everyone but the Geschäftsstelle, and changes nothing', async () => {
    await expect(assign({ kind: 'visitor' }, step('member', newcomer))).rejects.toBeInstanceOf(SignInRequired);
    for (const id of [lead, member, newcomer]) {
      await expect(assign(await as(id), step('member', newcomer))).rejects.toBeInstanceOf(NotFound);
    }
    expect(await roles()).toEqual({ 'Lena Leit': 'lead', 'Mona Mit': 'member' });
  });

  it('refuses a guest without a last day, with one that has passed, nobody, and an archived group', async () => {
    const actor = await as(office);
    const guest = { groupId: group, people: [newcomer], to: 'guest' as const };
    await expect(assign(actor, guest)).rejects.toMatchObject({ code: 'guestNeedsEnd', field: 'until' });
    const past = { ...guest, until: addDays(today(), -1) };
    await expect(assign(actor, past)).rejects.toMatchObject({ code: 'endPassed' });
    await expect(assign(actor, step('member'))).rejects.toMatchObject({ code: 'nobodyChosen' });
    await expect(assign(actor, step('member', member))).rejects.toMatchObject({ code: 'nothingChanges' });
    await write(async (tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await expect(assign(actor, step('member', newcomer))).rejects.toMatchObject({ code: 'groupAtRest' });
  });

  it('gives several people a role in one step, with an audit entry and a mail each', async () => {
    const { plan } = await assign(await as(office), step('secretary', newcomer, member));
    expect(plan.changes.map(({ name }) => name)).toEqual(['Mona Mit', 'Nils Neu']);
    expect(await roles()).toEqual({ 'Lena Leit': 'lead', 'Mona Mit': 'secretary', 'Nils Neu': 'secretary' });
    const entries = await db.select().from(auditLog);
    expect(entries.map(({ action, objectName, actorName }) => [action, objectName, actorName])).toEqual([
      ['membership.changed', 'Mona Mit', 'Olga Office'],
      ['membership.began', 'Nils Neu', 'Olga Office'],
    ]);
    expect((await db.select().from(mails)).map(({ to }) => to)).toHaveLength(2);
    expect((await as(newcomer)).roles.get(group)).toEqual({ role: 'secretary', until: null });
  });

  it('keeps a guest until the end of the last day, and moves that day without a second membership', async () => {
    const actor = await as(office);
    const guest = { groupId: group, people: [newcomer], to: 'guest' as const };
    await assign(actor, { ...guest, until: tomorrow });
    const later = addDays(tomorrow, 7);
    await assign(actor, { ...guest, until: later });
    const rows = await db.select().from(memberships).where(eq(memberships.personId, newcomer));
    expect(rows.map(({ role, endsAt }) => [role, endsAt])).toEqual([['guest', endOfDay(later)]]);
  });

  it('gives a disabled account nothing', async () => {
    const gone = await makePerson('Dora Disabled', { disabledAt: new Date() });
    await expect(assign(await as(office), step('member', gone))).rejects.toMatchObject({ code: 'nothingChanges' });
  });

  it('counts an open request as accepted with it', async () => {
    await requestToJoin(await as(newcomer), { groupId: group, message: '' });
    const { id } = await assign(await as(office), step('member', newcomer));
    const state = async () => (await db.select().from(joinRequests)).map((request) => request.state);
    expect(await state()).toEqual(['accepted']);
    await undoAssignment(await as(office), id);
    expect(await state()).toEqual(['open']);
  });
});

describe('the last lead', () => {
  it('can not leave, be moved to another role, or be ended', async () => {
    await expect(leaveGroup(await as(lead), group)).rejects.toMatchObject({
      code: 'lastLead',
      values: { group: 'Sprache' },
    });
    await expect(assign(await as(office), step('member', lead))).rejects.toMatchObject({ code: 'lastLead' });
    await expect(assign(await as(office), step('end', lead, member))).rejects.toMatchObject({ code: 'lastLead' });
    expect(await roles()).toEqual({ 'Lena Leit': 'lead', 'Mona Mit': 'member' });
    expect(await db.select().from(mails)).toEqual([]);
  });

  it('is not one whose account is disabled or whose time ends by itself', async () => {
    await join(await makePerson('Dora', { disabledAt: new Date() }), group, 'lead');
    await join(await makePerson('Enno'), group, 'lead', new Date(Date.now() + 3_600_000));
    await expect(leaveGroup(await as(lead), group)).rejects.toMatchObject({ code: 'lastLead' });
  });

  it('can not be disabled', async () => {
    await expect(write(async (tx) => assertLeadsRemainWithout(tx, lead))).rejects.toMatchObject({ code: 'lastLead' });
    await expect(write(async (tx) => assertLeadRemains(tx, group, [lead]))).rejects.toMatchObject({ code: 'lastLead' });
    await write(async (tx) => assertLeadsRemainWithout(tx, member));
    await join(member, group, 'lead');
    await write(async (tx) => assertLeadsRemainWithout(tx, lead));
  });

  it('remains when both leads leave at the same moment', async () => {
    const second = await makePerson('Lara Leit');
    await join(second, group, 'lead');
    const results = await Promise.allSettled([
      leaveGroup(await as(lead), group),
      leaveGroup(await as(second), group),
      assign(await as(office), step('end', lead, second)),
      assign(await as(office), step('member', second)),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Object.values(await roles()).filter((role) => role === 'lead')).toHaveLength(1);
  });

  it('is not taken away by undoing', async () => {
    const { id } = await assign(await as(office), step('lead', member));
    await leaveGroup(await as(lead), group);
    await expect(undoAssignment(await as(office), id)).rejects.toMatchObject({ code: 'lastLead' });
    expect(await roles()).toEqual({ 'Mona Mit': 'lead' });
    expect(await recentAssignments(await as(office))).toHaveLength(1);
  });
});

describe('leaveGroup', () => {
  it('is not for those who are not in the group', async () => {
    await expect(leaveGroup(await as(newcomer), group)).rejects.toBeInstanceOf(NotFound);
    await expect(leaveGroup(await as(office), group)).rejects.toBeInstanceOf(NotFound);
  });

  it('ends the membership and tells the lead', async () => {
    await leaveGroup(await as(member), group);
    expect(await roles()).toEqual({ 'Lena Leit': 'lead' });
    const [mail] = await db.select().from(mails);
    expect(mail!.to).toMatch(/^lena/);
    expect(mail!.subject).toContain('Mona Mit');
  });
});

describe('undoAssignment', () => {
  it('refuses everyone but the Geschäftsstelle, and what does not exist', async () => {
    const { id } = await assign(await as(office), step('member', newcomer));
    for (const who of [lead, member, newcomer]) {
      await expect(undoAssignment(await as(who), id)).rejects.toBeInstanceOf(NotFound);
    }
    await expect(undoAssignment({ kind: 'visitor' }, id)).rejects.toBeInstanceOf(SignInRequired);
    await expect(undoAssignment(await as(office), 'x' as AssignmentId)).rejects.toBeInstanceOf(NotFound);
    expect(await roles()).toMatchObject({ 'Nils Neu': 'member' });
  });

  it('puts every membership back exactly as it was', async () => {
    const guest = await makePerson('Gerd Gast');
    await join(guest, group, 'guest', endOfDay(tomorrow));
    const before = await db.select().from(memberships);
    for (const next of [step('secretary', newcomer, member, guest), step('end', member, guest)]) {
      const { id } = await assign(await as(office), next);
      expect(await db.select().from(memberships)).not.toEqual(before);
      expect(await undoAssignment(await as(office), id)).toMatchObject({ kept: 0 });
      expect(await db.select().from(memberships)).toEqual(before);
    }
    const longer = { ...step('member', guest), to: 'guest' as const, until: addDays(tomorrow, 9) };
    await undoAssignment(await as(office), (await assign(await as(office), longer)).id);
    expect(await db.select().from(memberships)).toEqual(before);
  });

  it('leaves alone what was changed since, and says so', async () => {
    const { id } = await assign(await as(office), step('member', newcomer, await makePerson('Zora')));
    await leaveGroup(await as(newcomer), group);
    expect(await undoAssignment(await as(office), id)).toMatchObject({ undone: 1, kept: 1 });
    await expect(undoAssignment(await as(office), id)).rejects.toMatchObject({ code: 'undoneAlready' });
  });

  it('is over after a day', async () => {
    const { id } = await assign(await as(office), step('member', newcomer));
    expect(await recentAssignments(await as(office))).toEqual([
      expect.objectContaining({ id, people: 1, group: 'Sprache', to: 'member', by: 'Olga Office' }),
    ]);
    await write(async (tx) => tx.update(assignments).set({ at: new Date(Date.now() - 86_400_001) }));
    expect(await recentAssignments(await as(office))).toEqual([]);
    await expect(undoAssignment(await as(office), id)).rejects.toMatchObject({ code: 'undoTooLate' });
  });
});

