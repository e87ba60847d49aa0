/** Invitations: who gets a mail, what is in it, and what calendars read from its attachment. */
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { agendaItems, db, mails, memberships, people, write } from '~db/client.server';
import type { MeetingId, PersonId } from '~db/values';
import { sendAgendasAgain } from '~/features/meetings/invitation-mails.server';
import { answerInvitation, inviteToMeeting, notYetInvited, participantsOf, sendAgenda } from '~/features/meetings/invitations.server';
import { listMeetings } from '~/features/meetings/meeting-list.server';
import { readMeeting } from '~/features/meetings/meeting-page.server';
import { basisOf, meetingById } from '~/features/meetings/meetings.server';
import { addItem, changeItem, itemBasis, itemToChange, moveItem, removeItem } from '~/features/meetings/agenda.server';
import { cancelMeeting, changeMeeting } from '~/features/meetings/planning.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { readCalendar } from '../../setup/ical';
import { itemNamed, meetingIn, planFor, withItems } from './meeting-maker';

useDatabase();

let alliance: Alliance;
let id: MeetingId;
beforeEach(async () => {
  alliance = await makeAlliance();
  ({ id } = await meetingIn(alliance));
});

const invite = async (...guests: PersonId[]) => inviteToMeeting(await alliance.as('lead'), id, guests);
const mailsTo = async (role: Role) =>
  db.select().from(mails).where(eq(mails.to, `${role.toLowerCase()}@sprache.example`)).orderBy(mails.createdAt);

/** The one event of an attachment, as a calendar that did not write it reads it. */
function read(calendar: string | null) {
  const { method, events } = readCalendar(calendar!);
  return { method, ...events[0]! };
}

describe('refused', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as Role[])('to %s: inviting', async (role) => {
    await expect(inviteToMeeting(await alliance.as(role), id, [])).rejects.toBeInstanceOf(NotFound);
    expect(await db.select().from(mails)).toEqual([]);
    expect(await participantsOf(id)).toEqual([]);
  });

  it.each(['office', 'guest', 'partner', 'stranger'] as Role[])('to %s, who is not invited: answering', async (role) => {
    await invite();
    await expect(answerInvitation(await alliance.as(role), id, 'accepted')).rejects.toBeInstanceOf(NotFound);
  });

  it('to visitors', async () => {
    await expect(answerInvitation({ kind: 'visitor' }, id, 'accepted')).rejects.toBeInstanceOf(SignInRequired);
  });

  it('before the invitation is sent, after the meeting, and when it is called off', async () => {
    const member = await alliance.as('member');
    await expect(answerInvitation(member, id, 'accepted')).rejects.toEqual(new Rejected('notInvited'));
    const past = await meetingIn(alliance, -3);
    await expect(answerInvitation(member, past.id, 'accepted')).rejects.toEqual(new Rejected('meetingOver'));
    await expect(inviteToMeeting(await alliance.as('lead'), past.id, [])).rejects.toEqual(new Rejected('meetingOver'));
    await invite();
    await cancelMeeting(await alliance.as('lead'), id, 'x');
    await expect(answerInvitation(member, id, 'accepted')).rejects.toEqual(new Rejected('meetingCancelled'));
  });

  it('for people outside the group, even when their id is sent', async () => {
    expect(await invite(alliance.ids.stranger, alliance.ids.partner)).toEqual({ invited: 3 });
    expect(await mailsTo('stranger')).toEqual([]);
    expect(await mailsTo('partner')).toEqual([]);
  });
});

