import { describe, expect, it } from 'vitest';
import type { MinutesId } from '~db/values';
import type { Person } from '~/access/policy';
import {
  addParticipant,
  attendanceOf,
  removeParticipant,
  saveHead,
  saveParticipant,
  setPresence,
  setRemaining,
} from '~/features/minutes/attendance.server';
import type { ParticipantId } from '~/features/minutes/minutes';
import { NotFound, Rejected } from '~/services/errors';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { answerAll, approve, begin, minutesRow, sendToReview } from './session';

useDatabase();

const speaker = { name: 'Dr. Ada Referentin', role: 'speaker' as const, representing: '' };
const head = { chair: 'A', minuteTaker: 'B', startedAt: '14:05', endedAt: '16:10' };

/** Every way to change the list. */
const commands: Record<string, (actor: Person, id: MinutesId, row: ParticipantId) => Promise<void>> = {
  presence: (actor, id, participantId) => setPresence(actor, id, { participantId, presence: 'present' }),
  remaining: (actor, id) => setRemaining(actor, id, 'present'),
  details: (actor, id, participantId) =>
    saveParticipant(actor, id, { participantId, role: 'member', presentFrom: '', presentUntil: '', representing: '' }),
  adding: (actor, id) => addParticipant(actor, id, speaker),
  removing: (actor, id, participantId) => removeParticipant(actor, id, participantId),
  head: (actor, id) => saveHead(actor, id, head),
};

async function firstRow(begun: Awaited<ReturnType<typeof begin>>) {
  return (await attendanceOf(begun.meeting.id))[0]!;
}

describe.each(Object.entries(commands))('changing the attendance (%s)', (_name, command) => {
  it.each(['office', 'member', 'guest', 'partner', 'stranger'] as const)('is refused to %s', async (role) => {
    const begun = await begin(await makeAlliance());
    const { id: row } = await firstRow(begun);
    await expect(command(await begun.alliance.as(role), begun.id, row)).rejects.toThrow(NotFound);
  });

  it('is refused to the secretary once the minutes are in review, and once they are approved', async () => {
    const begun = await begin(await makeAlliance());
    const { id: row } = await firstRow(begun);
    const before = await attendanceOf(begun.meeting.id);
    const secretary = await begun.alliance.as('secretary');
    await sendToReview(begun);
    await expect(command(secretary, begun.id, row)).rejects.toThrow('minutesSentToReview');
    await answerAll(begun);
    await approve(begun);
    await expect(command(secretary, begun.id, row)).rejects.toThrow('minutesApproved');
    expect(await attendanceOf(begun.meeting.id)).toEqual(before);
  });
});

describe('the attendance list', () => {
  it('takes one word for everyone of whom nothing was said, and leaves what was said', async () => {
    const begun = await begin(await makeAlliance());
    const lead = await begun.alliance.as('lead');
    const { id: participantId } = await firstRow(begun);
    await setPresence(lead, begun.id, { participantId, presence: 'excused' });
    await setRemaining(lead, begun.id, 'present');
    const list = await attendanceOf(begun.meeting.id);
    expect(list.map(({ presence }) => presence)).toEqual(['excused', 'present', 'present']);
  });

  it('keeps the rows of others apart: another meeting’s row can not be changed', async () => {
    const begun = await begin(await makeAlliance());
    const other = await begin(await makeAlliance('arbeit'));
    const { id: row } = await firstRow(other);
    const attempt = setPresence(await begun.alliance.as('lead'), begun.id, { participantId: row, presence: 'present' });
    await expect(attempt).rejects.toThrow('participantGone');
  });

  it('says plainly that a row was removed meanwhile', async () => {
    const begun = await begin(await makeAlliance());
    const { id: row } = await firstRow(begun);
    const lead = await begun.alliance.as('lead');
    await removeParticipant(lead, begun.id, row);
    await expect(setPresence(lead, begun.id, { participantId: row, presence: 'present' })).rejects.toThrow(Rejected);
  });

  it('adds a speaker by name and a guest of the group by account, once', async () => {
    const begun = await begin(await makeAlliance());
    const lead = await begun.alliance.as('lead');
    await addParticipant(lead, begun.id, { ...speaker, onBehalfOf: begun.alliance.organisationId });
    const guest = { personId: begun.alliance.ids.guest, name: '', role: 'guest' as const, representing: '' };
    await addParticipant(lead, begun.id, guest);
    await expect(addParticipant(lead, begun.id, guest)).rejects.toThrow('participantTwice');
    await expect(addParticipant(lead, begun.id, { ...speaker, name: '' })).rejects.toThrow('participantName');
    const stranger = { ...guest, personId: begun.alliance.ids.stranger };
    await expect(addParticipant(lead, begun.id, stranger)).rejects.toThrow('invalid');
    const list = await attendanceOf(begun.meeting.id);
    expect(list.at(-1)).toMatchObject({ name: speaker.name, role: 'speaker', onBehalfOf: { name: 'Verband sprache' } });
    expect(list.find(({ role }) => role === 'guest')).toMatchObject({ name: 'Person guest', presence: 'present' });
  });

  it('takes from–to as presence, and refuses a span that ends before it begins', async () => {
    const begun = await begin(await makeAlliance());
    const { id: participantId } = await firstRow(begun);
    const lead = await begun.alliance.as('lead');
    const input = { participantId, role: 'member' as const, presentFrom: '14:30', presentUntil: '15:00', representing: 'C. Vertreten' };
    await expect(saveParticipant(lead, begun.id, { ...input, presentUntil: '14:00' })).rejects.toThrow('spanBackwards');
    await saveParticipant(lead, begun.id, input);
    expect(await firstRow(begun)).toMatchObject({ presence: 'present', presentFrom: '14:30', representing: 'C. Vertreten' });
    await setPresence(lead, begun.id, { participantId, presence: 'excused' });
    expect(await firstRow(begun)).toMatchObject({ presence: 'excused', presentFrom: '' });
  });

  it('keeps who led, who wrote, and when', async () => {
    const begun = await begin(await makeAlliance());
    await saveHead(await begun.alliance.as('secretary'), begun.id, head);
    expect(await minutesRow(begun.id)).toMatchObject(head);
  });
});
