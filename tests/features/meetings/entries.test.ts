/** Entries in the calendars of people: as their programs get them by mail, through all that happens to a meeting. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Attachment, simpleParser } from 'mailparser';
import { and, eq, isNotNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db, mails, meetings, memberships, news, participants, people, write } from '~db/client.server';
import type { Id, MeetingId, NewsWay } from '~db/values';
import { assign, leaveGroup, undoAssignment } from '~/features/groups/memberships.server';
import { settleEntries } from '~/features/meetings/entries.server';
import { answerInvitation, inviteToMeeting, participantsOf, sendAgenda, uninvite } from '~/features/meetings/invitations.server';
import { readMeeting } from '~/features/meetings/meeting-page.server';
import { basisOf, meetingById } from '~/features/meetings/meetings.server';
import { cancelMeeting, changeMeeting } from '~/features/meetings/planning.server';
import { changePerson, disablePerson, enablePerson } from '~/features/office/accounts.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { keepChoices } from '~/news/choices.server';
import { composeDaily } from '~/news/daily.server';
import { readInbox } from '~/news/inbox.server';
import { mayRead } from '~/news/readable.server';
import { sendDueMails, useForMails } from '~/services/mail/outbox.server';
import { settings, useSettings } from '~/services/settings.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type ReadEvent, readCalendar } from '../../setup/ical';
import { meetingIn, planFor, withItems, withMinutes } from './meeting-maker';

useDatabase();

let alliance: Alliance;
let id: MeetingId;
beforeEach(async () => {
  alliance = await makeAlliance();
  ({ id } = await meetingIn(alliance));
  await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
  await mailsGo();
});

async function mailsGo(): Promise<void> {
  useForMails({ mayRead, composeDigest: composeDaily });
  await sendDueMails();
}

const addressOf = (role: Role) => `${role.toLowerCase()}@sprache.example`;

type Letter = { subject: string; text: string; method: string } & ReadEvent;

/** The mails to an address that bring an entry, the oldest first. */
async function lettersTo(address: string): Promise<Letter[]> {
  const rows = await db.select().from(mails).where(eq(mails.to, address)).orderBy(mails.createdAt);
  return rows.flatMap(({ subject, text, calendar, calendarMethod }) => {
    if (!calendar) return [];
    const { method, events } = readCalendar(calendar);
    expect(method).toBe(calendarMethod);
    return [{ subject, text, method, ...events[0]! }];
  });
}

const lettersOf = (role: Role) => lettersTo(addressOf(role));

const participantOf = async (role: Role): Promise<Id<'participant'>> =>
  (await participantsOf(id)).find(({ personId }) => personId === alliance.ids[role])!.id;

const uninviteAs = async (by: Role, whom: Role) => uninvite(await alliance.as(by), id, await participantOf(whom));

const basis = async () => basisOf(await meetingById(db, id));

/** How a calendar that keeps to RFC 5546 (2.1.5) decides: the higher SEQUENCE counts, then the later DTSTAMP. */
function inCalendar(letters: readonly Letter[]): Letter | null {
  const newer = (a: Letter, b: Letter) => a.sequence > b.sequence || (a.sequence === b.sequence && a.stamp >= b.stamp);
  const last = letters.reduce<Letter | null>((kept, letter) => (!kept || newer(letter, kept) ? letter : kept), null);
  return last?.method === 'CANCEL' ? null : last;
}

describe('refused', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as Role[])('to %s: taking somebody off the invitation', async (role) => {
    await expect(uninviteAs(role, 'guest')).rejects.toBeInstanceOf(NotFound);
    expect(inCalendar(await lettersOf('guest'))).not.toBeNull();
  });

  it('to visitors, for who is not invited, and once the meeting is over, called off or settled', async () => {
    const guest = await participantOf('guest');
    await expect(uninvite({ kind: 'visitor' }, id, guest)).rejects.toBeInstanceOf(SignInRequired);
    const lead = await alliance.as('lead');
    const other = await meetingIn(alliance, 20);
    await expect(uninvite(lead, other.id, guest)).rejects.toEqual(new Rejected('notInvitedAnyMore'));
    await uninvite(lead, id, guest);
    await expect(uninvite(lead, id, guest)).rejects.toEqual(new Rejected('notInvitedAnyMore'));
    const member = await participantOf('member');
    await withMinutes(alliance, id, 'in_review');
    await expect(uninvite(lead, id, member)).rejects.toEqual(new Rejected('minutesSettled'));
    expect(await lettersOf('member')).toHaveLength(1);
  });

  it('leaves the meeting as it was', async () => {
    const { sequence } = await meetingById(db, id);
    await write((tx) => tx.update(meetings).set({ startsAt: new Date(1), endsAt: new Date(2) }).where(eq(meetings.id, id)));
    await expect(uninviteAs('lead', 'guest')).rejects.toEqual(new Rejected('meetingOver'));
    expect((await meetingById(db, id)).sequence).toBe(sequence);
  });
});

