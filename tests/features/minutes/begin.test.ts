import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { db, meetings, participants, write } from '~db/client.server';
import { attendanceOf } from '~/features/minutes/attendance.server';
import { beginMinutes } from '~/features/minutes/begin.server';
import { minutesFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { begin, makeMeeting, minutesRow } from './session';

useDatabase();

describe('beginning minutes', () => {
  it.each(['office', 'member', 'guest', 'partner', 'stranger'] as const)('is refused to %s', async (role) => {
    const alliance = await makeAlliance();
    const meeting = await makeMeeting(alliance);
    await expect(beginMinutes(await alliance.as(role), meeting.id)).rejects.toThrow(NotFound);
  });

  it('is refused to visitors, and to the lead of another group', async () => {
    const alliance = await makeAlliance();
    const other = await makeAlliance('arbeit');
    const meeting = await makeMeeting(alliance);
    await expect(beginMinutes({ kind: 'visitor' }, meeting.id)).rejects.toThrow(SignInRequired);
    await expect(beginMinutes(await other.as('lead'), meeting.id)).rejects.toThrow(NotFound);
  });

  it('is refused for a meeting that was called off', async () => {
    const alliance = await makeAlliance();
    const meeting = await makeMeeting(alliance);
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, meeting.id)));
    await expect(beginMinutes(await alliance.as('lead'), meeting.id)).rejects.toThrow('meetingCancelled');
  });

  it('makes a section a TOP and names who leads and who writes', async () => {
    const { id, textId, meeting } = await begin(await makeAlliance());
    const document = minutesFromYDoc(await readText(textId));
    expect(document.content.map(({ attrs }) => [attrs.itemId, attrs.number, attrs.internal])).toEqual([
      [meeting.items[0], '1', false],
      [meeting.items[1], '2', true],
    ]);
    expect(await minutesRow(id)).toMatchObject({ chair: 'Person lead', minuteTaker: 'Person secretary', state: 'draft' });
  });

  it('fills the attendance from the answers, and adds members whom no invitation reached', async () => {
    const alliance = await makeAlliance();
    const meeting = await makeMeeting(alliance);
    await write((tx) =>
      tx.insert(participants).values([
        { meetingId: meeting.id, personId: alliance.ids.lead, name: 'Person lead', role: 'member', invited: true, answer: 'accepted' },
        { meetingId: meeting.id, personId: alliance.ids.secretary, name: 'Person secretary', role: 'member', invited: true, answer: 'declined' },
        { meetingId: meeting.id, personId: alliance.ids.guest, name: 'Person guest', role: 'guest', invited: true },
      ]),
    );
    await begin(alliance, meeting);
    const list = await attendanceOf(meeting.id);
    expect(list.map(({ name, presence, role }) => [name, presence, role])).toEqual([
      ['Person lead', 'present', 'member'],
      ['Person member', null, 'member'],
      ['Person secretary', 'excused', 'member'],
      ['Person guest', null, 'guest'],
    ]);
  });

  it('is one beginning, also when two begin at once', async () => {
    const alliance = await makeAlliance();
    const meeting = await makeMeeting(alliance);
    const [lead, secretary] = [await alliance.as('lead'), await alliance.as('secretary')];
    const ids = await Promise.all([beginMinutes(lead, meeting.id), beginMinutes(secretary, meeting.id)]);
    expect(ids[0]).toBe(ids[1]);
    expect(await db.select().from(participants)).toHaveLength(3);
  });
});
