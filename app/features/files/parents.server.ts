/** What files belong to, and what each kind of it asks before a file comes or goes. */
import { eq } from 'drizzle-orm';
import { type Reader, db, groups, tasks } from '~db/client.server';
import type { GroupId, TaskId } from '~db/values';
import { allowed, authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { type PlacedDocument, placedDocument } from '../documents/documents.server';
import { documentPath } from '../documents/place';
import { meetingPath } from '../meetings/address';
import { type Meeting, meetingById, meetingName, refuseSettled } from '../meetings/meetings.server';
import { taskPath } from '../tasks/place';
import type { Parent } from './files';

/** What a change of files has to know about their parent. */
export type Place = {
  groupId: GroupId;
  /** Its page. */
  path: string;
  /** As the audit log calls it. */
  name: string;
};

type Change = 'add' | 'remove';

/** @throws NotFound when there is no such parent */
export async function placeOf(parent: Parent, reader: Reader = db): Promise<Place> {
  switch (parent.kind) {
    case 'meeting':
      return placeOfMeeting(await meetingById(reader, parent.id));
    case 'document':
      return placeOfDocument(await placedDocument(parent.id, reader));
    case 'task':
      return placeOfTask(reader, parent.id);
  }
}

async function placeOfTask(reader: Reader, id: TaskId): Promise<Place> {
  const [row] = await reader
    .select({ groupId: tasks.groupId, what: tasks.what, slug: groups.slug })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .where(eq(tasks.id, id));
  if (!row) throw new NotFound(id);
  return { groupId: row.groupId, path: taskPath(row.slug, id), name: row.what };
}

const placeOfMeeting = (meeting: Meeting): Place => ({
  groupId: meeting.group.id,
  path: meetingPath(meeting.group.slug, meeting.number),
  name: meetingName(meeting),
});

const placeOfDocument = ({ document, group }: PlacedDocument): Place => ({
  groupId: group.id,
  path: documentPath(group.slug, document.id),
  name: document.title,
});

export function mayRead(actor: Actor, parent: Parent): Promise<boolean> {
  switch (parent.kind) {
    case 'meeting':
      return allowed(actor, 'meeting.read', parent.id);
    case 'document':
      return allowed(actor, 'document.read', parent.id);
    case 'task':
      return allowed(actor, 'task.read', parent.id);
  }
}

/**
 * Asks whether a file may come to a parent, or go from it; its rights are those of editing the parent.
 *
 * @throws NotFound without the right to edit it
 * @throws Rejected `meetingCancelled`, `minutesSettled`
 */
export async function toChange(
  actor: Actor,
  parent: Parent,
  change: Change,
  reader: Reader = db,
): Promise<Place & { actor: Person }> {
  if (parent.kind === 'document') {
    const granted = await authorize(actor, 'document.edit', parent.id, reader);
    return { ...placeOfDocument(await placedDocument(parent.id, reader)), actor: granted.actor };
  }
  if (parent.kind === 'task') {
    const granted = await authorize(actor, 'task.edit', parent.id, reader);
    return { ...(await placeOfTask(reader, parent.id)), actor: granted.actor };
  }
  const granted = await authorize(actor, 'meeting.edit', parent.id, reader);
  const meeting = await meetingById(reader, parent.id);
  // What minutes that have left the draft may speak of stays; slides and handouts may still come.
  if (change === 'remove') await refuseSettled(reader, meeting);
  if (meeting.state === 'cancelled') throw new Rejected('meetingCancelled');
  return { ...placeOfMeeting(meeting), actor: granted.actor };
}

/** Whether files may come and go, for showing or hiding buttons. */
export async function mayChange(actor: Actor, parent: Parent): Promise<{ add: boolean; remove: boolean }> {
  const remove = await may(actor, parent, 'remove');
  return { add: remove === 'yes' || (remove === 'notNow' && (await may(actor, parent, 'add')) === 'yes'), remove: remove === 'yes' };
}

async function may(actor: Actor, parent: Parent, change: Change): Promise<'yes' | 'notNow' | 'no'> {
  try {
    await toChange(actor, parent, change);
    return 'yes';
  } catch (error) {
    if (error instanceof Rejected) return 'notNow';
    if (error instanceof NotFound) return 'no';
    throw error;
  }
}