describe('the mail itself', () => {
  /** The newest .eml in the outbox. */
  async function sent(): Promise<{ source: string; calendars: Attachment[]; to: string; from: string }> {
    await mailsGo();
    const [last] = readdirSync(settings().outboxDir).sort().reverse();
    const source = readFileSync(join(settings().outboxDir, last!), 'utf8');
    const parsed = await simpleParser(source);
    const to = [parsed.to!].flat()[0]!.value[0]!.address!;
    return { source, calendars: parsed.attachments, to, from: parsed.from!.value[0]!.address! };
  }

  it.each(['REQUEST', 'CANCEL'])('brings its %s as programs look for it (RFC 6047, 2.4)', async (method) => {
    if (method === 'CANCEL') await cancelMeeting(await alliance.as('lead'), id, 'x');
    const { source, calendars, to, from } = await sent();
    // One of the ways to read the mail, beside text and HTML: so Outlook and Gmail take it for an invitation.
    const boundary = /Content-Type: multipart\/alternative;\s+boundary="([^"]+)"/.exec(source)![1]!;
    const ways = source.split(`--${boundary}`).map((part) => /^Content-Type: ([^;\r\n]+)/m.exec(part)?.[1]);
    expect(ways.slice(1, -1)).toEqual(['text/plain', 'text/html', 'text/calendar']);
    expect(source).toMatch(new RegExp(`Content-Type: text/calendar; charset=utf-8; method=${method}\\r?\\n`));
    // And once more as a file, for programs that only know those.
    expect(calendars.map(({ contentType }) => contentType)).toEqual(['text/calendar', 'application/ics']);
    const [read, again] = calendars.map(({ content }) => readCalendar(content.toString('utf8')));
    expect(again).toEqual(read);
    expect(read!.method).toBe(method);
    const [event] = read!.events;
    expect([event!.attendees, event!.organizer]).toEqual([[to], from]);
  });
});

