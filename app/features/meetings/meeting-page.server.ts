/** All that the page of a meeting shows, for the person who asks. */
import { and, desc, eq } from 'drizzle-orm';
import { db, meetings, minutes } from '~db/client.server';
import type { GroupId, InvitationAnswer, MinutesState } from '~db/values';
import { audienceOf } from '~/access/audience.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, can } from '~/access/policy';
import { clockOf, dayOf, today } from '~/services/time';
import { pollOfMeeting } from '../polls/poll-records.server';
import { listFiles } from '../files/files.server';
import { readAgenda } from './agenda.server';
import { changedSinceSent } from './agenda-sent.server';
import { conflictsOf } from './conflicts.server';
import { notYetInvited, participantsOf } from './invitations.server';
import { isAhead } from './meetings';
import { type Meeting, basisOf, meetingByNumber, refuseSettled } from './meetings.server';

export type Attendee = { id: string; name: string; organisation: string | null; answer: InvitationAnswer | null };

/**
 * A meeting with its agenda, who comes, and what the actor may do. A fixed number of statements.
 *
 * @param number as it stands in the address
 * @throws NotFound when there is no such meeting or the actor may not read it
 */
export async function readMeeting(actor: Actor, groupSlug: string | undefined, number: string | undefined) {
  const meeting = await meetingByNumber(groupSlug, number);
  const granted = await authorize(actor, 'meeting.read', meeting.id);
  const { actor: reader, facts } = granted;
  const [written] = await db.select({ state: minutes.state }).from(minutes).where(eq(minutes.meetingId, meeting.id));
  const ahead = isAhead(meeting);
  const settled = meeting.state === 'cancelled' || (written !== undefined && written.state !== 'draft');
  const edit = can(reader, 'meeting.edit', facts) && !settled;
  const present = await participantsOf(meeting.id);
  const own = present.find((row) => row.personId === reader.id && row.invited);
  return {
    meeting,
    ...(await readAgenda(reader, meeting)),
    rights: {
      edit,
      invite: edit && ahead,
      cancel: edit && ahead && !written,
      answer: ahead && own !== undefined && can(reader, 'meeting.answer', facts),
      propose: !edit && ahead && !settled && can(reader, 'meeting.proposeItem', facts),
      decide: !settled && can(reader, 'meeting.takeInItem', facts),
    },
    /** The search for a date it came of, for those who may read that. */
    poll: can(reader, 'poll.read', { groupId: meeting.group.id, archived: false }) ? ((await pollOfMeeting(meeting.id)) ?? null) : null,
    ownAnswer: own?.answer ?? null,
    invited: present.filter((row) => row.invited && !row.withdrawnAt).map(attendee),
    agendaNews: ahead ? await changedSinceSent(db, meeting.id, can(reader, 'meeting.readInternal', facts)) : [],
    notInvited: edit && ahead ? await notYetInvited(db, meeting) : [],
    conflicts: ahead ? await conflictsOf(reader, meeting) : { others: 0, known: [], own: [] },
    ahead,
    /** The day of the meeting has come. */
    begun: dayOf(meeting.startsAt) <= today(),
    minutes: minutesFor(reader, meeting, written?.state, present),
    attachments: await listFiles(reader, { kind: 'meeting', id: meeting.id }),
    audience: await audienceOf('meeting.read', granted),
  };
}

type Present = Awaited<ReturnType<typeof participantsOf>>;

const attendee = ({ id, name, organisation, answer }: Present[number]): Attendee => ({ id, name, organisation, answer });

/** The state of the minutes the actor may read, "none" where they may begin them, or nothing. */
function minutesFor(
  actor: Person,
  meeting: Meeting,
  state: MinutesState | undefined,
  present: Present,
): MinutesState | 'none' | null {
  const attended = present.filter((row) => row.presence === 'present').flatMap((row) => row.personId ?? []);
  const facts = {
    groupId: meeting.group.id,
    state: state ?? ('draft' as const),
    attended: new Set(attended),
    invitedOrganisations: new Set<never>(),
  };
  if (state) return can(actor, 'minutes.read', facts) ? state : null;
  return meeting.state === 'planned' && can(actor, 'minutes.begin', facts) ? 'none' : null;
}

/** What the form for a new meeting begins with: time and place of the last one, as groups keep to them. */
export async function planDefaults(actor: Actor, groupId: GroupId) {
  const granted = await authorize(actor, 'group.planMeeting', groupId);
  const [last] = await db
    .select({ startsAt: meetings.startsAt, endsAt: meetings.endsAt, place: meetings.place, link: meetings.link })
    .from(meetings)
    .where(and(eq(meetings.groupId, groupId), eq(meetings.state, 'planned')))
    .orderBy(desc(meetings.startsAt))
    .limit(1);
  return {
    archived: granted.facts.archived,
    hasLast: last !== undefined,
    from: last ? clockOf(last.startsAt) : '',
    until: last ? clockOf(last.endsAt) : '',
    place: last?.place ?? '',
    link: last?.link ?? '',
  };
}

/**
 * What names the state that the form for changing a meeting is filled from.
 *
 * @throws NotFound without the right to edit it
 * @throws Rejected `meetingCancelled`, `minutesSettled`: it can only be read any more
 */
export async function meetingToChange(actor: Actor, meeting: Meeting) {
  await authorize(actor, 'meeting.edit', meeting.id);
  await refuseSettled(db, meeting);
  return basisOf(meeting);
}
