/** A meeting with an agenda, and its minutes, made and written by the people of a small alliance. */
import { eq } from 'drizzle-orm';
import { agendaItems, db, meetings, minutes, write } from '~db/client.server';
import type { AgendaItemId, Day, MeetingId, MinutesId, ReviewAnswer, TextId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { AgendaSection, MinutesDocument, SectionBlock } from '~/editor/document';
import { minutesFromYDoc } from '~/editor/shared-document';
import { replaceDocument } from '~/editor/shared-replacement';
import { approveMinutes } from '~/features/minutes/approval.server';
import { beginMinutes } from '~/features/minutes/begin.server';
import { deriveFrom } from '~/features/minutes/derive.server';
import { startReview } from '~/features/minutes/review-steps.server';
import { openMinutesRooms } from '~/features/minutes/room.server';
import { handleReviewDeadlines } from '~/features/reviews/rounds.server';
import { readText } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { addDays, today } from '~/services/time';
import { respond } from '~/texts/answers.server';
import { latestRound } from '~/texts/rounds.server';
import type { Alliance } from '../../setup/alliance';

openMinutesRooms();
handleReviewDeadlines();

export type Meeting = { id: MeetingId; number: number; items: AgendaItemId[] };

/** The first item is public, the second internal. */
export async function makeMeeting(alliance: Alliance, number = 1, startsAt = new Date('2026-03-12T13:00:00Z')): Promise<Meeting> {
  return write(async (tx) => {
    const [meeting] = await tx
      .insert(meetings)
      .values({
        groupId: alliance.groupId,
        number,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 7_200_000),
        place: 'Rathaus',
        createdAt: startsAt,
        createdBy: alliance.ids.lead,
      })
      .returning({ id: meetings.id });
    const items = await tx
      .insert(agendaItems)
      .values([
        { meetingId: meeting!.id, position: 0, title: 'Kurse', kind: 'decision' as const },
        { meetingId: meeting!.id, position: 1, title: 'GEHEIM-TITEL', kind: 'consultation' as const, internal: true },
      ])
      .returning({ id: agendaItems.id });
    return { id: meeting!.id, number, items: items.map(({ id }) => id) };
  });
}

export type Begun = { alliance: Alliance; meeting: Meeting; id: MinutesId; textId: TextId };

/** Minutes that have just been begun by the secretary. */
export async function begin(alliance: Alliance, meeting?: Meeting): Promise<Begun> {
  const held = meeting ?? (await makeMeeting(alliance));
  const id = await beginMinutes(await alliance.as('secretary'), held.id);
  return { alliance, meeting: held, id, textId: (await minutesRow(id)).textId };
}

export async function minutesRow(id: MinutesId) {
  const [row] = await db.select().from(minutes).where(eq(minutes.id, id));
  return row!;
}

/** The document with these blocks in its first and second section. */
export function written(document: MinutesDocument, first: SectionBlock[], second: SectionBlock[] = []): MinutesDocument {
  const [a, b, ...rest] = document.content as [AgendaSection, AgendaSection];
  const filled = (section: AgendaSection, content: SectionBlock[]) =>
    content.length > 0 ? { ...section, content } : section;
  return { type: 'doc', content: [filled(a, first), filled(b, second), ...rest] };
}

/** Puts these blocks into the draft, and derives as the room does a moment later. */
export async function type({ id, textId }: Begun, first: SectionBlock[], second: SectionBlock[] = []): Promise<void> {
  await editRoom(textId, (doc) => replaceDocument(doc, written(minutesFromYDoc(doc), first, second)));
  const document = minutesFromYDoc(await readText(textId));
  const { groupId } = await minutesRow(id);
  await write((tx) => deriveFrom(tx, { id, groupId }, document));
}

export const soon = (): Day => addDays(today(), 7);

/** Sends minutes to both organisations for review. */
export async function sendToReview({ alliance, id }: Begun, more: { silenceIsConsent?: boolean } = {}): Promise<void> {
  await startReview(await alliance.as('secretary'), id, {
    lastDay: soon(),
    organisations: [alliance.organisationId, alliance.otherOrganisationId],
    silenceIsConsent: true,
    message: 'Bitte prüfen.',
    ...more,
  });
}

export const consent = { despiteObjections: true, beforeDeadline: true };

/** Approves as the lead, with every consent. */
export const approve = async ({ alliance, id }: Begun): Promise<void> =>
  approveMinutes(await alliance.as('lead'), id, consent);

/** Both organisations answer; the lead need not wait for the deadline. */
export async function answerAll(begun: Begun, answer: ReviewAnswer = 'agree'): Promise<void> {
  const { alliance, id, textId } = begun;
  for (const [role, organisationId] of [
    ['partner', alliance.organisationId],
    ['otherPartner', alliance.otherOrganisationId],
  ] as const) {
    const actor = await alliance.as(role);
    await write(async (tx) => {
      const granted = await authorize(actor, 'minutes.respond', id, tx);
      const round = (await latestRound(textId, tx))!;
      const verdict = { answer, passage: 'Kurse', reason: 'Weil es so ist.' };
      await respond(tx, granted, round, { ...verdict, organisationId, replaces: null });
    });
  }
}
