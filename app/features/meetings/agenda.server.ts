/** The agenda of a meeting: reading it, and every change of it. */
import { and, asc, desc, eq, lt, ne } from 'drizzle-orm';
import { type Reader, type Tx, agendaItems, db, meetings, people, write } from '~db/client.server';
import { idSchema } from '~db/value-schemas';
import type { AgendaItemId, GroupId, MeetingId, PersonId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import { type Action, type Actor, can } from '~/access/policy';
import type { AgendaEntry } from '~/editor/document';
import { NotFound, Rejected } from '~/services/errors';
import { fingerprint } from '~/services/fingerprint.server';
import { agendaChanged } from './agenda-events.server';
import { renumber } from './agenda-order.server';
import { type AgendaItem, type ItemChange, type ItemDetails, agendaFrom } from './meetings';
import { type Meeting, meetingById, meetingName, refuseSettled } from './meetings.server';
import { takeBackAgendas } from './waiting-agendas.server';

const columns = {
  id: agendaItems.id,
  meetingId: agendaItems.meetingId,
  title: agendaItems.title,
  kind: agendaItems.kind,
  presenter: agendaItems.presenter,
  duration: agendaItems.duration,
  internal: agendaItems.internal,
  note: agendaItems.note,
  state: agendaItems.state,
  proposedBy: agendaItems.proposedBy,
  proposer: people.name,
};

const rowsOf = (reader: Reader, meetingId: MeetingId) =>
  reader
    .select(columns)
    .from(agendaItems)
    .leftJoin(people, eq(people.id, agendaItems.proposedBy))
    .where(eq(agendaItems.meetingId, meetingId))
    .orderBy(asc(agendaItems.position));

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/**
 * The agenda as the minutes follow it: items taken in, in order, internal ones with their titles.
 * Asks for no right: what is shown of it is for the caller to decide.
 */
export async function agendaOf(meetingId: MeetingId, reader: Reader = db): Promise<AgendaEntry[]> {
  const accepted = (await rowsOf(reader, meetingId)).filter((row) => row.state === 'accepted');
  return accepted.map(({ id, title, internal }, index) => ({ id, number: String(index + 1), title, internal }));
}

/** The agenda as someone may read it who may read internal items, or not; for mails and calendars. */
export async function agendaFor(
  reader: Reader,
  meeting: Pick<Meeting, 'id' | 'startsAt'>,
  readInternal: boolean,
): Promise<AgendaItem[]> {
  return agendaFrom(await rowsOf(reader, meeting.id), meeting.startsAt, readInternal);
}

export type Proposal = {
  id: AgendaItemId;
  title: string;
  note: string;
  duration: number | null;
  internal: boolean;
  state: 'proposed' | 'declined';
  proposer: string;
  own: boolean;
};

/**
 * The agenda as the actor sees it. Members also see what is proposed; what was declined only its
 * proposer and those who decide. One statement beside the check.
 *
 * @throws NotFound when the actor may not read the meeting
 */
export async function readAgenda(
  actor: Actor,
  meeting: Meeting,
): Promise<{ items: AgendaItem[]; proposals: Proposal[] }> {
  const granted = await authorize(actor, 'meeting.read', meeting.id);
  const readInternal = can(actor, 'meeting.readInternal', granted.facts);
  const decides = can(actor, 'meeting.takeInItem', granted.facts);
  const rows = await rowsOf(db, meeting.id);
  const proposals = rows.flatMap((row) => {
    const own = row.proposedBy === granted.actor.id;
    if (!readInternal || row.state === 'accepted' || (row.state === 'declined' && !own && !decides)) return [];
    const { id, title, note, duration, internal, state, proposer } = row;
    return [{ id, title, note, duration, internal, state, proposer: proposer ?? '', own }];
  });
  return { items: agendaFrom(rows, meeting.startsAt, readInternal), proposals };
}

/** Names the state a form about an item was filled from. */
export function itemBasis(item: Pick<Row, 'title' | 'kind' | 'presenter' | 'duration' | 'internal' | 'note'>): string {
  const { title, kind, presenter, duration, internal, note } = item;
  return fingerprint([title, kind, presenter, duration, internal, note]);
}

/**
 * An item for the form that changes it, by the id in the address.
 *
 * @throws NotFound without the right to edit the agenda, or when the meeting has no such item
 * @throws Rejected `meetingCancelled`, `minutesSettled`: it can only be read any more
 */
export async function itemToChange(actor: Actor, meetingId: MeetingId, id: string | undefined): Promise<Row> {
  await authorize(actor, 'meeting.edit', meetingId);
  await refuseSettled(db, await meetingById(db, meetingId));
  const itemId = idSchema<'agendaItem'>().safeParse(id);
  const row = (await rowsOf(db, meetingId)).find((item) => item.id === itemId.data);
  if (!row) throw new NotFound();
  return row;
}

/** Opens an agenda for a change: the right is checked, and the meeting still takes changes. */
async function openAgenda(
  tx: Tx,
  actor: Actor,
  action: Extract<Action, 'meeting.edit' | 'meeting.takeInItem' | 'meeting.proposeItem'>,
  meetingId: MeetingId,
): Promise<{ meeting: Meeting; rows: Row[]; actorId: PersonId }> {
  const granted = await authorize(actor, action, meetingId, tx);
  const meeting = await meetingById(tx, meetingId);
  await refuseSettled(tx, meeting);
  return { meeting, rows: await rowsOf(tx, meetingId), actorId: granted.actor.id };
}

/** @throws Rejected `itemGone` when somebody has taken the item off meanwhile */
function itemIn(rows: Row[], id: AgendaItemId): Row {
  const row = rows.find((item) => item.id === id);
  if (!row) throw new Rejected('itemGone');
  return row;
}

const detailsOf = (input: ItemDetails | ItemChange) => ({
  title: input.title,
  kind: input.kind,
  presenter: input.presenter,
  duration: input.duration ?? null,
  internal: input.internal,
  note: input.note,
});

/** Records a change of the agenda and has it followed. Titles of internal items stay out of the log. */
async function agendaEntry(tx: Tx, actor: Actor, action: string, meeting: Meeting, item?: Pick<Row, 'title' | 'internal'>) {
  await record(tx, actor, {
    action: `meeting.agenda.${action}`,
    object: { kind: 'meeting', id: meeting.id, name: meetingName(meeting) },
    groupId: meeting.group.id,
    details: item && !item.internal ? { item: item.title } : {},
  });
  agendaChanged(meeting.id);
}

/**
 * Adds an item at the end of the agenda.
 *
 * @throws NotFound without the right to edit the agenda
 * @throws Rejected `meetingCancelled`, `minutesSettled`
 */
export async function addItem(actor: Actor, meetingId: MeetingId, input: ItemDetails): Promise<{ id: AgendaItemId }> {
  return write(async (tx) => {
    const { meeting, rows } = await openAgenda(tx, actor, 'meeting.edit', meetingId);
    const [row] = await tx
      .insert(agendaItems)
      .values({ meetingId, position: rows.length, ...detailsOf(input) })
      .returning({ id: agendaItems.id });
    await agendaEntry(tx, actor, 'added', meeting, input);
    return row!;
  });
}

/**
 * Proposes an item; it waits at the end until it is taken in or declined.
 *
 * @throws NotFound without the right to propose items
 * @throws Rejected `meetingCancelled`, `minutesSettled`
 */
export async function proposeItem(actor: Actor, meetingId: MeetingId, input: ItemDetails): Promise<{ id: AgendaItemId }> {
  return write(async (tx) => {
    const { meeting, rows, actorId } = await openAgenda(tx, actor, 'meeting.proposeItem', meetingId);
    const [row] = await tx
      .insert(agendaItems)
      .values({ meetingId, position: rows.length, ...detailsOf(input), state: 'proposed', proposedBy: actorId })
      .returning({ id: agendaItems.id });
    await agendaEntry(tx, actor, 'proposed', meeting, input);
    return row!;
  });
}

/**
 * Takes a proposed item in, at the end of the agenda, or declines it; a declined one can still be
 * taken in later.
 *
 * @throws NotFound without the right to decide
 * @throws Rejected `itemGone`, `itemTaken` when it is on the agenda already, `meetingCancelled`, `minutesSettled`
 */
export async function answerProposal(
  actor: Actor,
  meetingId: MeetingId,
  itemId: AgendaItemId,
  answer: 'accepted' | 'declined',
): Promise<void> {
  await write(async (tx) => {
    const { meeting, rows } = await openAgenda(tx, actor, 'meeting.takeInItem', meetingId);
    const item = itemIn(rows, itemId);
    if (item.state === 'accepted') throw new Rejected('itemTaken');
    await tx.update(agendaItems).set({ state: answer }).where(eq(agendaItems.id, itemId));
    await renumber(tx, [...rows.filter((row) => row.id !== itemId).map((row) => row.id), itemId]);
    await agendaEntry(tx, actor, answer === 'accepted' ? 'takenIn' : 'declined', meeting, item);
  });
}

/**
 * Changes an item.
 *
 * @throws NotFound without the right to edit the agenda
 * @throws Rejected `changedMeanwhile` when the form is stale, `itemGone`, `meetingCancelled`, `minutesSettled`
 */
export async function changeItem(
  actor: Actor,
  meetingId: MeetingId,
  itemId: AgendaItemId,
  input: ItemChange,
): Promise<void> {
  await write(async (tx) => {
    const { meeting, rows } = await openAgenda(tx, actor, 'meeting.edit', meetingId);
    const before = itemIn(rows, itemId);
    if (input.basis !== itemBasis(before)) throw new Rejected('changedMeanwhile');
    // An approval stays one, and nothing else becomes one: it is about the minutes of one meeting.
    const approval = before.kind === 'approval' || input.kind === 'approval';
    const kind = approval ? before.kind : input.kind;
    await tx
      .update(agendaItems)
      .set({ ...detailsOf(input), kind })
      .where(eq(agendaItems.id, itemId));
    if (input.internal && !before.internal) await takeBackAgendas(tx, meetingId);
    const internal = before.internal || input.internal;
    await agendaEntry(tx, actor, 'changed', meeting, { title: input.title, internal });
  });
}

/**
 * Takes an item off the agenda. What the minutes say under it stays there.
 *
 * @throws NotFound without the right to edit the agenda
 * @throws Rejected `itemGone`, `meetingCancelled`, `minutesSettled`
 */
export async function removeItem(actor: Actor, meetingId: MeetingId, itemId: AgendaItemId): Promise<void> {
  await write(async (tx) => {
    const { meeting, rows } = await openAgenda(tx, actor, 'meeting.edit', meetingId);
    const item = itemIn(rows, itemId);
    await tx.delete(agendaItems).where(eq(agendaItems.id, itemId));
    await renumber(
      tx,
      rows.filter((row) => row.id !== itemId).map((row) => row.id),
    );
    await agendaEntry(tx, actor, 'removed', meeting, item);
  });
}

/**
 * Moves an item one place up or down, or before another (`before: null` is the end). Said relative
 * to what the person saw, so that two who sort at the same time do not undo each other's work.
 *
 * @throws NotFound without the right to edit the agenda
 * @throws Rejected `itemGone`, `meetingCancelled`, `minutesSettled`
 */
export async function moveItem(
  actor: Actor,
  meetingId: MeetingId,
  itemId: AgendaItemId,
  to: 'up' | 'down' | { before: AgendaItemId | null },
): Promise<void> {
  await write(async (tx) => {
    const { meeting, rows } = await openAgenda(tx, actor, 'meeting.edit', meetingId);
    const item = itemIn(rows, itemId);
    const accepted = rows.filter((row) => row.state === 'accepted');
    const order = reordered(accepted, item, to);
    if (order.every((row, index) => row.id === accepted[index]!.id)) return;
    const waiting = rows.filter((row) => row.state !== 'accepted');
    await renumber(
      tx,
      [...order, ...waiting].map((row) => row.id),
    );
    await agendaEntry(tx, actor, 'moved', meeting, item);
  });
}

function reordered(accepted: Row[], item: Row, to: 'up' | 'down' | { before: AgendaItemId | null }): Row[] {
  if (item.state !== 'accepted') throw new Rejected('itemGone');
  const others = accepted.filter((row) => row.id !== item.id);
  const place = accepted.indexOf(item);
  const target =
    to === 'up'
      ? Math.max(0, place - 1)
      : to === 'down'
        ? place + 1
        : to.before === null || to.before === item.id
          ? to.before === null
            ? others.length
            : place
          : others.indexOf(itemIn(accepted, to.before));
  return others.toSpliced(target, 0, item);
}

const copied = and(eq(agendaItems.state, 'accepted'), ne(agendaItems.kind, 'approval'));

/**
 * Takes over the items of the group's last meeting before this one, but for approvals of minutes.
 * Part of the change that asked for it.
 *
 * @returns how many items were copied
 */
export async function copyLastAgenda(tx: Tx, groupId: GroupId, meetingId: MeetingId): Promise<number> {
  const { startsAt } = await meetingById(tx, meetingId);
  // Meetings planned ahead have no agenda yet; the last that has one is meant.
  const [last] = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .innerJoin(agendaItems, and(eq(agendaItems.meetingId, meetings.id), copied))
    .where(
      and(
        eq(meetings.groupId, groupId),
        ne(meetings.id, meetingId),
        lt(meetings.startsAt, startsAt),
        eq(meetings.state, 'planned'),
      ),
    )
    .orderBy(desc(meetings.startsAt))
    .limit(1);
  if (!last) return 0;
  const present = await rowsOf(tx, meetingId);
  const items = (await rowsOf(tx, last.id)).filter((row) => row.state === 'accepted' && row.kind !== 'approval');
  await tx.insert(agendaItems).values(
    items.map(({ title, kind, presenter, duration, internal }, index) => ({
      meetingId,
      position: present.length + index,
      title,
      kind,
      presenter,
      duration,
      internal,
    })),
  );
  return items.length;
}

/**
 * The same as a step of its own, for a meeting that stands.
 *
 * @returns how many items were copied
 * @throws NotFound without the right to edit the agenda
 * @throws Rejected `nothingToCopy`, `meetingCancelled`, `minutesSettled`
 */
export async function copyAgenda(actor: Actor, meetingId: MeetingId): Promise<{ copied: number }> {
  return write(async (tx) => {
    const { meeting } = await openAgenda(tx, actor, 'meeting.edit', meetingId);
    const copied = await copyLastAgenda(tx, meeting.group.id, meetingId);
    if (copied === 0) throw new Rejected('nothingToCopy');
    await agendaEntry(tx, actor, 'copied', meeting);
    return { copied };
  });
}
