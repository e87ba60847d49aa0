/** Asking to join a group, proposing somebody, and the answers. Both sides are told by mail. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Reader, type Tx, db, groups, joinRequests, people, write } from '~db/client.server';
import type { GroupId, GroupRole, Id, PersonId } from '~db/values';
import { record } from '~/access/audit.server';
import { allowed, authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { tellSurely, whyIn } from '~/news/tell.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { queueMail } from '~/services/mail/mail.server';
import { heldIn, roleInWords } from './changes.server';
import { mailLeads, mailOffice } from './letters.server';
import { organisationsOf } from './members.server';
import { carryOut } from './memberships.server';
import { planStep } from './plan.server';

export type JoinRequestId = Id<'joinRequest'>;

/**
 * Asks to join a listed group. The leads and the Geschäftsstelle are told; the one who asks gets
 * a copy of what happens next.
 *
 * @throws NotFound when there is no such group to join
 * @throws Rejected `alreadyMember`, `alreadyAsked`
 */
export async function requestToJoin(
  actor: Actor,
  input: { groupId: GroupId; message: string },
): Promise<void> {
  await write(async (tx) => {
    const { actor: person } = await authorize(actor, 'group.requestToJoin', input.groupId, tx);
    const group = await groupOf(tx, input.groupId);
    if (!group.listed) throw new NotFound();
    await refuseDoubles(tx, group.id, person.id);
    await tx.insert(joinRequests).values({
      groupId: group.id,
      personId: person.id,
      message: input.message,
      createdAt: new Date(),
    });
    await recordAbout(tx, person, 'joinRequest.asked', person, group);
    const values = { person: person.name, message: input.message };
    await mailLeads(tx, group, 'joinRequest.asked', values, person.id);
    await mailOffice(tx, group, 'joinRequest.asked', values, person.id);
    const to = await addressOf(tx, person.id);
    await queueMail(tx, {
      to,
      key: 'joinRequest.received',
      values: { group: group.name },
      path: '/arbeitsgruppen',
      footer: { why: whyIn(to, 'ownRequest', { group: group.name }) },
    });
  });
}

/**
 * Takes an own open request back.
 *
 * @throws NotFound when it is somebody else's or was answered
 */
export async function withdrawRequest(actor: Actor, id: JoinRequestId): Promise<void> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  await write(async (tx) => {
    const [request] = await tx
      .update(joinRequests)
      .set({ state: 'withdrawn', answeredAt: new Date() })
      .where(
        and(eq(joinRequests.id, id), eq(joinRequests.personId, actor.id), eq(joinRequests.state, 'open')),
      )
      .returning({ groupId: joinRequests.groupId });
    if (!request) throw new NotFound();
    await recordAbout(tx, actor, 'joinRequest.withdrawn', actor, await groupOf(tx, request.groupId));
  });
}

/**
 * A lead proposes somebody with an account; the Geschäftsstelle answers.
 *
 * @throws NotFound for everyone but the leads
 * @throws Rejected `noAccount`, `alreadyMember`, `alreadyAsked`
 */
export async function proposeMember(
  actor: Actor,
  input: { groupId: GroupId; email: string; message: string },
): Promise<{ name: string }> {
  return write(async (tx) => {
    const { actor: lead } = await authorize(actor, 'group.proposeMember', input.groupId, tx);
    const group = await groupOf(tx, input.groupId);
    const [person] = await tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(and(eq(people.email, input.email), isNull(people.disabledAt)));
    if (!person) throw new Rejected('noAccount', {}, 'email');
    await refuseDoubles(tx, group.id, person.id, 'email');
    await tx.insert(joinRequests).values({
      groupId: group.id,
      personId: person.id,
      proposedBy: lead.id,
      message: input.message,
      createdAt: new Date(),
    });
    await recordAbout(tx, lead, 'joinRequest.proposed', person, group);
    const values = { person: person.name, lead: lead.name, message: input.message };
    await mailOffice(tx, group, 'joinRequest.proposed', values, lead.id);
    return { name: person.name };
  });
}

/**
 * Accepts a request with a role, or declines it. Leads answer those who ask, and take them in as
 * members; proposals of leads and other roles are for the Geschäftsstelle.
 *
 * @throws NotFound when there is no such request for the actor to answer
 * @throws Rejected `answeredAlready`, `groupAtRest`
 */
