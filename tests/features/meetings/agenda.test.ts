/** Agendas: who changes them, what order two people at once leave behind, what guests get to see. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agendaItems, auditLog, db, minutes } from '~db/client.server';
import type { AgendaItemId, MeetingId } from '~db/values';
import { agendaChanged, onAgendaChanged } from '~/features/meetings/agenda-events.server';
import {
  addItem,
  agendaOf,
  answerProposal,
  changeItem,
  copyAgenda,
  itemBasis,
  itemToChange,
  moveItem,
  proposeItem,
  readAgenda,
  removeItem,
} from '~/features/meetings/agenda.server';
import { addApprovalItems, dropApprovalItems } from '~/features/meetings/approval-items.server';
import { inviteToMeeting } from '~/features/meetings/invitations.server';
import { agendaFrom } from '~/features/meetings/meetings';
import { meetingById } from '~/features/meetings/meetings.server';
import { cancelMeeting } from '~/features/meetings/planning.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { momentAt } from '~/services/time';
import { write } from '~db/client.server';
import type { Day } from '~db/values';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { itemNamed, meetingIn, withItems, withMinutes } from './meeting-maker';

useDatabase();

let alliance: Alliance;
let id: MeetingId;
beforeEach(async () => {
  alliance = await makeAlliance();
  ({ id } = await meetingIn(alliance));
});

const titles = async (meetingId = id) => (await agendaOf(meetingId)).map((item) => item.title);
const change = async (item: AgendaItemId, title: string) => {
  const before = await itemToChange(await alliance.as('lead'), id, item);
  return { ...itemNamed(title), kind: before.kind, basis: itemBasis(before) };
};

describe('refused', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as Role[])('to %s: every change of the agenda', async (role) => {
    const [first, second] = await withItems(alliance, id, 'Eins', 'Zwei');
    const actor = await alliance.as(role);
    const { id: proposal } = await proposeItem(await alliance.as('member'), id, itemNamed('Vorschlag'));
    for (const step of [
      () => addItem(actor, id, itemNamed('Drei')),
      () => moveItem(actor, id, second!, 'up'),
      () => moveItem(actor, id, first!, { before: null }),
      async () => changeItem(actor, id, first!, await change(first!, 'Anders')),
      () => removeItem(actor, id, first!),
      () => answerProposal(actor, id, proposal, 'accepted'),
      () => copyAgenda(actor, id),
      () => itemToChange(actor, id, first),
    ]) {
      await expect(step()).rejects.toBeInstanceOf(NotFound);
    }
    expect(await titles()).toEqual(['Eins', 'Zwei']);
  });

  it.each(['guest', 'partner', 'stranger'] as Role[])('to %s: proposing', async (role) => {
    await expect(proposeItem(await alliance.as(role), id, itemNamed('x'))).rejects.toBeInstanceOf(NotFound);
    expect(await db.select().from(agendaItems)).toEqual([]);
  });

  it('to visitors, who are asked to sign in', async () => {
    await expect(addItem({ kind: 'visitor' }, id, itemNamed('x'))).rejects.toBeInstanceOf(SignInRequired);
  });

  it.each(['guest', 'partner', 'stranger'] as Role[])('to %s, who is not invited: reading', async (role) => {
    await expect(readAgenda(await alliance.as(role), await meetingById(db, id))).rejects.toBeInstanceOf(NotFound);
  });

  it('when the item belongs to another meeting', async () => {
    const other = await meetingIn(alliance, 20);
    const [foreign] = await withItems(alliance, other.id, 'Fremd');
    const lead = await alliance.as('lead');
    await expect(removeItem(lead, id, foreign!)).rejects.toEqual(new Rejected('itemGone'));
    await expect(itemToChange(lead, id, foreign)).rejects.toBeInstanceOf(NotFound);
    expect(await titles(other.id)).toEqual(['Fremd']);
  });

  it.each(['in_review', 'approved'] as const)('once the minutes are %s', async (state) => {
    const [item] = await withItems(alliance, id, 'Eins');
    await withMinutes(alliance, id, state);
    const lead = await alliance.as('lead');
    await expect(addItem(lead, id, itemNamed('x'))).rejects.toEqual(new Rejected('minutesSettled'));
    await expect(removeItem(lead, id, item!)).rejects.toEqual(new Rejected('minutesSettled'));
  });

  it('once the meeting is called off', async () => {
    await cancelMeeting(await alliance.as('lead'), id, 'x');
    await expect(proposeItem(await alliance.as('member'), id, itemNamed('x'))).rejects.toEqual(
      new Rejected('meetingCancelled'),
    );
  });
});

describe('order', () => {
  it('follows the buttons and stays within its ends', async () => {
    const [a, , c] = await withItems(alliance, id, 'A', 'B', 'C');
    const lead = await alliance.as('lead');
    await moveItem(lead, id, c!, 'up');
    expect(await titles()).toEqual(['A', 'C', 'B']);
    await moveItem(lead, id, a!, 'up');
    expect(await titles()).toEqual(['A', 'C', 'B']);
    await moveItem(lead, id, a!, 'down');
    expect(await titles()).toEqual(['C', 'A', 'B']);
    await moveItem(lead, id, a!, { before: null });
    expect(await titles()).toEqual(['C', 'B', 'A']);
    await moveItem(lead, id, a!, { before: c! });
    expect(await titles()).toEqual(['A', 'C', 'B']);
  });

  it('loses and doubles nothing when several sort, add and remove at once', async () => {
    const [a, b, c, d] = await withItems(alliance, id, 'A', 'B', 'C', 'D');
    const [lead, secretary, office] = await Promise.all([alliance.as('lead'), alliance.as('secretary'), alliance.as('office')]);
    await Promise.all([
      moveItem(lead, id, d!, 'up'),
      moveItem(secretary, id, a!, { before: null }),
      removeItem(office, id, b!),
      addItem(lead, id, itemNamed('E')),
      moveItem(secretary, id, c!, 'down'),
    ]);
    expect((await titles()).sort()).toEqual(['A', 'C', 'D', 'E']);
    const rows = await db.select({ position: agendaItems.position }).from(agendaItems).where(eq(agendaItems.meetingId, id));
    expect(rows.map((row) => row.position).sort()).toEqual([0, 1, 2, 3]);
  });

  it('says so when the item one drops before has gone', async () => {
    const [a, b] = await withItems(alliance, id, 'A', 'B');
    const lead = await alliance.as('lead');
    await removeItem(await alliance.as('secretary'), id, a!);
    await expect(moveItem(lead, id, b!, { before: a! })).rejects.toEqual(new Rejected('itemGone'));
    await expect(moveItem(lead, id, a!, 'down')).rejects.toEqual(new Rejected('itemGone'));
  });
});

describe('changing an item', () => {
  it('refuses a stale form and keeps what was saved meanwhile', async () => {
    const [item] = await withItems(alliance, id, 'Alt');
    const stale = await change(item!, 'Meins');
    await changeItem(await alliance.as('secretary'), id, item!, await change(item!, 'Zuerst gespeichert'));
    await expect(changeItem(await alliance.as('lead'), id, item!, stale)).rejects.toEqual(new Rejected('changedMeanwhile'));
    expect(await titles()).toEqual(['Zuerst gespeichert']);
  });

  it('does not let an item become an approval', async () => {
    const [item] = await withItems(alliance, id, 'Alt');
    await changeItem(await alliance.as('lead'), id, item!, { ...(await change(item!, 'Neu')), kind: 'approval' });
    expect(await itemToChange(await alliance.as('lead'), id, item)).toMatchObject({ title: 'Neu', kind: 'consultation' });
  });

  it('leaves titles of internal items out of the audit log', async () => {
    const [item] = await withItems(alliance, id, itemNamed('Personalsache Meyer', { internal: true }));
    const renamed = { ...(await change(item!, 'Personalsache Schulz')), internal: true };
    await changeItem(await alliance.as('lead'), id, item!, renamed);
    await removeItem(await alliance.as('lead'), id, item!);
    expect(JSON.stringify(await db.select().from(auditLog))).not.toContain('Personalsache');
  });
});

describe('proposals', () => {
  const readBy = async (role: Role) => readAgenda(await alliance.as(role), await meetingById(db, id));

  it('wait for those who decide, and get no number before', async () => {
    const { id: item } = await proposeItem(await alliance.as('member'), id, itemNamed('Sprachcafé'));
    expect(await titles()).toEqual([]);
    expect((await readBy('secretary')).proposals).toMatchObject([{ title: 'Sprachcafé', proposer: 'Person member', own: false }]);
    await withItems(alliance, id, 'Eins');
    await answerProposal(await alliance.as('secretary'), id, item, 'accepted');
    expect(await agendaOf(id)).toMatchObject([{ number: '1', title: 'Eins' }, { number: '2', title: 'Sprachcafé' }]);
    await expect(answerProposal(await alliance.as('lead'), id, item, 'declined')).rejects.toEqual(new Rejected('itemTaken'));
  });

  it('that were declined are shown to their proposer and those who decide, to nobody else', async () => {
    const { id: item } = await proposeItem(await alliance.as('secretary'), id, itemNamed('Doch nicht'));
    await answerProposal(await alliance.as('lead'), id, item, 'declined');
    expect((await readBy('secretary')).proposals).toMatchObject([{ state: 'declined' }]);
    expect((await readBy('lead')).proposals).toHaveLength(1);
    expect((await readBy('member')).proposals).toEqual([]);
  });

  it('are nothing for guests', async () => {
    await proposeItem(await alliance.as('member'), id, itemNamed('Sprachcafé'));
    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    expect((await readBy('guest')).proposals).toEqual([]);
  });
});

describe('internal items', () => {
  it('reach guests as a number and nothing else', async () => {
    const secret = { internal: true, presenter: 'Frau Geheim', note: 'Vertraulich', duration: 15 };
    await withItems(alliance, id, 'Eins', itemNamed('Personalsache', secret), 'Drei');
    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    const meeting = await meetingById(db, id);
    const seen = await readAgenda(await alliance.as('guest'), meeting);
    expect(JSON.stringify(seen)).not.toMatch(/Personalsache|Geheim|Vertraulich/);
    expect(seen.items.map(({ number, title }) => [number, title])).toEqual([['1', 'Eins'], ['2', null], ['3', 'Drei']]);
    const whole = await readAgenda(await alliance.as('member'), meeting);
    expect(whole.items[1]).toMatchObject({ title: 'Personalsache', presenter: 'Frau Geheim', note: 'Vertraulich' });
  });
});

describe('running times', () => {
  const item = (duration: number | null) => ({
    id: 'x' as AgendaItemId, title: 'x', kind: 'information' as const, presenter: '', note: '', duration, internal: false, state: 'accepted' as const,
  });
  const times = (startsAt: Date, ...durations: (number | null)[]) =>
    agendaFrom(durations.map(item), startsAt, true).map((entry) => entry.at);

  it('add up until an item has no length', () => {
    expect(times(momentAt('2026-07-01' as Day, '14:00'), 10, 20, null, 5)).toEqual(['14:00', '14:10', '14:30', null]);
  });

  it('are what clocks show in the nights they change', () => {
    expect(times(momentAt('2026-03-29' as Day, '01:30'), 30, 30)).toEqual(['01:30', '03:00']);
    expect(times(momentAt('2026-10-25' as Day, '01:30'), 120, 30)).toEqual(['01:30', '02:30']);
  });
});

describe('the last agenda', () => {
  it('is taken over without approvals and proposals', async () => {
    await withItems(alliance, id, 'A', itemNamed('B', { internal: true, duration: 10, note: 'nur diesmal' }));
    await proposeItem(await alliance.as('member'), id, itemNamed('Vorschlag'));
    await withMinutes(alliance, id, 'draft');
    const next = await meetingIn(alliance, 30, { copyAgenda: true });
    const copied = await readAgenda(await alliance.as('lead'), await meetingById(db, next.id));
    expect(copied.items.map(({ title, internal, duration, note }) => [title, internal, duration, note])).toEqual([
      ['Genehmigung des Protokolls der 1. Sitzung', false, 5, ''],
      ['A', false, null, ''],
      ['B', true, 10, ''],
    ]);
    await meetingIn(alliance, 35);
    const third = await meetingIn(alliance, 40);
    expect(await copyAgenda(await alliance.as('lead'), third.id)).toEqual({ copied: 2 });
  });

  it('says so when there is none', async () => {
    await expect(copyAgenda(await alliance.as('lead'), id)).rejects.toEqual(new Rejected('nothingToCopy'));
  });
});

describe('the approval of minutes', () => {
  const approvals = async (meetingId: MeetingId) => (await titles(meetingId)).filter((title) => title.startsWith('Genehmigung'));

  it('is put on the next agenda, before everything else, once', async () => {
    const held = await meetingIn(alliance, -7);
    await withItems(alliance, id, 'Eins');
    await withMinutes(alliance, held.id, 'in_review');
    const call = () => write(async (tx) => addApprovalItems(tx, alliance.groupId));
    await call();
    await call();
    expect(await titles()).toEqual([`Genehmigung des Protokolls der ${held.number}. Sitzung`, 'Eins']);
    const later = await meetingIn(alliance, 60);
    expect(await approvals(later.id)).toEqual([]);
  });

  it('stands behind the words of welcome, and approvals in the order of their meetings', async () => {
    await withItems(alliance, id, 'Begrüßung und Tagesordnung', 'Kurse', 'Eröffnung der Messe');
    for (const days of [-14, -7]) await withMinutes(alliance, (await meetingIn(alliance, days)).id, 'in_review');
    await write(async (tx) => addApprovalItems(tx, alliance.groupId));
    const [first, second] = await approvals(id);
    expect(await titles()).toEqual(['Begrüßung und Tagesordnung', first, second, 'Kurse', 'Eröffnung der Messe']);
    expect(first! < second!).toBe(true);
  });

  it('goes from agendas that lie ahead once there is nothing to approve, and stays where it was dealt with', async () => {
    const held = await meetingIn(alliance, -7);
    await withMinutes(alliance, held.id, 'in_review');
    await withItems(alliance, id, 'Eins');
    await write(async (tx) => addApprovalItems(tx, alliance.groupId));
    expect(await approvals(id)).toHaveLength(1);
    await withMinutes(alliance, id, 'draft');
    await write(async (tx) => dropApprovalItems(tx, held.id));
    expect(await approvals(id)).toHaveLength(1);
    await write(async (tx) => tx.delete(minutes).where(eq(minutes.meetingId, id)));
    await write(async (tx) => dropApprovalItems(tx, held.id));
    expect(await titles()).toEqual(['Eins']);
  });

  it('is not asked for when the minutes are approved, or not begun', async () => {
    await withMinutes(alliance, (await meetingIn(alliance, -14)).id, 'approved');
    await meetingIn(alliance, -7);
    await write(async (tx) => addApprovalItems(tx, alliance.groupId));
    expect(await titles()).toEqual([]);
  });

  it('moves on when that meeting is called off', async () => {
    await withMinutes(alliance, (await meetingIn(alliance, -7)).id, 'in_review');
    const later = await meetingIn(alliance, 60);
    expect(await approvals(id)).toHaveLength(1);
    await cancelMeeting(await alliance.as('lead'), id, 'Kein Raum');
    expect(await approvals(later.id)).toHaveLength(1);
  });
});

describe('those who follow the agenda', () => {
  const told: MeetingId[] = [];
  let stop = () => {};
  afterEach(() => stop());

  it('are told after each change is on disk, and of nothing that failed', async () => {
    stop = onAgendaChanged((meetingId) => told.push(meetingId));
    const [item] = await withItems(alliance, id, 'Eins');
    expect(told.splice(0)).toEqual([id]);
    await expect(addItem(await alliance.as('member'), id, itemNamed('x'))).rejects.toThrow();
    expect(told).toEqual([]);
    const failing = write(async () => {
      agendaChanged(id);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    expect(told).toEqual([]);
    await removeItem(await alliance.as('lead'), id, item!);
    expect(told.splice(0)).toEqual([id]);
  });

  it('can fail without undoing the change', async () => {
    const failing = vi.fn(() => Promise.reject(new Error('deaf')));
    stop = onAgendaChanged(failing);
    await withItems(alliance, id, 'Eins');
    expect(failing).toHaveBeenCalled();
    expect(await titles()).toEqual(['Eins']);
  });
});
