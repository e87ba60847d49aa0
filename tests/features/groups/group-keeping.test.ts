import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, db, decisions, groups, joinRequests, mails, meetings, minutes, texts, write } from '~db/client.server';
import type { FieldId, GroupId, PersonId } from '~db/values';
import {
  archiveGroup,
  createGroup,
  editGroup,
  keptGroups,
  restoreGroup,
} from '~/features/groups/group-keeping.server';
import { slugFor } from '~/features/groups/group-form';
import { groupBySlug, listedGroups } from '~/features/groups/groups.server';
import { inviteGuest } from '~/features/groups/guests.server';
import { requestToJoin } from '~/features/groups/requests.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, endOfDay, today } from '~/services/time';
import { useDatabase } from '../../setup/database';
import { as, join, makeField, makeGroup, makePerson } from './village';

useDatabase();

let office: PersonId;
let lead: PersonId;
let member: PersonId;
let fieldId: FieldId;
let group: GroupId;

beforeEach(async () => {
  office = await makePerson('Olga Office', { office: true });
  lead = await makePerson('Lena Leit');
  member = await makePerson('Mona Mit');
  fieldId = await makeField('Sprache');
  group = await makeGroup('Sprachcafé', { fieldId, slug: 'sprachcafe', abbreviation: 'SPR' });
  await join(lead, group, 'lead');
  await join(member, group, 'member');
});

const input = (more: object = {}) => ({
  name: 'Wohnen & Leben',
  fieldId,
  slug: '',
  abbreviation: 'WOH',
  description: 'Wir suchen Wohnungen.',
  listed: true,
  ...more,
});

describe('createGroup', () => {
  it('refuses everyone but the Geschäftsstelle', async () => {
    for (const id of [lead, member]) await expect(createGroup(await as(id), input())).rejects.toBeInstanceOf(NotFound);
    await expect(createGroup({ kind: 'visitor' }, input())).rejects.toBeInstanceOf(SignInRequired);
    for (const id of [lead, member]) await expect(keptGroups(await as(id))).rejects.toBeInstanceOf(NotFound);
  });

  it('refuses an address or abbreviation that is taken, and an unknown field', async () => {
    const actor = await as(office);
    const taken = (field: string, code: string) => expect.objectContaining({ field, code });
    await expect(createGroup(actor, input({ slug: 'sprachcafe' }))).rejects.toEqual(taken('slug', 'slugTaken'));
    await expect(createGroup(actor, input({ name: '&' }))).rejects.toEqual(taken('slug', 'slugShape'));
    await expect(createGroup(actor, input({ abbreviation: 'SPR' }))).rejects.toEqual(
      taken('abbreviation', 'abbreviationTaken'),
    );
    await expect(createGroup(actor, input({ fieldId: 'x' }))).rejects.toEqual(taken('fieldId', 'invalid'));
  });

  it('makes the address of the name', async () => {
    expect(await createGroup(await as(office), input())).toBe('wohnen-leben');
    expect(await groupBySlug('wohnen-leben')).toMatchObject({ name: 'Wohnen & Leben', field: { name: 'Sprache' } });
    expect(slugFor('Förderung: Größe & Spaß ')).toBe('foerderung-groesse-spass');
  });
});

describe('editGroup', () => {
  it('refuses members', async () => {
    await expect(editGroup(await as(member), group, input())).rejects.toBeInstanceOf(NotFound);
  });

  it('lets leads change the description, and nothing that belongs to the Geschäftsstelle', async () => {
    await editGroup(await as(lead), group, input({ listed: false }));
    expect(await groupBySlug('sprachcafe')).toMatchObject({
      name: 'Sprachcafé',
      abbreviation: 'SPR',
      description: 'Wir suchen Wohnungen.',
      listed: false,
    });
  });

  it('keeps an abbreviation that stands in decision numbers', async () => {
    await write(async (tx) => {
      const at = new Date();
      const [meeting] = await tx
        .insert(meetings)
        .values({ groupId: group, number: 1, startsAt: at, endsAt: at, createdAt: at, createdBy: lead })
        .returning({ id: meetings.id });
      const [text] = await tx.insert(texts).values({ kind: 'minutes', createdAt: at }).returning({ id: texts.id });
      const [row] = await tx
        .insert(minutes)
        .values({ meetingId: meeting!.id, groupId: group, textId: text!.id, createdAt: at })
        .returning({ id: minutes.id });
      await tx.insert(decisions).values({
        groupId: group,
        minutesId: row!.id,
        blockId: 'b',
        position: 1,
        year: 2026,
        number: 1,
        resolutionText: 'Ja.',
        result: 'adopted',
      });
    });
    const actor = await as(office);
    await expect(editGroup(actor, group, input())).rejects.toMatchObject({ code: 'abbreviationFixed' });
    expect(await editGroup(actor, group, input({ abbreviation: 'SPR', slug: 'wohnen' }))).toBe('wohnen');
  });
});

