/** What reviews, comments and exports need to know of minutes (`~/texts/subjects.server`). */
import type { Language, MinutesId, TextId } from '~db/values';
import { type Reader, type Tx, db } from '~db/client.server';
import { authorize, factsOfMinutes } from '~/access/authorize.server';
import { type Action, type Actor, type ObjectFacts, can } from '~/access/policy';
import { authorizeStep } from '~/access/step-rights.server';
import { syncSections } from '~/editor/shared-minutes';
import { agendaOf } from '~/features/meetings/agenda.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { dayOf, formatDay } from '~/services/time';
import type { TextHead } from '~/texts/head';
import type { Subject, SubjectGrants, SubjectRight } from '~/texts/subjects.server';
import { attendanceOf } from './attendance.server';
import { type Placed, minutesAt, minutesWithPlace, recordStep } from './minutes.server';
import { paperHead } from './paper-head';
import { minutesPath, placeOf } from './place';
import { noteOfficeReading } from './readings.server';

const rights = {
  read: 'minutes.read',
  readInternal: 'minutes.readInternal',
  readHistory: 'minutes.readInternal',
  edit: 'minutes.edit',
  comment: 'minutes.comment',
  respond: 'minutes.respond',
  readAnswers: 'minutes.readAnswers',
} as const satisfies Record<SubjectRight, Action>;

/** Minutes as the subject of their text, by that text; undefined where it is not of minutes. */
export async function minutesSubject(textId: TextId, reader: Reader): Promise<Subject | undefined> {
  return subjectFrom(await minutesWithPlace({ textId }, reader), reader);
}

/** The minutes at an address, for those who may read them. @throws NotFound, SignInRequired */
export async function subjectAt(actor: Actor, params: Readonly<Record<string, string | undefined>>): Promise<Subject> {
  const { group, number } = placeOf(params);
  const found = await minutesAt(group, number);
  if (!found?.minutes) throw new NotFound();
  const { actor: person, facts } = await authorize(actor, 'minutes.read', found.minutes.id);
  await noteOfficeReading(person, found.minutes.id, facts);
  return subjectOfMinutes(found.minutes.id);
}

/** As `minutesSubject`, by the minutes. @throws NotFound */
export async function subjectOfMinutes(id: MinutesId, reader: Reader = db): Promise<Subject> {
  const subject = await subjectFrom(await minutesWithPlace({ id }, reader), reader);
  if (!subject) throw new NotFound(id);
  return subject;
}

async function subjectFrom(placed: Placed | undefined, reader: Reader): Promise<Subject | undefined> {
  const facts = placed && (await factsOfMinutes(placed.minutes.id, reader));
  return placed && facts && subjectWith(placed, facts);
}

/** The subject of minutes that were looked up already, with what the policy has to know of them. */
export function subjectWith(placed: Placed, facts: ObjectFacts['minutes']): Subject {
  const { minutes, meeting, group } = placed;
  return {
    kind: 'minutes',
    id: minutes.id,
    textId: minutes.textId,
    group: { id: group.id, name: group.name, slug: group.slug },
    state: minutes.state,
    settled: minutes.state === 'approved',
    sharedWith: new Set(),
    path: minutesPath(group.slug, meeting.number),
    name: (language) => translator(language, 'minutes')('title', { number: meeting.number }),
    head: (language) => headOf(placed, language),
    may: (actor, right) => can(actor, rights[right], facts),
    maySettle: (actor, authorId) => can(actor, 'comment.resolve', { ...facts, authorId }),
    grant: (actor, right, tx) => grantOf(actor, right, minutes.id, tx),
    // The sections keep following the agenda as it is now.
    completing: async () => {
      const agenda = await agendaOf(meeting.id);
      return (ydoc) => void syncSections(ydoc, agenda);
    },
    record: (tx, actor, action, details) => recordStep(tx, actor, placed, action, details),
    values: (language) => ({
      group: group.name,
      number: meeting.number,
      date: formatDay(dayOf(meeting.startsAt), language),
    }),
    object: 'minutes',
  };
}

/** Each right by its own action, so that the proof is of the very action that texts ask for. */
function grantOf<Right extends keyof SubjectGrants>(actor: Actor, right: Right, id: MinutesId, tx: Tx) {
  const grants = {
    edit: () => authorizeStep(actor, 'minutes.edit', id, tx),
    comment: () => authorizeStep(actor, 'minutes.comment', id, tx),
    respond: () => authorizeStep(actor, 'minutes.respond', id, tx),
  };
  return grants[right]() as Promise<SubjectGrants[Right]>;
}

async function headOf({ minutes, meeting, group }: Placed, language: Language): Promise<TextHead> {
  const { chair, minuteTaker, startedAt, endedAt } = minutes;
  const { number, place } = meeting;
  return paperHead(
    {
      group: group.name,
      number,
      startsAt: meeting.startsAt.toISOString(),
      endsAt: meeting.endsAt.toISOString(),
      place,
      chair,
      minuteTaker,
      startedAt,
      endedAt,
      attendance: await attendanceOf(minutes.meetingId),
    },
    translator(language, 'minutes'),
    language,
  );
}