describe('a meeting that changes', () => {
  it('stays one entry with a growing SEQUENCE, from one organizer, whatever is done to it', async () => {
    const lead = await alliance.as('lead');
    await changeMeeting(lead, id, { ...planFor(14, { place: 'Rathaus' }), basis: await basis() });
    await changeMeeting(lead, id, { ...planFor(200, { place: 'Rathaus' }), basis: await basis() });
    await mailsGo();
    await uninviteAs('lead', 'member');
    await inviteToMeeting(lead, id, []);
    await mailsGo();
    await assign(await alliance.as('office'), { groupId: alliance.groupId, people: [alliance.ids.member], to: 'end' });
    await assign(await alliance.as('office'), { groupId: alliance.groupId, people: [alliance.ids.member], to: 'member' });
    await cancelMeeting(lead, id, 'x');
    const letters = await lettersOf('member');
    expect(letters.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL', 'REQUEST', 'CANCEL', 'REQUEST', 'CANCEL']);
    const sequences = letters.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(new Set(letters.map(({ uid, organizer }) => `${uid} ${organizer}`)).size).toBe(1);
    expect(letters.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', null, 'CONFIRMED', null, 'CONFIRMED', 'CANCELLED']);
  });

  it('keeps its hour on the clock when it moves across the change to summer time', async () => {
    const lead = await alliance.as('lead');
    for (const day of ['2030-03-30', '2030-03-31', '2030-04-01'] as const) {
      await changeMeeting(lead, id, { ...planFor(1, { day: day as never }), basis: await basis() });
    }
    const starts = (await lettersOf('member')).slice(1).map(({ start }) => start.toISOString());
    expect(starts).toEqual(['2030-03-30T13:00:00.000Z', '2030-03-31T12:00:00.000Z', '2030-04-01T12:00:00.000Z']);
  });

  it('asks again with the new time, and keeps the answer with a new place', async () => {
    const [lead, member] = [await alliance.as('lead'), await alliance.as('member')];
    await answerInvitation(member, id, 'accepted');
    await changeMeeting(lead, id, { ...planFor(14, { place: 'Rathaus' }), basis: await basis() });
    await changeMeeting(lead, id, { ...planFor(15, { place: 'Rathaus' }), basis: await basis() });
    expect((await lettersOf('member')).map(({ answer }) => answer)).toEqual(['NEEDS-ACTION', 'ACCEPTED', 'NEEDS-ACTION']);
  });

  it('keeps the organizer that first invited when the portal moves to another host', async () => {
    const [before] = await lettersOf('member');
    const { baseUrl } = settings();
    useSettings({ baseUrl: 'https://neu.example' });
    try {
      await changeMeeting(await alliance.as('lead'), id, { ...planFor(14, { place: 'Rathaus' }), basis: await basis() });
      const next = await meetingIn(alliance, 30);
      await inviteToMeeting(await alliance.as('lead'), next.id, []);
      const [, after, other] = await lettersOf('member');
      expect(after).toMatchObject({ uid: before!.uid, organizer: before!.organizer, sentBy: 'mailto:portal@neu.example' });
      expect(other).toMatchObject({ organizer: 'portal@neu.example', sentBy: null });
    } finally {
      useSettings({ baseUrl });
    }
  });

  it('reaches who is invited later with what it is by then', async () => {
    const lead = await alliance.as('lead');
    await changeMeeting(lead, id, { ...planFor(14, { place: 'Rathaus' }), basis: await basis() });
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date(0) }),
    );
    await inviteToMeeting(lead, id, []);
    const [only, ...more] = await lettersOf('stranger');
    expect(more).toEqual([]);
    expect(only).toMatchObject({ method: 'REQUEST', location: 'Rathaus', attendees: ['stranger@sprache.example'] });
    expect(only!.sequence).toBeGreaterThan((await lettersOf('member')).at(-1)!.sequence);
  });
});