describe('archiveGroup and restoreGroup', () => {
  it('refuse everyone but the Geschäftsstelle', async () => {
    for (const step of [archiveGroup, restoreGroup]) {
      for (const id of [lead, member]) await expect(step(await as(id), group)).rejects.toBeInstanceOf(NotFound);
    }
  });

  it('take the group from the public list, answer open requests, and keep everything to read', async () => {
    const newcomer = await makePerson('Nils Neu', { email: 'nils@verein.example' });
    await requestToJoin(await as(newcomer), { groupId: group, message: '' });
    await archiveGroup(await as(office), group);
    await archiveGroup(await as(office), group);
    expect(await listedGroups()).toEqual([]);
    expect((await db.select().from(joinRequests)).map(({ state }) => state)).toEqual(['declined']);
    expect((await db.select().from(mails)).filter(({ to }) => to === 'nils@verein.example')).toHaveLength(2);
    expect((await as(member)).roles.get(group)?.role).toBe('member');
    expect(await keptGroups(await as(office))).toEqual([
      expect.objectContaining({ name: 'Sprachcafé', archived: true, members: 2 }),
    ]);
    await restoreGroup(await as(office), group);
    expect(await listedGroups()).toHaveLength(1);
    expect((await db.select().from(auditLog)).map(({ action }) => action)).toEqual([
      'joinRequest.asked',
      'joinRequest.declined',
      'group.archived',
      'group.restored',
    ]);
    expect((await db.select().from(groups))[0]!.archivedAt).toBeNull();
  });
});

describe('inviteGuest', () => {
  const until = addDays(today(), 30);

  it('is for leads alone, and for a day that has not passed', async () => {
    const guest = { groupId: group, email: 'gerd@verein.example', name: 'Gerd Gast', until };
    await makePerson('Gerd Gast', { email: guest.email });
    for (const id of [office, member]) await expect(inviteGuest(await as(id), guest)).rejects.toBeInstanceOf(NotFound);
    await expect(inviteGuest(await as(lead), { ...guest, until: addDays(today(), -1) })).rejects.toMatchObject({
      code: 'endPassed',
    });
  });

  it('does not make members guests, nor let disabled accounts in', async () => {
    await makePerson('Dora', { email: 'dora@verein.example', disabledAt: new Date() });
    const [row] = (await db.query.people.findMany()).filter(({ id }) => id === member);
    const invite = async (email: string) =>
      inviteGuest(await as(lead), { groupId: group, email, name: 'x', until });
    await expect(invite(row!.email)).rejects.toMatchObject({ code: 'alreadyMember' });
    await expect(invite('dora@verein.example')).rejects.toMatchObject({ code: 'cannotInvite' });
    expect((await as(member)).roles.get(group)?.role).toBe('member');
  });

  it('takes somebody in until the end of the day, and moves that day later', async () => {
    const id = await makePerson('Gerd Gast', { email: 'gerd@verein.example' });
    const guest = { groupId: group, email: 'gerd@verein.example', name: 'Gerd Gast', until };
    await inviteGuest(await as(lead), guest);
    await inviteGuest(await as(lead), { ...guest, until: addDays(until, 5) });
    expect((await as(id)).roles.get(group)).toEqual({ role: 'guest', until: endOfDay(addDays(until, 5)).getTime() });
    expect(await db.select().from(mails)).toHaveLength(2);
  });

  it('makes an account with an invitation for somebody new, and nothing when it fails', async () => {
    const guest = { groupId: group, email: 'neu@verein.example', name: 'Nora Neu', until };
    const accounts = async () => (await db.query.people.findMany()).filter(({ email }) => email === guest.email);
    await expect(inviteGuest(await as(lead), { ...guest, until: addDays(today(), -1) })).rejects.toBeDefined();
    expect(await accounts()).toEqual([]);
    await inviteGuest(await as(lead), guest);
    const [account] = await accounts();
    expect(account).toMatchObject({ name: 'Nora Neu', passwordHash: null });
    expect((await as(account!.id)).roles.get(group)).toEqual({ role: 'guest', until: endOfDay(until).getTime() });
    expect((await db.select().from(mails)).map(({ to }) => to)).toEqual([guest.email, guest.email]);
  });
});
