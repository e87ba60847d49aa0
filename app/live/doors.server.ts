/**
 * Doors: who may come in, and who has to leave or may only read from now on.
 *
 * Everything that takes or gives a right calls `recheckDoors` after its commit; what ends a session
 * calls `closeSession`. Rights and sessions with an end also end by themselves, by a timer.
 */
import type { PersonId, TextId } from '~db/values';
import { log } from '~/services/log.server';
import { type Access, rulesOf } from './kinds.server';
import { isEditable, textKind } from './log.server';
import type { Member } from './member.server';
import { type Room, openRooms } from './rooms.server';

let changes = 0;

/** A number that grows with each change of rights; one who was let in before it must be looked at again. */
export function doorChanges(): number {
  return changes;
}

/** What the person may do with the text now; null where there is no such text or no right. */
export async function accessTo(personId: PersonId, textId: TextId): Promise<Access | null> {
  const kind = await textKind(textId);
  return kind ? rulesOf(kind).access(personId, textId) : null;
}

/**
 * Rights have changed: asks again for every socket concerned and closes it, or switches it between
 * editing and reading. Names a person, a text, or both; nothing named means everyone. Call it after
 * the commit. Also tells open rooms whether their text is frozen.
 */
export async function recheckDoors(who: { personId?: PersonId; textId?: TextId }): Promise<void> {
  changes += 1;
  const concerned = openRooms().filter((room) => !who.textId || room.textId === who.textId);
  await Promise.all(concerned.map((room) => recheckRoom(room, who.personId)));
}

async function recheckRoom(room: Room, personId: PersonId | undefined): Promise<void> {
  const members = [...room.members].filter((member) => !personId || member.visitor.personId === personId);
  if (members.length === 0) return;
  const asked = new Map<PersonId, Promise<Access | null>>();
  try {
    room.frozen = !(await isEditable(room.textId));
  } catch (error) {
    log.error({ err: error, textId: room.textId }, 'a text could not be looked at');
    return room.discard('storageFailed');
  }
  await Promise.all(
    members.map((member) => {
      const { personId } = member.visitor;
      const access = asked.get(personId) ?? accessTo(personId, room.textId);
      asked.set(personId, access);
      return recheckMember(room, member, access);
    }),
  );
}

/** Fails closed: one whose right can't be established has to come back and ask. */
async function recheckMember(room: Room, member: Member, asked: Promise<Access | null>): Promise<void> {
  const question = (member.questions += 1);
  try {
    const access = await asked;
    // Gone meanwhile, or asked again: the later answer is the one that counts.
    if (!room.members.has(member) || question !== member.questions) return;
    if (!access) room.dismiss(member, 'rightEnded');
    else member.grant(room.frozen ? { ...access, mode: 'read' } : access);
  } catch (error) {
    log.error({ err: error, textId: room.textId }, 'a right could not be established');
    room.dismiss(member, 'storageFailed');
  }
}

/** A right or a session was due to end: looks at this one again. */
export async function recheckDue(room: Room, member: Member): Promise<void> {
  if (member.visitor.until && member.visitor.until.getTime() <= Date.now()) {
    return room.dismiss(member, 'sessionEnded');
  }
  await recheckMember(room, member, accessTo(member.visitor.personId, room.textId));
}

/** A session has ended: closes its sockets. @param sessionKey as `identify` names it */
export function closeSession(sessionKey: string): void {
  closeWhere((member) => member.visitor.sessionKey === sessionKey, 'sessionEnded');
}

/** A person has been disabled or has gone: closes all their sockets, and their devices forget the texts. */
export function closePerson(personId: PersonId): void {
  closeWhere((member) => member.visitor.personId === personId, 'rightEnded');
}

function closeWhere(concerned: (member: Member) => boolean, reason: 'sessionEnded' | 'rightEnded'): void {
  changes += 1;
  for (const room of openRooms()) {
    for (const member of [...room.members]) if (concerned(member)) room.dismiss(member, reason);
  }
}