describe('whoever wants no mails about meetings', () => {
  const choose = (way: NewsWay) => write((tx) => keepChoices(tx, alliance.ids.member, [{ kind: 'meeting', groupId: null, way }]));
  const moveAndCancel = async () => {
    const lead = await alliance.as('lead');
    await changeMeeting(lead, id, { ...planFor(200), basis: await basis() });
    await withItems(alliance, id, 'Sprachkurse');
    await sendAgenda(lead, id);
    await cancelMeeting(lead, id, 'Streik');
  };

  it.each(['portal', 'daily'] as NewsWay[])('but had the entry by mail, is sent what keeps it true (%s), and nothing twice', async (way) => {
    await withItems(alliance, id, 'Rahmen');
    await choose(way);
    await moveAndCancel();
    const letters = await lettersOf('member');
    expect(letters.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(inCalendar(letters)).toBeNull();
    expect(letters[1]!.text).toContain('Damit er dort stimmt');
    expect(letters[1]!.text).not.toMatch(/Rahmen|abbestellen/);
    const told = await db.select({ key: news.key, daily: news.daily }).from(news).where(eq(news.personId, alliance.ids.member));
    expect(told.slice(1)).toEqual(
      ['moved', 'agenda', 'cancelled'].map((kind) => ({ key: `meeting.${kind}`, daily: way === 'daily' && kind === 'agenda' })),
    );
  });

  it('and never had the entry, is sent none', async () => {
    await choose('portal');
    const next = await meetingIn(alliance, 30);
    const lead = await alliance.as('lead');
    await inviteToMeeting(lead, next.id, []);
    await cancelMeeting(lead, next.id, 'Streik');
    expect(await lettersOf('member')).toHaveLength(1);
  });
});

describe('somebody taken off the invitation', () => {
  it('has the entry no more, is told so, and can be invited again', async () => {
    await answerInvitation(await alliance.as('guest'), id, 'accepted');
    expect(await uninviteAs('secretary', 'guest')).toEqual({ name: 'Person guest' });
    const letter = (await lettersOf('guest')).at(-1)!;
    expect(letter).toMatchObject({ method: 'CANCEL', attendees: [addressOf('guest')], status: null, location: null, description: null });
    expect(letter.subject).toBe('Einladung zurückgenommen: AG sprache, 1. Sitzung');
    expect(letter.text).toContain('Warum bekomme ich das? Sie waren zu dieser Sitzung der Gruppe „AG sprache“ eingeladen.');
    const inbox = await readInbox(await alliance.as('guest'), 'de', 1);
    expect(inbox.lines).toMatchObject([{ kind: 'meeting', sentence: letter.subject }]);
    await expect(readMeeting(await alliance.as('guest'), 'sprache', '1')).rejects.toBeInstanceOf(NotFound);
    const page = await readMeeting(await alliance.as('lead'), 'sprache', '1');
    expect(page.notInvited).toMatchObject([{ id: alliance.ids.guest }]);
    expect(page.invited.map(({ name }) => name)).not.toContain('Person guest');

    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    expect(inCalendar(await lettersOf('guest'))).toMatchObject({ method: 'REQUEST', answer: 'NEEDS-ACTION' });
    expect(await lettersOf('member')).toHaveLength(1);
  });

  it('stays on the list of those present, where they are on it already', async () => {
    await withMinutes(alliance, id, 'draft');
    const guest = await participantOf('guest');
    await write((tx) => tx.update(participants).set({ presence: 'excused' }).where(eq(participants.id, guest)));
    await uninviteAs('lead', 'guest');
    expect((await participantsOf(id)).find((row) => row.id === guest)).toMatchObject({ invited: false, presence: 'excused' });
  });
});

describe('somebody who leaves the group', () => {
  const endByOffice = async () =>
    assign(await alliance.as('office'), { groupId: alliance.groupId, people: [alliance.ids.member], to: 'end' });
  const leaves: Record<string, () => Promise<unknown>> = {
    'by themselves': async () => leaveGroup(await alliance.as('member'), alliance.groupId),
    'by the Geschäftsstelle': endByOffice,
  };

  it.each(Object.keys(leaves))('%s loses the entries of coming meetings, and nobody else does', async (how) => {
    const past = await meetingIn(alliance, -3);
    await write((tx) => tx.insert(participants).values({ meetingId: past.id, personId: alliance.ids.member, name: 'x', role: 'member', invited: true }));
    await leaves[how]!();
    const letters = await lettersOf('member');
    expect(letters.map(({ method }) => method)).toEqual(['REQUEST', 'CANCEL']);
    expect(letters[1]!.subject).toMatch(/^Termin entfällt für Sie: AG sprache, 1\. Sitzung/);
    expect(inCalendar(letters)).toBeNull();
    expect(await lettersOf('secretary')).toHaveLength(1);
    expect((await readMeeting(await alliance.as('lead'), 'sprache', '1')).invited).toHaveLength(3);
  });

  it('is told once, and gets the entry back when the step is undone', async () => {
    const { id: step } = await endByOffice();
    await write((tx) => settleEntries(tx));
    await undoAssignment(await alliance.as('office'), step);
    const letters = await lettersOf('member');
    expect(letters.map(({ method }) => method)).toEqual(['REQUEST', 'CANCEL', 'REQUEST']);
    expect(inCalendar(letters)).toMatchObject({ method: 'REQUEST' });
    expect((await readMeeting(await alliance.as('lead'), 'sprache', '1')).invited).toHaveLength(4);
  });

  it('keeps the entry where only the role changes', async () => {
    await assign(await alliance.as('office'), { groupId: alliance.groupId, people: [alliance.ids.member], to: 'secretary' });
    expect(await lettersOf('member')).toHaveLength(1);
  });

  it('by the end of their time is told when the portal next keeps house', async () => {
    await write((tx) =>
      tx
        .update(memberships)
        .set({ endsAt: new Date(Date.now() - 1) })
        .where(and(eq(memberships.personId, alliance.ids.guest), eq(memberships.groupId, alliance.groupId))),
    );
    await write((tx) => settleEntries(tx));
    await write((tx) => settleEntries(tx));
    expect((await lettersOf('guest')).map(({ method }) => method)).toEqual(['REQUEST', 'CANCEL']);
  });

  it('is told no time but the one they were last sent, though the meeting has moved while mails waited', async () => {
    const [before] = await lettersOf('guest');
    await changeMeeting(await alliance.as('lead'), id, { ...planFor(14, { from: '16:00', until: '18:00' }), basis: await basis() });
    await leaveGroup(await alliance.as('guest'), alliance.groupId);
    await mailsGo();
    const letters = await lettersOf('guest');
    expect(letters.map(({ method }) => method)).toEqual(['REQUEST', 'CANCEL']);
    expect(letters[1]).toMatchObject({ uid: before!.uid, start: before!.start, end: before!.end });
    expect(inCalendar(letters)).toBeNull();
    expect(letters[1]!.text).toContain('14–16 Uhr');
    expect(`${letters[1]!.subject} ${letters[1]!.text}`).not.toContain('18 Uhr');
  });

  it('is told no time at all of a meeting of which nothing has reached them', async () => {
    const next = await meetingIn(alliance, 30);
    await inviteToMeeting(await alliance.as('lead'), next.id, [alliance.ids.guest]);
    await leaveGroup(await alliance.as('guest'), alliance.groupId);
    await mailsGo();
    const sent = await db.select().from(mails).where(and(eq(mails.to, addressOf('guest')), isNotNull(mails.sentAt)));
    const [letter, ...more] = sent.filter(({ subject }) => subject.includes('2. Sitzung'));
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: 'Termin entfällt für Sie: AG sprache, 2. Sitzung', calendar: null });
    expect(letter!.text).not.toContain('Uhr');
  });

  it('is not written to while the account is out of use', async () => {
    await disablePerson(await alliance.as('office'), alliance.ids.member);
    await write((tx) =>
      tx.update(memberships).set({ endsAt: new Date(0) }).where(eq(memberships.personId, alliance.ids.member)),
    );
    await write((tx) => settleEntries(tx));
    expect(await lettersOf('member')).toHaveLength(1);
    await enablePerson(await alliance.as('office'), alliance.ids.member);
    await write((tx) => settleEntries(tx));
    expect(inCalendar(await lettersOf('member'))).toBeNull();
  });
});

