/** Meetings are planned, moved and called off by those who may; everybody else finds nothing. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db, groups, mails, meetings, write } from '~db/client.server';
import type { Day, MeetingId } from '~db/values';
import { cancelMeeting, changeMeeting, planMeeting } from '~/features/meetings/planning.server';
import { inviteToMeeting, participantsOf } from '~/features/meetings/invitations.server';
import { answerInvitation } from '~/features/meetings/invitations.server';
import { basisOf, meetingById, meetingByNumber } from '~/features/meetings/meetings.server';
import { type Change, type Plan, changeSchema, planSchema } from '~/features/meetings/meetings';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { planFor } from './meeting-maker';

useDatabase();

const plan = (changed?: Partial<Plan>) => planFor(14, changed);

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const planned = async (changed?: Partial<Plan>) => planMeeting(await alliance.as('lead'), alliance.groupId, plan(changed));

async function change(id: MeetingId, changed: Partial<Change>): Promise<Change> {
  return { ...plan(), basis: basisOf(await meetingById(db, id)), ...changed };
}

describe('is refused', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as Role[])('to %s: planning, changing, calling off', async (role) => {
    const { id } = await planned();
    const actor = await alliance.as(role);
    await expect(planMeeting(actor, alliance.groupId, plan())).rejects.toBeInstanceOf(NotFound);
    await expect(changeMeeting(actor, id, await change(id, { place: 'Anderswo' }))).rejects.toBeInstanceOf(NotFound);
    await expect(cancelMeeting(actor, id, 'Kein Raum')).rejects.toBeInstanceOf(NotFound);
    expect(await db.select().from(meetings)).toHaveLength(1);
    expect(await meetingById(db, id)).toMatchObject({ state: 'planned', place: 'Haus der Begegnung' });
  });

  it('to visitors, who are asked to sign in', async () => {
    await expect(planMeeting({ kind: 'visitor' }, alliance.groupId, plan())).rejects.toBeInstanceOf(SignInRequired);
  });

  it('to the lead of another group', async () => {
    const other = await makeAlliance('arbeit');
    await expect(planMeeting(await other.as('lead'), alliance.groupId, plan())).rejects.toBeInstanceOf(NotFound);
  });

  it('in a group that rests', async () => {
    await write(async (tx) => tx.update(groups).set({ archivedAt: new Date() }).where(eq(groups.id, alliance.groupId)));
    await expect(planned()).rejects.toEqual(new Rejected('groupArchived'));
  });
});

describe('the number', () => {
  it.each(['office', 'lead', 'secretary'] as Role[])('is given to a meeting planned by %s', async (role) => {
    expect(await planMeeting(await alliance.as(role), alliance.groupId, plan())).toMatchObject({ number: 1 });
  });

  it('is one more than the highest, without doubles or gaps when many plan at once', async () => {
    const lead = await alliance.as('lead');
    const made = await Promise.all(Array.from({ length: 12 }, () => planMeeting(lead, alliance.groupId, plan())));
    expect(made.map((meeting) => meeting.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  it('is not given again when the meeting is called off', async () => {
    const { id } = await planned();
    await cancelMeeting(await alliance.as('lead'), id, 'Kein Raum');
    expect(await planned()).toMatchObject({ number: 2 });
  });

  it('is not spent when planning fails half-way', async () => {
    await expect(planned({ day: 'nonsense' as Day })).rejects.toThrow();
    expect(await planned()).toMatchObject({ number: 1 });
  });

  it('finds the meeting, and nothing else does', async () => {
    const { id } = await planned();
    expect(await meetingByNumber('sprache', '1')).toMatchObject({ id, number: 1, group: { slug: 'sprache' } });
    for (const number of ['2', '0', '01', '1.0', '-1', 'eins', undefined]) {
      await expect(meetingByNumber('sprache', number)).rejects.toBeInstanceOf(NotFound);
    }
    await expect(meetingByNumber('arbeit', '1')).rejects.toBeInstanceOf(NotFound);
  });
});

describe('times', () => {
  const form = (changed: Record<string, string>) =>
    planSchema.safeParse({ day: '2026-07-01', from: '14:00', until: '16:00', ...changed });
  const messages = (changed: Record<string, string>) => form(changed).error?.issues.map((issue) => issue.message);

  it('are kept as moments of Berlin', async () => {
    const { id } = await planned({ day: '2030-07-01' as Day });
    expect((await meetingById(db, id)).startsAt.toISOString()).toBe('2030-07-01T12:00:00.000Z');
  });

  it('that clocks skip in spring are refused', () => {
    expect(messages({ day: '2026-03-29', from: '02:30', until: '04:00' })).toEqual(['timeSkipped']);
    expect(messages({ day: '2026-03-29', from: '01:30', until: '03:00' })).toBeUndefined();
  });

  it('across the night of the change last as long as they last', async () => {
    const { id } = await planned({ day: '2030-10-27' as Day, from: '01:30', until: '03:30' });
    const { startsAt, endsAt } = await meetingById(db, id);
    expect(endsAt.getTime() - startsAt.getTime()).toBe(3 * 3_600_000);
  });

  it('must end after they begin', () => {
    expect(messages({ from: '16:00', until: '16:00' })).toEqual(['endBeforeStart']);
  });

  it.each(['http://konferenz.example/a', 'javascript:alert(1)', 'konferenz.example', 'ftp://x.example'])(
    'links other than https are refused: %s',
    (link) => expect(messages({ link })).toEqual(['httpsLink']),
  );

  it('https links are taken', () => expect(form({ link: ' https://konferenz.example/a ' }).data?.link).toBe('https://konferenz.example/a'));

  it('the form for changes asks the same', () => {
    expect(changeSchema.safeParse({ day: '2026-07-01', from: '9', until: '16:00', basis: 'x' }).success).toBe(false);
  });
});

describe('changing', () => {
  it('refuses a form filled from what no longer stands, and leaves what was saved meanwhile', async () => {
    const { id } = await planned();
    const lead = await alliance.as('lead');
    const stale = await change(id, { place: 'Raum 1' });
    await changeMeeting(await alliance.as('secretary'), id, await change(id, { place: 'Raum 2' }));
    await expect(changeMeeting(lead, id, stale)).rejects.toEqual(new Rejected('changedMeanwhile'));
    expect(await meetingById(db, id)).toMatchObject({ place: 'Raum 2' });
  });

  it('raises the sequence only for what calendars show, and asks again when the time moves', async () => {
    const { id } = await planned();
    const lead = await alliance.as('lead');
    await inviteToMeeting(lead, id, []);
    await answerInvitation(await alliance.as('member'), id, 'accepted');

    expect(await changeMeeting(lead, id, await change(id, { note: 'Bitte Ausweis mitbringen.' }))).toEqual({ told: 0 });
    expect(await meetingById(db, id)).toMatchObject({ sequence: 0 });

    const noted = { note: 'Bitte Ausweis mitbringen.' };
    expect(await changeMeeting(lead, id, await change(id, { ...noted, place: 'Rathaus' }))).toEqual({ told: 3 });
    expect(await meetingById(db, id)).toMatchObject({ sequence: 1, place: 'Rathaus' });
    expect((await participantsOf(id)).filter((row) => row.answer === 'accepted')).toHaveLength(1);

    const moved = { ...noted, place: 'Rathaus', from: '15:00', until: '17:00' };
    expect(await changeMeeting(lead, id, await change(id, moved))).toEqual({ told: 3 });
    expect(await meetingById(db, id)).toMatchObject({ sequence: 2 });
    expect((await participantsOf(id)).filter((row) => row.answer !== null)).toEqual([]);
  });

  it('tells nobody before anybody was invited', async () => {
    const { id } = await planned();
    expect(await changeMeeting(await alliance.as('lead'), id, await change(id, { from: '15:00' }))).toEqual({ told: 0 });
    expect(await db.select().from(mails)).toEqual([]);
  });
});

describe('calling off', () => {
  it('keeps the reason, tells those invited, and takes no further change', async () => {
    const { id } = await planned();
    const lead = await alliance.as('lead');
    await inviteToMeeting(lead, id, []);
    expect(await cancelMeeting(lead, id, 'Der Raum ist gesperrt.')).toEqual({ told: 3 });
    expect(await meetingById(db, id)).toMatchObject({ state: 'cancelled', cancelReason: 'Der Raum ist gesperrt.', sequence: 1 });
    for (const again of [cancelMeeting(lead, id, 'x'), changeMeeting(lead, id, await change(id, { place: 'x' }))]) {
      await expect(again).rejects.toEqual(new Rejected('meetingCancelled'));
    }
  });

  it('comes too late once the meeting is over', async () => {
    const { id } = await planned({ day: addDays(today(), -3) });
    await expect(cancelMeeting(await alliance.as('lead'), id, 'x')).rejects.toEqual(new Rejected('meetingHeld'));
  });

});