export async function answerRequest(
  actor: Actor,
  input: { id: JoinRequestId; accept: boolean; role: Exclude<GroupRole, 'guest'>; answer: string },
): Promise<{ person: string; group: string }> {
  return write(async (tx) => {
    const [request] = await tx.select().from(joinRequests).where(eq(joinRequests.id, input.id));
    if (!request) throw new NotFound();
    const { actor: answering } = await authorize(actor, 'group.answerRequest', request.groupId, tx);
    const anyRole = await allowed(actor, 'group.assign', request.groupId, tx);
    if (request.proposedBy && !anyRole) throw new NotFound();
    if (request.state !== 'open') throw new Rejected('answeredAlready');
    const group = await groupOf(tx, request.groupId);
    const to = await addressOf(tx, request.personId);
    const role = anyRole ? input.role : 'member';
    const now = new Date();
    await tx
      .update(joinRequests)
      .set({
        state: input.accept ? 'accepted' : 'declined',
        answeredAt: now,
        answeredBy: answering.id,
        answer: input.answer,
      })
      .where(eq(joinRequests.id, request.id));
    if (input.accept) {
      const plan = await planStep(tx, { groupId: group.id, people: [request.personId], to: role }, now);
      await carryOut(tx, answering, plan, now, { mail: false });
    }
    const outcome = input.accept ? 'accepted' : 'declined';
    await recordAbout(tx, answering, `joinRequest.${outcome}`, to, group);
    const path = input.accept ? `/gruppen/${group.slug}` : '/arbeitsgruppen';
    await tellSurely(
      tx,
      { ...to, personId: to.id },
      { kind: 'membership', key: `joinRequest.${outcome}`, values: { group: group.name }, path },
      { path, inMail: { role: roleInWords(role, null, to.language), answer: input.answer }, why: 'ownJoining' },
    );
    await mailLeads(tx, group, `joinRequest.${outcome}ForLeads`, { person: to.name }, answering.id);
    return { person: to.name, group: group.name };
  });
}

/** Declines what is open when a group comes to rest, and tells those who asked. */
export async function declineOpenRequests(
  tx: Tx,
  actor: Person,
  group: { id: GroupId; name: string },
): Promise<void> {
  const declined = await tx
    .update(joinRequests)
    .set({ state: 'declined', answeredAt: new Date(), answeredBy: actor.id })
    .where(and(eq(joinRequests.groupId, group.id), eq(joinRequests.state, 'open')))
    .returning({ personId: joinRequests.personId });
  for (const { personId } of declined) {
    const to = await addressOf(tx, personId);
    await recordAbout(tx, actor, 'joinRequest.declined', to, group);
    const path = '/arbeitsgruppen';
    const item = { kind: 'membership' as const, key: 'joinRequest.groupArchived', values: { group: group.name }, path };
    await tellSurely(tx, { ...to, personId: to.id }, item, { path, why: 'ownJoining' });
  }
}

/**
 * Open requests, oldest first: of one group for those who answer them there, of all for the
 * Geschäftsstelle. Two statements and the check.
 *
 * @throws NotFound for those who do not answer requests
 */
export async function openRequests(actor: Actor, groupId?: GroupId) {
  if (groupId) await authorize(actor, 'group.answerRequest', groupId);
  else await authorize(actor, 'portal.office', 'portal');
  const rows = await db
    .select({
      id: joinRequests.id,
      personId: joinRequests.personId,
      person: people.name,
      email: people.email,
      group: groups.name,
      slug: groups.slug,
      message: joinRequests.message,
      createdAt: joinRequests.createdAt,
      proposedBy: joinRequests.proposedBy,
    })
    .from(joinRequests)
    .innerJoin(people, eq(people.id, joinRequests.personId))
    .innerJoin(groups, eq(groups.id, joinRequests.groupId))
    .where(and(eq(joinRequests.state, 'open'), groupId ? eq(joinRequests.groupId, groupId) : undefined))
    .orderBy(asc(joinRequests.createdAt))
    .limit(200);
  const spoken = await organisationsOf(
    db,
    rows.map(({ personId }) => personId),
  );
  return rows.map(({ personId, proposedBy, ...row }) => ({
    ...row,
    proposed: proposedBy !== null,
    organisations: (spoken.get(personId) ?? []).map(({ name }) => name),
  }));
}

async function groupOf(reader: Reader, id: GroupId) {
  const [group] = await reader
    .select({ id: groups.id, slug: groups.slug, name: groups.name, listed: groups.listed })
    .from(groups)
    .where(eq(groups.id, id));
  if (!group) throw new NotFound();
  return group;
}

async function addressOf(reader: Reader, id: PersonId) {
  const [person] = await reader
    .select({ id: people.id, email: people.email, name: people.name, language: people.language })
    .from(people)
    .where(eq(people.id, id));
  return person!;
}

async function refuseDoubles(tx: Tx, groupId: GroupId, personId: PersonId, field?: string): Promise<void> {
  if ((await heldIn(tx, groupId, [personId], new Date())).size > 0) {
    throw new Rejected('alreadyMember', {}, field);
  }
  const open = await tx
    .select({ id: joinRequests.id })
    .from(joinRequests)
    .where(
      and(
        eq(joinRequests.groupId, groupId),
        eq(joinRequests.personId, personId),
        eq(joinRequests.state, 'open'),
      ),
    );
  if (open.length > 0) throw new Rejected('alreadyAsked', {}, field);
}

async function recordAbout(
  tx: Tx,
  actor: Person,
  action: string,
  person: { id: PersonId; name: string },
  group: { id: GroupId; name: string },
): Promise<void> {
  await record(tx, actor, {
    action,
    object: { kind: 'person', id: person.id, name: person.name },
    groupId: group.id,
    details: { group: group.name },
  });
}
