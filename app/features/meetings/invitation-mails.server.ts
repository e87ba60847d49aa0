/** The mails that tell of a meeting, each with the entry for the receiver's calendar. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Tx, memberships, participants, people, write } from '~db/client.server';
import type { GroupRole, InvitationAnswer, Language, PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { can } from '~/access/policy';
import { translator } from '~/services/i18n/translate.server';
import { tell, tellSurely, whyIn } from '~/news/tell.server';
import { handleJobs } from '~/services/jobs/jobs.server';
import { type Mail, queueMail } from '~/services/mail/mail.server';
import { formatSpan } from '~/services/time';
import { agendaFor } from './agenda.server';
import { agendaText } from './agenda-text.server';
import { type Receiver, invitationEntry, withdrawalEntry } from './calendar.server';
import { changedSinceSent, noteAgendaSent } from './agenda-sent.server';
import { sayChange } from './agenda-changes';
import { holdersOf, lastSent, takeBack } from './mailed-entries.server';
import { meetingPath } from './address';
import { type AgendaChange, type AgendaItem } from './meetings';
import { type Meeting, meetingById } from './meetings.server';
import { type SendingAgain, sendingAgain } from './waiting-agendas.server';

type News =
  /** `found`: the date was found together, and what people said to it is their answer. */
  | { kind: 'invited' | 'found' | 'changed' | 'cancelled' | 'agenda' | 'readdressed' }
  | { kind: 'moved'; before: Pick<Meeting, 'startsAt' | 'endsAt'> };

type Reader = {
  id: PersonId;
  name: string;
  email: string;
  language: Language;
  role: GroupRole;
  answer: InvitationAnswer | null;
};

/**
 * Writes a mail to everyone who was invited and still belongs to the group: nobody else may know.
 *
 * @param only of those invited, these
 * @returns how many were written
 */
export async function tellInvited(tx: Tx, meeting: Meeting, news: News, only?: readonly PersonId[]): Promise<number> {
  const invited = await tx
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      role: memberships.role,
      answer: participants.answer,
    })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.personId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.groupId, meeting.group.id),
        currentMembership(new Date()),
      ),
    )
    .where(and(eq(participants.meetingId, meeting.id), eq(participants.invited, true), isNull(people.disabledAt)))
    .orderBy(asc(people.searchName));
  const readers = only ? invited.filter((reader) => only.includes(reader.id)) : invited;
  const agendas = {
    whole: await agendaFor(tx, meeting, true),
    reduced: await agendaFor(tx, meeting, false),
  };
  const changes = {
    whole: await changedSinceSent(tx, meeting.id, true),
    reduced: await changedSinceSent(tx, meeting.id, false),
  };
  // A changed agenda alone leaves an entry true; one that is sent again may follow a mail that was taken back.
  const upToDate = news.kind === 'agenda' && !only;
  const holders = upToDate ? new Set<PersonId>() : await holdersOf(tx, meeting.id, readers.map(({ id }) => id));
  for (const reader of readers) {
    const readsInternal = mayReadInternal(meeting, reader);
    const part = readsInternal ? 'whole' : 'reduced';
    await tellReader(tx, meeting, news, reader, {
      items: agendas[part],
      changes: changes[part],
      readsInternal,
      holdsEntry: holders.has(reader.id),
    });
  }
  if (readers.length === invited.length) await noteAgendaSent(tx, meeting.id);
  return readers.length;
}

/** The policy is asked for the receiver, as for somebody who opens the page. */
function mayReadInternal(meeting: Meeting, { id, name, role }: Reader): boolean {
  const receiver = {
    kind: 'person' as const,
    id,
    name,
    office: false,
    roles: new Map([[meeting.group.id, { role, until: null }]]),
    organisations: new Map(),
  };
  return can(receiver, 'meeting.readInternal', { groupId: meeting.group.id, invited: new Set([id]) });
}

/** What of a meeting concerns one reader. */
type Part = {
  items: AgendaItem[];
  changes: AgendaChange[];
  readsInternal: boolean;
  /** It stands in their calendar by mail, and has to be changed there. */
  holdsEntry: boolean;
};

