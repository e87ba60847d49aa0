/** Motions that were called out of a circular vote: the portal puts them on the next agenda by itself. */
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { type Tx, agendaItems, circularVotes, meetings, minutes, people } from '~db/client.server';
import type { GroupId, MeetingId } from '~db/values';
import { defaultLanguage } from '~/services/i18n/languages';
import { translator } from '~/services/i18n/translate.server';
import { agendaChanged } from './agenda-events.server';

const longestNote = 1000;

/**
 * Puts motions that wait for a meeting on the agenda of the group's next one; those of a meeting that was
 * called off wait again. To be called when somebody calls for a meeting, and when one is planned, moved or
 * called off. What the lead takes off an agenda does not come back.
 */
export async function addCalledItems(tx: Tx, groupId: GroupId): Promise<void> {
  const next = await nextMeeting(tx, groupId);
  if (!next) return;
  const waiting = await waitingVotes(tx, groupId);
  for (const vote of waiting) await putOn(tx, next, vote);
  if (waiting.length > 0) agendaChanged(next);
}

/** The next meeting whose agenda still takes items. */
async function nextMeeting(tx: Tx, groupId: GroupId): Promise<MeetingId | undefined> {
  const [next] = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(
      and(
        eq(meetings.groupId, groupId),
        eq(meetings.state, 'planned'),
        gt(meetings.startsAt, new Date()),
        or(isNull(minutes.id), eq(minutes.state, 'draft')),
      ),
    )
    .orderBy(asc(meetings.startsAt))
    .limit(1);
  return next?.id;
}

const waitingVotes = (tx: Tx, groupId: GroupId) =>
  tx
    .select({
      id: circularVotes.id,
      title: circularVotes.title,
      resolutionText: circularVotes.resolutionText,
      proposer: people.name,
      calledBy: circularVotes.endedBy,
    })
    .from(circularVotes)
    .innerJoin(people, eq(people.id, circularVotes.proposedBy))
    .leftJoin(meetings, eq(meetings.id, circularVotes.meetingId))
    .where(
      and(
        eq(circularVotes.groupId, groupId),
        eq(circularVotes.state, 'to_meeting'),
        or(isNull(circularVotes.meetingId), eq(meetings.state, 'cancelled')),
      ),
    )
    .orderBy(asc(circularVotes.endedAt));

type Waiting = Awaited<ReturnType<typeof waitingVotes>>[number];

/** At the end, and internal at first: guests read agendas, but no circular votes. */
async function putOn(tx: Tx, meetingId: MeetingId, vote: Waiting): Promise<void> {
  // What stands on a paper is in the language of the alliance, not of whoever acts.
  const t = translator(defaultLanguage, 'meetings');
  await tx.insert(agendaItems).values({
    meetingId,
    position: await tx.$count(agendaItems, eq(agendaItems.meetingId, meetingId)),
    title: t('agenda.calledTitle', { title: vote.title }),
    kind: 'decision',
    presenter: vote.proposer,
    internal: true,
    proposedBy: vote.calledBy,
    note: vote.resolutionText.slice(0, longestNote),
  });
  await tx.update(circularVotes).set({ meetingId }).where(eq(circularVotes.id, vote.id));
}