describe('inviting', () => {
  it('reaches every member, and of the guests only those chosen', async () => {
    expect(await invite()).toEqual({ invited: 3 });
    for (const role of ['lead', 'secretary', 'member'] as const) expect(await mailsTo(role)).toHaveLength(1);
    expect(await mailsTo('guest')).toEqual([]);
    const guest = await alliance.as('guest');
    expect((await listMeetings(guest, alliance.groupId, 1)).coming).toEqual([]);
    await expect(readMeeting(guest, 'sprache', '1')).rejects.toBeInstanceOf(NotFound);
    expect(await invite(alliance.ids.guest)).toEqual({ invited: 1 });
    expect((await readMeeting(await alliance.as('guest'), 'sprache', '1')).meeting.id).toBe(id);
    expect((await listMeetings(guest, alliance.groupId, 1)).coming).toMatchObject([{ number: 1, answer: null }]);
    await expect(invite(alliance.ids.guest)).rejects.toEqual(new Rejected('nobodyToInvite'));
  });

  it('reaches those who joined later when asked again, and nobody twice', async () => {
    await invite();
    await write(async (tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date(0) }),
    );
    expect(await notYetInvited(db, await meetingById(db, id))).toMatchObject([
      { id: alliance.ids.guest }, { id: alliance.ids.stranger },
    ]);
    expect(await invite()).toEqual({ invited: 1 });
    expect(await mailsTo('member')).toHaveLength(1);
    expect(await mailsTo('stranger')).toHaveLength(1);
  });

  it('leaves out disabled accounts and ended memberships, also from later news', async () => {
    await invite();
    await write(async (tx) => {
      await tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, alliance.ids.secretary));
      await tx
        .update(memberships)
        .set({ endsAt: new Date() })
        .where(and(eq(memberships.personId, alliance.ids.member), eq(memberships.groupId, alliance.groupId)));
    });
    expect(await cancelMeeting(await alliance.as('lead'), id, 'x')).toEqual({ told: 1 });
    expect(await mailsTo('member')).toHaveLength(1);
    expect(await mailsTo('secretary')).toHaveLength(1);
  });

  it('reaches nobody twice when two send at the same moment', async () => {
    const [lead, secretary] = [await alliance.as('lead'), await alliance.as('secretary')];
    const sent = await Promise.allSettled([inviteToMeeting(lead, id, []), inviteToMeeting(secretary, id, [])]);
    expect(sent.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.select().from(mails)).toHaveLength(3);
    expect(await participantsOf(id)).toHaveLength(3);
  });
});

describe('answering', () => {
  it('stands until it is changed', async () => {
    await invite();
    const member = await alliance.as('member');
    for (const answer of ['accepted', 'tentative', 'declined'] as const) {
      await answerInvitation(member, id, answer);
      expect((await readMeeting(member, 'sprache', '1')).ownAnswer).toBe(answer);
    }
  });
});

describe('the mail', () => {
  it('speaks the reader’s language and leads to the page', async () => {
    await write(async (tx) => tx.update(people).set({ language: 'en' }).where(eq(people.id, alliance.ids.member)));
    await withItems(alliance, id, itemNamed('Sprachkurse', { duration: 10, presenter: 'Frau Demir' }));
    await invite();
    const [german] = await mailsTo('lead');
    expect(german!.subject).toMatch(/^Einladung: AG sprache, 1\. Sitzung am .*14–16 Uhr$/);
    expect(german!.text).toContain('14:00  TOP 1  Sprachkurse (Beratung, Frau Demir)');
    expect(german!.text).toContain('/gruppen/sprache/sitzungen/1');
    const [english] = await mailsTo('member');
    expect(english!.subject).toMatch(/^Invitation: AG sprache, meeting 1/);
  });

  it('tells guests of an internal item its number alone, in text, HTML and calendar', async () => {
    const secret = { internal: true, presenter: 'Frau Geheim', note: 'Vertraulich' };
    await withItems(alliance, id, 'Offenes', itemNamed('Personalsache', secret));
    await invite(alliance.ids.guest);
    const [toGuest] = await mailsTo('guest');
    // Lines of a calendar are folded; a name could hide in the fold.
    const whole = JSON.stringify(toGuest).replaceAll('\\r\\n ', '');
    expect(whole).not.toMatch(/Personalsache|Geheim|Vertraulich/);
    expect(toGuest!.text).toContain('TOP 2  intern');
    expect(read(toGuest!.calendar).description).toContain('TOP 2  intern');
    const [toMember] = await mailsTo('member');
    expect(toMember!.text).toContain('Personalsache');
    expect(read(toMember!.calendar).description).toContain('Personalsache');
  });
});