describe('a new address', () => {
  const changeAddress = async () =>
    changePerson(await alliance.as('office'), alliance.ids.member, { name: 'Person member', email: 'neu@sprache.example', language: 'de' });

  it('takes the entry along, with the answer, and leaves nothing at the old one', async () => {
    await withItems(alliance, id, 'Sprachkurse');
    await answerInvitation(await alliance.as('member'), id, 'accepted');
    await changeAddress();
    const [old, fresh] = [await lettersOf('member'), await lettersTo('neu@sprache.example')];
    expect(old.map(({ method, attendees }) => [method, attendees])).toEqual([
      ['REQUEST', [addressOf('member')]],
      ['CANCEL', [addressOf('member')]],
    ]);
    expect(fresh).toMatchObject([{ method: 'REQUEST', attendees: ['neu@sprache.example'], answer: 'ACCEPTED', uid: old[0]!.uid }]);
    expect(fresh[0]!.text).toContain('Sprachkurse');
    // Where both mailboxes lead into one calendar, the entry stays, in whatever order the mails are read.
    const all = [...old, ...fresh];
    expect(inCalendar(all)).toEqual(fresh[0]);
    expect(inCalendar(all.toReversed())).toEqual(fresh[0]);
  });

  it('of somebody who has never joined tells the wrong address nothing more', async () => {
    await write((tx) => tx.update(people).set({ joinedAt: null }).where(eq(people.id, alliance.ids.member)));
    await changeAddress();
    expect(await lettersOf('member')).toHaveLength(1);
    expect(await lettersTo('neu@sprache.example')).toMatchObject([{ method: 'REQUEST' }]);
  });

  it('changes nothing where name or language change alone', async () => {
    await changePerson(await alliance.as('office'), alliance.ids.member, { name: 'Anders', email: addressOf('member'), language: 'en' });
    expect(await lettersOf('member')).toHaveLength(1);
  });
});
