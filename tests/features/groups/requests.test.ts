import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, db, groups, joinRequests, mails, write } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { readInbox } from '~/news/inbox.server';
import { NotFound, SignInRequired } from '~/services/errors';
import {
  type JoinRequestId,
  answerRequest,
  openRequests,
  proposeMember,
  requestToJoin,
  withdrawRequest,
} from '~/features/groups/requests.server';
import { useDatabase } from '../../setup/database';
import { as, join, makeGroup, makePerson } from './village';

useDatabase();

let office: PersonId;
let lead: PersonId;
let member: PersonId;
let newcomer: PersonId;
let group: GroupId;

beforeEach(async () => {
  office = await makePerson('Olga Office', { office: true, email: 'olga@amt.example' });
  lead = await makePerson('Lena Leit', { email: 'lena@verein.example' });
  member = await makePerson('Mona Mit');
  newcomer = await makePerson('Nils Neu', { email: 'nils@verein.example' });
  group = await makeGroup('Sprache');
  await join(lead, group, 'lead');
  await join(member, group, 'member');
});

const ask = async () => requestToJoin(await as(newcomer), { groupId: group, message: 'Ich unterrichte.' });

async function asked(): Promise<JoinRequestId> {
  await ask();
  return theOne();
}

async function theOne(): Promise<JoinRequestId> {
  const [request] = await db.select().from(joinRequests);
  return request!.id;
}

const mailsTo = async (email: string) => (await db.select().from(mails)).filter((mail) => mail.to === email);
const answer = (id: JoinRequestId, accept: boolean) => ({ id, accept, role: 'member' as const, answer: 'Bis bald!' });

describe('requestToJoin', () => {
  it('refuses visitors, members, a second request, and groups that are hidden, archived or unknown', async () => {
    const input = { groupId: group, message: '' };
    await expect(requestToJoin({ kind: 'visitor' }, input)).rejects.toBeInstanceOf(SignInRequired);
    await expect(requestToJoin(await as(member), input)).rejects.toMatchObject({ code: 'alreadyMember' });
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'alreadyAsked' });
    const hidden = await makeGroup('Verborgen', { listed: false });
    const archived = await makeGroup('Alt', { archivedAt: new Date() });
    for (const groupId of [hidden, archived, 'x' as GroupId]) {
      await expect(requestToJoin(await as(newcomer), { groupId, message: '' })).rejects.toBeInstanceOf(NotFound);
    }
  });

  it('tells the lead, the Geschäftsstelle and the one who asks', async () => {
    await ask();
    const [toLead] = await mailsTo('lena@verein.example');
    expect(toLead!.text).toContain('Nils Neu');
    expect(toLead!.text).toContain('Ich unterrichte.');
    expect(await mailsTo('olga@amt.example')).toHaveLength(1);
    expect(await mailsTo('nils@verein.example')).toHaveLength(1);
  });
});

describe('withdrawRequest', () => {
  it('is for the one who asked, while it is open', async () => {
    const id = await asked();
    await expect(withdrawRequest(await as(member), id)).rejects.toBeInstanceOf(NotFound);
    await expect(withdrawRequest(await as(office), id)).rejects.toBeInstanceOf(NotFound);
    await withdrawRequest(await as(newcomer), id);
    await expect(withdrawRequest(await as(newcomer), id)).rejects.toBeInstanceOf(NotFound);
    await expect(answerRequest(await as(lead), answer(id, true))).rejects.toMatchObject({ code: 'answeredAlready' });
    await ask();
  });
});

describe('answerRequest', () => {
  it('refuses everyone but lead and Geschäftsstelle', async () => {
    const id = await asked();
    const elsewhere = await makePerson('Ella Anderswo');
    await join(elsewhere, await makeGroup('Wohnen'), 'lead');
    for (const who of [member, newcomer, elsewhere]) {
      await expect(answerRequest(await as(who), answer(id, true))).rejects.toBeInstanceOf(NotFound);
      await expect(openRequests(await as(who), group)).rejects.toBeInstanceOf(NotFound);
      await expect(openRequests(await as(who))).rejects.toBeInstanceOf(NotFound);
    }
    await expect(openRequests(await as(lead))).rejects.toBeInstanceOf(NotFound);
    expect((await as(newcomer)).roles.size).toBe(0);
  });

  it('takes in as a member when a lead accepts, whatever role the form names', async () => {
    const id = await asked();
    await answerRequest(await as(lead), { ...answer(id, true), role: 'lead' });
    expect((await as(newcomer)).roles.get(group)?.role).toBe('member');
    const letter = (await mailsTo('nils@verein.example')).at(-1)!;
    expect(letter.text).toContain('Bis bald!');
    expect(letter.text).toContain('Warum bekomme ich das? Es geht um Ihre Aufnahme in die Gruppe „Sprache“.');
    const { lines } = await readInbox(await as(newcomer), 'de', 1);
    expect(lines).toMatchObject([{ kind: 'membership', sentence: 'Willkommen in der Gruppe Sprache', isNew: true }]);
  });

  it('takes in with the role the Geschäftsstelle chooses, and tells the lead', async () => {
    const id = await asked();
    await answerRequest(await as(office), { ...answer(id, true), role: 'secretary' });
    expect((await as(newcomer)).roles.get(group)?.role).toBe('secretary');
    expect(await mailsTo('lena@verein.example')).toHaveLength(2);
    expect(await mailsTo('nils@verein.example')).toHaveLength(2);
    expect((await db.select().from(auditLog)).map(({ action }) => action)).toEqual([
      'joinRequest.asked',
      'membership.began',
      'joinRequest.accepted',
    ]);
  });

  it('declines with an answer, once', async () => {
    const id = await asked();
    await answerRequest(await as(lead), { ...answer(id, false), answer: 'Wir sind leider voll.' });
    expect((await as(newcomer)).roles.size).toBe(0);
    expect((await mailsTo('nils@verein.example')).at(-1)!.text).toContain('Wir sind leider voll.');
    await expect(answerRequest(await as(office), answer(id, true))).rejects.toMatchObject({ code: 'answeredAlready' });
  });

  it('lets only one of two answers at the same moment count', async () => {
    const id = await asked();
    const results = await Promise.allSettled([
      answerRequest(await as(lead), answer(id, true)),
      answerRequest(await as(office), answer(id, false)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('proposeMember', () => {
  const proposal = { email: 'nils@verein.example', message: 'Kennt die Schulen.' };

  it('is for leads of the group alone', async () => {
    for (const who of [member, newcomer, office]) {
      await expect(proposeMember(await as(who), { groupId: group, ...proposal })).rejects.toBeInstanceOf(NotFound);
    }
    const input = { groupId: group, ...proposal, email: 'niemand@verein.example' };
    await expect(proposeMember(await as(lead), input)).rejects.toMatchObject({ code: 'noAccount', field: 'email' });
  });

  it('waits for the Geschäftsstelle: the lead can not accept what a lead proposed', async () => {
    await proposeMember(await as(lead), { groupId: group, ...proposal });
    const id = await theOne();
    await expect(answerRequest(await as(lead), answer(id, true))).rejects.toBeInstanceOf(NotFound);
    expect(await openRequests(await as(lead), group)).toEqual([
      expect.objectContaining({ person: 'Nils Neu', proposed: true }),
    ]);
    await answerRequest(await as(office), answer(id, true));
    expect((await as(newcomer)).roles.get(group)?.role).toBe('member');
  });

  it('is not possible in an archived group', async () => {
    await write(async (tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await expect(proposeMember(await as(lead), { groupId: group, ...proposal })).rejects.toBeInstanceOf(NotFound);
  });
});