describe('the entry for calendars', () => {
  it('says when and where, to its receiver alone', async () => {
    await invite();
    const meeting = await meetingById(db, id);
    const event = read((await mailsTo('member'))[0]!.calendar);
    expect(event).toMatchObject({
      method: 'REQUEST',
      zone: 'Europe/Berlin',
      sequence: 0,
      summary: 'AG sprache: 1. Sitzung',
      location: 'Haus der Begegnung',
      status: 'CONFIRMED',
      attendees: ['member@sprache.example'],
      answer: 'NEEDS-ACTION',
    });
    expect(event.start).toEqual(meeting.startsAt);
    expect(event.end).toEqual(meeting.endsAt);
    expect(event.organizer).toMatch(/^portal@/);
    expect((await mailsTo('member'))[0]!.calendarMethod).toBe('REQUEST');
  });

  it('is the same entry, renewed, when time and place change, and is taken out when called off', async () => {
    await invite();
    const lead = await alliance.as('lead');
    const basis = async () => basisOf(await meetingById(db, id));
    await changeMeeting(lead, id, { ...planFor(14, { place: 'Rathaus' }), basis: await basis() });
    await changeMeeting(lead, id, { ...planFor(15, { place: 'Rathaus' }), basis: await basis() });
    await cancelMeeting(lead, id, 'Der Raum ist gesperrt.');
    const events = (await mailsTo('member')).map((mail) => read(mail.calendar));
    expect(new Set(events.map((event) => event.uid)).size).toBe(1);
    expect(events.map(({ method, sequence, status }) => [method, sequence, status])).toEqual([
      ['REQUEST', 0, 'CONFIRMED'],
      ['REQUEST', 1, 'CONFIRMED'],
      ['REQUEST', 2, 'CONFIRMED'],
      ['CANCEL', 3, 'CANCELLED'],
    ]);
    expect(events[2]!.start).toEqual((await meetingById(db, id)).startsAt);
    expect(events[3]!.description).toContain('Der Raum ist gesperrt.');
  });

  it.each([
    ['2030-03-31', '01:30', '03:30', '2030-03-31T00:30:00.000Z', '2030-03-31T01:30:00.000Z'],
    ['2030-10-27', '01:30', '03:30', '2030-10-26T23:30:00.000Z', '2030-10-27T02:30:00.000Z'],
    ['2030-07-01', '14:00', '16:00', '2030-07-01T12:00:00.000Z', '2030-07-01T14:00:00.000Z'],
    ['2030-01-15', '14:00', '16:00', '2030-01-15T13:00:00.000Z', '2030-01-15T15:00:00.000Z'],
  ])('is right on %s from %s to %s', async (day, from, until, start, end) => {
    const night = await meetingIn(alliance, 1, { day: day as never, from, until });
    await inviteToMeeting(await alliance.as('lead'), night.id, []);
    const event = read((await mailsTo('member'))[0]!.calendar);
    expect([event.start.toISOString(), event.end.toISOString()]).toEqual([start, end]);
  });
});

