/**
 * Minutes as a live text: who may come in, what follows from an edit, and that the sections follow
 * the agenda.
 */
import { eq } from 'drizzle-orm';
import type { Doc } from 'yjs';
import { db, minutes, write } from '~db/client.server';
import type { MeetingId, PersonId, TextId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { factsOfMinutes } from '~/access/authorize.server';
import { type Actor, type ObjectFacts, can } from '~/access/policy';
import { syncSections } from '~/editor/shared-minutes';
import { type Access, registerTextKind } from '~/live/kinds.server';
import { LogRefused } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { noteChange } from '~/services/search/changes.server';
import { keepDraft } from '~/texts/draft.server';
import { worked } from '~/texts/sessions.server';
import { registerSubjects } from '~/texts/subjects.server';
import { agendaOf } from '~/features/meetings/agenda.server';
import { onAgendaChanged } from '~/features/meetings/agenda-events.server';
import { deriveFrom } from './derive.server';
import { noteOfficeReading } from './readings.server';
import { minutesSubject } from './subject.server';

/** Announces minutes as a kind of live text whose sections follow the agenda, and what they are about. Once at start. */
export function openMinutesRooms(): void {
  registerTextKind('minutes', { access, changed });
  registerSubjects('minutes', minutesSubject);
  onAgendaChanged(followAgenda);
}

/**
 * What somebody may do in the room. It carries internal passages as well, so it is open only to
 * those who may read them; it stays open for reading once the text is frozen, so that whoever has
 * unsent words keeps them.
 */
async function access(personId: PersonId, textId: TextId): Promise<Access | null> {
  const actor = await loadActor(db, personId);
  const [row] = await db.select({ id: minutes.id }).from(minutes).where(eq(minutes.textId, textId));
  const facts = row && (await factsOfMinutes(row.id));
  if (!actor || !facts) return null;
  if (!can(actor, 'minutes.read', facts) || !can(actor, 'minutes.readInternal', facts)) return null;
  await noteOfficeReading(actor, row.id, facts);
  const mode = can(actor, 'minutes.edit', facts) ? 'edit' : 'read';
  return { mode, until: endOfRight(actor, facts) };
}

/** When the role in the group ends by itself. The Geschäftsstelle's right has no end. */
function endOfRight(actor: Actor, { groupId }: ObjectFacts['minutes']): Date | null {
  if (actor.kind === 'visitor') return null;
  const until = actor.roles.get(groupId)?.until ?? null;
  return until === null ? null : new Date(until);
}

/** Derives decisions and tasks from what was just written. */
async function changed(textId: TextId, doc: Doc, sequence: number): Promise<void> {
  const document = keepDraft(textId, 'minutes', doc, sequence);
  worked(textId);
  await write(async (tx) => {
    const [row] = await tx
      .select({ id: minutes.id, groupId: minutes.groupId, state: minutes.state })
      .from(minutes)
      .where(eq(minutes.textId, textId));
    if (row?.state !== 'draft') return;
    await deriveFrom(tx, row, document);
    await noteChange(tx, 'minutes', row.id);
  });
}

/** The agenda of a meeting has changed: the sections of its draft follow. */
async function followAgenda(meetingId: MeetingId): Promise<void> {
  const [row] = await db
    .select({ textId: minutes.textId, state: minutes.state })
    .from(minutes)
    .where(eq(minutes.meetingId, meetingId));
  if (row?.state !== 'draft') return;
  const agenda = await agendaOf(meetingId, db);
  try {
    await editRoom(row.textId, (doc) => void syncSections(doc, agenda));
  } catch (error) {
    // Sent into review in the meantime: the text stays as it went out.
    if (!(error instanceof LogRefused && error.reason === 'frozen')) throw error;
  }
}
