/** Puts the meetings of the example into the tables: agenda, who was invited, who came. */
import { clockOf, dayOf, momentAt } from '~/services/time';
import { type Tx, agendaItems, meetings, participants } from '../client.server';
import type { Day, InvitationAnswer, MeetingId, Presence } from '../values';
import { workday } from './days';
import type { History } from './history';
import { type DemoGroup, demoGroups, groupId, membersOf } from './groups';
import { demoId, pick } from './ids';
import { fillMinutes } from './minutes';
import { housing } from './minutes/housing';
import { language } from './minutes/language';
import type { DemoMeeting } from './minutes/meeting';
import { participation } from './minutes/participation';
import { volunteers } from './minutes/volunteers';
import { work } from './minutes/work';
import { organisationId } from './organisations';
import { type Item, readItems } from './paper';
import { organisationOf, personId, personName } from './people';

/** A meeting with all that follows from where its days fall. */
export type Held = {
  meeting: DemoMeeting;
  group: DemoGroup;
  id: MeetingId;
  /** Names it in the making of ids. */
  place: string;
  day: Day;
  startsAt: Date;
  endsAt: Date;
  items: Item[];
  /** Members who were there and have a vote. */
  voters: number;
};

export const demoMeetings: readonly DemoMeeting[] = [
  ...language,
  ...work,
  ...volunteers,
  ...housing,
  ...participation,
].sort((a, b) => a.days - b.days);

export const meetingId = (group: string, number: number): MeetingId => demoId('meeting', `${group} ${number}`);

/** In the order of time, since decisions are numbered in it. */
export async function fillMeetings(tx: Tx, history: History): Promise<void> {
  const all = demoMeetings.map(hold);
  for (const held of all) {
    await fillMeeting(tx, held);
    if (held.meeting.minutes) await fillMinutes(tx, held, nextOf(held, all)?.startsAt, history);
  }
}

const nextOf = (held: Held, all: readonly Held[]) =>
  all.find((other) => other.group === held.group && other.startsAt > held.startsAt && !other.meeting.cancelReason);

function hold(meeting: DemoMeeting): Held {
  const group = demoGroups.find(({ slug }) => slug === meeting.group)!;
  const day = workday(meeting.days);
  const place = `${meeting.group} ${meeting.number}`;
  return {
    meeting,
    group,
    id: meetingId(meeting.group, meeting.number),
    place,
    day,
    startsAt: momentAt(day, meeting.from),
    endsAt: momentAt(day, meeting.to),
    items: readItems(place, meeting.text),
    voters: invitedTo(group, meeting).filter(
      ({ key, role }) => role !== 'guest' && presenceOf(group, place, key) === 'present',
    ).length,
  };
}

/** Guests come only to what takes place while they are guests. */
const invitedTo = (group: DemoGroup, { days }: DemoMeeting) =>
  membersOf(group).filter(({ role }) => role !== 'guest' || days > -40);

/** The lead and who takes the minutes are always there. */
function presenceOf(group: DemoGroup, place: string, key: string): Presence {
  const leads = group.lead.includes(key) || group.secretary.includes(key);
  const chance = leads ? 0 : pick(`presence ${place} ${key}`, 10);
  return chance < 7 ? 'present' : chance < 9 ? 'excused' : 'absent';
}

const answers = ['accepted', 'accepted', 'accepted', 'declined', 'tentative', null, null] as const;

function answerOf(held: Held, key: string): InvitationAnswer | null {
  if (held.meeting.minutes) {
    const presence = presenceOf(held.group, held.place, key);
    return presence === 'present' ? 'accepted' : presence === 'excused' ? 'declined' : null;
  }
  return answers[pick(`answer ${held.place} ${key}`, answers.length)]!;
}

async function fillMeeting(tx: Tx, held: Held): Promise<void> {
  const { meeting, group, id, startsAt, endsAt } = held;
  const invitedAt = momentAt(workday(Math.min(meeting.days - 16, -1)), '09:20');
  await tx.insert(meetings).values({
    id,
    groupId: groupId(group.slug),
    number: meeting.number,
    state: meeting.cancelReason ? 'cancelled' : 'planned',
    startsAt,
    endsAt,
    place: meeting.place,
    link: meeting.link ?? '',
    note: meeting.note ?? '',
    cancelReason: meeting.cancelReason ?? '',
    sequence: meeting.cancelReason ? 1 : 0,
    // The one furthest ahead is planned, and nobody has been told yet.
    invitedAt: meeting.days > 60 ? null : invitedAt,
    createdAt: invitedAt,
    createdBy: personId(group.lead[0]!),
  });
  await fillAgenda(tx, held);
  if (meeting.days <= 60) await fillParticipants(tx, held, invitedAt);
}

async function fillAgenda(tx: Tx, { meeting, group, id, place, items }: Held): Promise<void> {
  await tx.insert(agendaItems).values(
    items.map((item, index) => ({
      id: item.id,
      meetingId: id,
      position: index + 1,
      title: item.title,
      kind: item.kind,
      presenter: item.presenter,
      duration: item.duration,
      internal: item.internal,
      approvesMeetingId: item.approves ? meetingId(group.slug, item.approves) : null,
    })),
  );
  if (!meeting.proposal) return;
  const { by, title, kind } = meeting.proposal;
  await tx.insert(agendaItems).values({
    id: demoId('agendaItem', `${place} proposal`),
    meetingId: id,
    position: items.length + 1,
    title,
    kind,
    presenter: personName(by),
    duration: 15,
    state: 'proposed',
    proposedBy: personId(by),
  });
}

async function fillParticipants(tx: Tx, held: Held, invitedAt: Date): Promise<void> {
  const { meeting, group, id, place, startsAt } = held;
  await tx.insert(participants).values(
    invitedTo(group, meeting).map(({ key, role }) => {
      const answer = answerOf(held, key);
      const presence = meeting.minutes ? presenceOf(group, place, key) : null;
      const late = presence === 'present' && pick(`late ${place} ${key}`, 12) === 0;
      const organisation = organisationOf(key);
      return {
        id: demoId('participant', `${place} ${key}`),
        meetingId: id,
        personId: personId(key),
        name: personName(key),
        role: role === 'guest' ? ('guest' as const) : ('member' as const),
        invited: true,
        answer,
        answeredAt: answer ? momentAt(dayOf(invitedAt), '20:45') : null,
        presence,
        presentFrom: late ? clockOf(new Date(startsAt.getTime() + 20 * 60_000)) : null,
        onBehalfOf: organisation ? organisationId(organisation) : null,
      };
    }),
  );
}