describe('an agenda that has changed since it was sent', () => {
  const send = async (role: Role = 'lead') => sendAgenda(await alliance.as(role), id);
  const news = async (role: Role) => (await readMeeting(await alliance.as(role), alliance.slug, '1')).agendaNews;
  const last = async (role: Role) => (await mailsTo(role)).at(-1)!;

  it.each(['member', 'guest', 'partner', 'stranger'] as Role[])('is not for %s to send', async (role) => {
    await withItems(alliance, id, 'Eins');
    await invite();
    await withItems(alliance, id, 'Zwei');
    await expect(send(role)).rejects.toBeInstanceOf(NotFound);
  });

  it('is not sent before anybody has one, nor when nothing has changed', async () => {
    await withItems(alliance, id, 'Eins');
    expect(await news('lead')).toEqual([]);
    await expect(send()).rejects.toEqual(new Rejected('agendaUnchanged'));
    await invite();
    expect(await news('lead')).toEqual([]);
    await expect(send()).rejects.toEqual(new Rejected('agendaUnchanged'));
  });

  it('says so on the page, until it is sent with what has changed', async () => {
    const [one, two] = await withItems(alliance, id, 'Eins', 'Zwei', 'Drei');
    await invite();
    const lead = await alliance.as('lead');
    await removeItem(lead, id, two!);
    await changeItem(lead, id, one!, { ...itemNamed('Erstens', { duration: 20 }), basis: itemBasis(await itemToChange(lead, id, one)) });
    const { id: four } = await addItem(lead, id, itemNamed('Vier'));
    await moveItem(lead, id, four, 'up');
    await moveItem(lead, id, one!, 'down');
    const changes = [
      { kind: 'added', title: 'Vier' },
      { kind: 'removed', title: 'Zwei' },
      { kind: 'renamed', before: 'Eins', title: 'Erstens' },
      { kind: 'times' },
    ];
    expect(await news('member')).toEqual(changes);
    const { told } = await send();
    expect(told).toBe(3);
    const mail = await last('member');
    expect(mail.subject).toMatch(/^Geänderte Tagesordnung/);
    for (const line of ['Neu: Vier', 'Entfallen: Zwei', 'Die Zeiten sind anders.']) expect(mail.text).toContain(line);
    expect(await news('member')).toEqual([]);
  });

  it('tells guests of internal items only that there is one', async () => {
    await withItems(alliance, id, 'Eins');
    await invite(alliance.ids.guest);
    await withItems(alliance, id, itemNamed('GEHEIM', { internal: true }));
    expect(await news('guest')).toEqual([{ kind: 'added', title: null }]);
    await send();
    expect((await last('guest')).text).toContain('Neu: ein interner Punkt');
    expect((await last('guest')).text).not.toContain('GEHEIM');
    expect((await last('member')).text).toContain('Neu: GEHEIM');
    expect(JSON.stringify(await readMeeting(await alliance.as('guest'), alliance.slug, '1'))).not.toContain('GEHEIM');
  });

  it('stays noted when one more person is invited', async () => {
    await withItems(alliance, id, 'Eins');
    await invite();
    await withItems(alliance, id, 'Zwei');
    await invite(alliance.ids.guest);
    expect(await news('member')).toEqual([{ kind: 'added', title: 'Zwei' }]);
  });
});

describe('an invitation that waits for the mail server', () => {
  beforeEach(sendAgendasAgain);

  const makeInternal = async (title: string) => {
    const office = await alliance.as('office');
    const [item] = await db.select().from(agendaItems).where(eq(agendaItems.title, title));
    const row = await itemToChange(office, id, item!.id);
    await changeItem(office, id, item!.id, { ...itemNamed(title, { internal: true }), basis: itemBasis(row) });
  };

  it('is taken back from guests when an item of it becomes internal, and comes again without it', async () => {
    await withItems(alliance, id, 'Personalfragen');
    await invite(alliance.ids.guest);
    expect((await mailsTo('guest'))[0]!.text).toContain('Personalfragen');
    await makeInternal('Personalfragen');
    const [taken, ...none] = await mailsTo('guest');
    expect(none).toEqual([]);
    expect(taken).toMatchObject({ withheldAt: expect.any(Date), text: '', html: '', calendar: null });
    await runDueJobs();
    const again = (await mailsTo('guest')).find(({ withheldAt }) => !withheldAt)!;
    expect(again.text + again.html + again.calendar).not.toContain('Personalfragen');
    expect(read(again.calendar).method).toBe('REQUEST');
  });

  it('stays as it is for those inside', async () => {
    await withItems(alliance, id, 'Personalfragen');
    await invite();
    await makeInternal('Personalfragen');
    await runDueJobs();
    expect(await mailsTo('member')).toMatchObject([{ withheldAt: null, text: expect.stringContaining('Personalfragen') }]);
  });
});