async function tellReader(
  tx: Tx,
  meeting: Meeting,
  news: News,
  reader: Reader,
  { items, changes, readsInternal, holdsEntry }: Part,
): Promise<void> {
  const t = translator(reader.language, 'meetings');
  const agenda = agendaText(items, reader.language);
  const where = [meeting.place, meeting.link].filter(Boolean).join('\n');
  const inMail = {
    where: where || t('noPlace'),
    agenda: [...(meeting.note ? [meeting.note] : []), agenda || t('agenda.follows')].join('\n\n'),
    reason: meeting.cancelReason,
    changes: changes.map((change) => sayChange(t, change)).join('\n'),
    answer: news.kind === 'found' ? takenOver(reader) : '',
    before: news.kind === 'moved' ? formatSpan(news.before.startsAt, news.before.endsAt, reader.language) : '',
  };
  const entry = (lines: string): Mail['calendar'] => ({
    method: news.kind === 'cancelled' ? 'CANCEL' : 'REQUEST',
    content: invitationEntry(meeting, reader, news.kind === 'cancelled' ? '' : lines),
  });
  const short = holdsEntry ? { calendar: entry(''), inMail: { ...inMail, agenda: '' } } : undefined;
  await tell(tx, { ...reader, personId: reader.id }, {
    kind: 'meeting',
    groupId: meeting.group.id,
    key: `meeting.${news.kind}`,
    values: {
      group: meeting.group.name,
      number: meeting.number,
      when: { spans: [[meeting.startsAt.toISOString(), meeting.endsAt.toISOString()]] },
    },
    inMail,
    path: meetingPath(meeting.group.slug, meeting.number),
    needs: { action: readsInternal ? 'meeting.readInternal' : 'meeting.read', id: meeting.id },
    calendar: entry(agenda),
    regardless: short,
  });
}

/** Why an entry leaves a calendar though the meeting goes on: its person was uninvited, left the group, or got a new address. */
export type Withdrawal = 'uninvited' | 'left' | 'formerAddress';

/**
 * Writes to somebody that a meeting is no longer theirs, or not at this address; the entry leaves the calendar. Of
 * its time it says what they were last sent, however the meeting has moved since; what waits is taken back.
 */
export async function tellWithdrawn(
  tx: Tx,
  meeting: Meeting,
  reader: Omit<Receiver, 'answer'> & { id: PersonId },
  why: Withdrawal,
): Promise<void> {
  const known = await lastSent(tx, meeting.id, reader.id);
  await takeBack(tx, meeting.id, reader.id);
  const said = known && { when: formatSpan(known.from, known.until, reader.language) };
  const key = `meeting.${why}`;
  const values = { group: meeting.group.name, number: meeting.number };
  const inMail = { entry: said ? translator(reader.language, 'mail')(`meeting.entryGone.${why}`, said) : '' };
  const calendar = known && { method: 'CANCEL' as const, content: withdrawalEntry(meeting, { ...reader, answer: null }, known) };
  const brings = calendar ? { calendar } : {};
  if (why === 'formerAddress') {
    // At the new address the entry is still theirs: this mail does not count among what they were sent.
    const footer = { why: whyIn(reader, 'meeting', values) };
    await queueMail(tx, { to: reader, key, values: { ...values, ...inMail }, ...brings, footer });
    return;
  }
  const item = { kind: 'meeting' as const, key, values, path: '/gruppen' };
  await tellSurely(tx, { ...reader, personId: reader.id }, item, { personId: reader.id, inMail, ...brings, why: 'wasInvited' });
}

/** Which answer of somebody was taken over from the search for the date; without one they are asked. */
function takenOver({ answer, language }: Reader): string {
  const said = answer === 'accepted' || answer === 'declined' ? answer : 'none';
  return translator(language, 'meetings')(`answer.taken.${said}`);
}

/** Says who sends agendas anew that were taken back on their way. Once at start. */
export function sendAgendasAgain(): void {
  handleJobs<SendingAgain>(sendingAgain, async ({ meetingId, people: readers }) => {
    await write(async (tx) => tellInvited(tx, await meetingById(tx, meetingId), { kind: 'agenda' }, readers));
  });
}
