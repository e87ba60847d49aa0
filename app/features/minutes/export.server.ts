/**
 * Minutes as a file: what whoever asks sees on the page, and no more. Internal parts are left out by the
 * same right as there.
 */
import type { Language } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import type { MinutesDocument } from '~/editor/document';
import { hasInternal, withoutInternal } from '~/editor/internal';
import { withDecisionNumbers } from '~/editor/shared-minutes';
import type { CarriedTask } from '~/features/tasks/carried.server';
import { tasksFrom } from '~/features/tasks/tasks.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { dayOf, formatShortDay, formatShortMoment, formatSpan } from '~/services/time';
import { threadsFor } from '~/texts/commenting.server';
import type { ShownThread } from '~/texts/comments';
import { readDraft } from '~/texts/draft.server';
import { headingOf, paragraphOf } from '~/texts/export/blocks';
import { exportedComments } from '~/texts/export/comments.server';
import { type Exported, headOnPaper } from '~/texts/export/sheet';
import { latestRound } from '~/texts/rounds.server';
import { type Subject, subjectOf } from '~/texts/subjects.server';
import { readVersionOf } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { carriedInto } from './carried.server';
import { correctionsOf } from './corrections.server';
import { distributionOf } from './distribution.server';
import type { Attendee } from './minutes';
import { type Placed, minutesAt } from './minutes.server';
import { type PaperHeadData, paperHead } from './paper-head';
import { noteOfficeReading } from './readings.server';

/** What differs from state to state. */
type Told = Pick<Exported, 'at' | 'sha256' | 'closing'> & {
  document: MinutesDocument;
  head: PaperHeadData;
  state: string;
  threads: ShownThread[];
};

/**
 * The minutes at an address, ready to be exported.
 *
 * @returns what is exported, and the name of the file without its ending: `SPR Protokoll 2026-03-12`
 * @throws NotFound without the right to read them, SignInRequired
 */
export async function minutesExport(
  actor: Actor,
  at: { group: string; number: number },
  language: Language,
): Promise<{ exported: Exported; name: string }> {
  const found = await minutesAt(at.group, at.number);
  if (!found?.minutes) throw new NotFound();
  const placed: Placed = { ...found, minutes: found.minutes };
  const granted = await authorize(actor, 'minutes.read', placed.minutes.id);
  await noteOfficeReading(granted.actor, placed.minutes.id, granted.facts);
  const subject = await subjectOf(placed.minutes.textId);
  const readsInternal = subject.may(granted.actor, 'readInternal');
  const told = await tell(placed, { actor: granted.actor, subject, language, readsInternal });
  const document = readsInternal ? told.document : withoutInternal(told.document);
  const tasks = await tasksFrom(actor, placed.minutes.id, readsInternal);
  const carried = await carriedInto(placed, actor, readsInternal);
  const { group } = placed;
  const words = translator(language, 'export');
  const { state, threads, head, ...rest } = told;
  const exported: Exported = {
    ...rest,
    closing: [...carriedBelow(carried, language), ...(told.closing ?? [])],
    document,
    ...headOnPaper(paperHead(head, translator(language, 'minutes'), language)),
    language,
    author: head.group,
    state: hasInternal(document) || carried.length > 0 ? `${state} · ${words('minutes.internal')}` : state,
    comments: exportedComments(threads, document),
    taskStates: new Map(tasks.flatMap(({ blockId, state: now }) => (blockId ? [[blockId, now]] : []))),
    // Minutes hold no images.
    images: () => Promise.resolve(null),
    baseUrl: settings().baseUrl,
  };
  const day = dayOf(new Date(head.startsAt));
  return { exported, name: words('minutes.file', { abbreviation: group.abbreviation, day }) };
}

type Reader = { actor: Person; subject: Subject; language: Language; readsInternal: boolean };

function tell(placed: Placed, reader: Reader): Promise<Told> {
  switch (placed.minutes.state) {
    case 'draft':
      return tellDraft(placed, reader);
    case 'in_review':
      return tellReview(placed, reader);
    case 'approved':
      return tellApproved(placed, reader);
  }
}

async function tellDraft({ minutes, meeting, group }: Placed, { actor, subject, language }: Reader): Promise<Told> {
  const document = await readDraft(minutes.textId, 'minutes');
  const at = new Date();
  return {
    document,
    at,
    sha256: null,
    state: `${translator(language, 'minutes')('state.draft')}, ${formatShortMoment(at, language)}`,
    head: headOf({ meeting, group }, minutes, await attendanceOf(minutes.meetingId)),
    threads: await threadsFor(subject, actor, { document, versionId: null }),
  };
}

async function tellReview({ minutes, meeting, group }: Placed, { actor, subject, language }: Reader): Promise<Told> {
  const round = await latestRound(minutes.textId);
  if (!round) throw new NotFound(minutes.id);
  const version = await readVersionOf('minutes', round.versionId);
  return {
    document: version.document,
    at: version.createdAt,
    sha256: version.sha256,
    state: `${translator(language, 'minutes')('state.in_review')}, ${formatShortDay(dayOf(round.startedAt), language)}`,
    head: headOf({ meeting, group }, minutes, await attendanceOf(minutes.meetingId)),
    threads: await threadsFor(subject, actor, { document: version.document, versionId: version.id }),
  };
}

/** Approved minutes are what they are: without what was said on the way to them. */
async function tellApproved({ minutes, group }: Placed, { language, readsInternal }: Reader): Promise<Told> {
  const { paper, approvedVersionId, sha256 } = minutes;
  if (!paper || !approvedVersionId || !sha256) throw new Error('Approved minutes without their seal.');
  const numbers = new Map(paper.decisions.map(({ blockId, number }) => [blockId, number]));
  const { document } = await readVersionOf('minutes', approvedVersionId);
  const attendance = paper.attendance.map((row) => ({ ...row, personId: null, invited: false })) as Attendee[];
  const at = new Date(paper.approvedAt);
  const t = translator(language, 'minutes');
  return {
    document: withDecisionNumbers(document, numbers),
    at,
    sha256,
    state: `${t('approved.by', { name: paper.approvedBy })} ${formatShortDay(dayOf(at), language)}`,
    head: { ...paper, ...paper.meeting, group: paper.group.name, attendance },
    threads: [],
    closing: [
      ...(await correctionsBelow(minutes.id, language)),
      ...(readsInternal ? await distributionBelow(group.id, minutes.meetingId, language) : []),
    ],
  };
}

const headOf = (
  { meeting, group }: Pick<Placed, 'meeting' | 'group'>,
  { chair, minuteTaker, startedAt, endedAt }: Placed['minutes'],
  attendance: Attendee[],
): PaperHeadData => ({
  group: group.name,
  number: meeting.number,
  startsAt: meeting.startsAt.toISOString(),
  endsAt: meeting.endsAt.toISOString(),
  place: meeting.place,
  chair,
  minuteTaker,
  startedAt,
  endedAt,
  attendance,
});

/** The open tasks of earlier meetings, a paragraph each. */
function carriedBelow(tasks: readonly CarriedTask[], language: Language) {
  if (tasks.length === 0) return [];
  const t = translator(language, 'minutes');
  const stateOf = translator(language, 'tasks');
  const told = tasks.map(({ what, assignee, dueDate, state, approvedState }) => {
    const said = [
      assignee || t('records.nobody'),
      dueDate && `${t('records.until')} ${formatShortDay(dueDate, language)}`,
      approvedState && t('carried.atApproval', { state: stateOf(`state.${approvedState}`) }),
      state && (approvedState ? t('carried.now', { state: stateOf(`state.${state}`) }) : stateOf(`state.${state}`)),
    ];
    return paragraphOf(`${what} – ${said.filter(Boolean).join(' · ')}`);
  });
  return [headingOf(t('carried.title')), ...told];
}

async function correctionsBelow(id: Placed['minutes']['id'], language: Language) {
  const corrections = await correctionsOf(id);
  if (corrections.length === 0) return [];
  const told = corrections.map(({ body, at, person }) => paragraphOf(`${person}, ${formatShortDay(dayOf(at), language)}: ${body}`));
  return [headingOf(translator(language, 'minutes')('corrections.title')), ...told];
}

async function distributionBelow(groupId: Placed['group']['id'], meetingId: Placed['minutes']['meetingId'], language: Language) {
  const t = translator(language, 'minutes');
  const { all, withoutInternal: others, next } = await distributionOf(groupId, meetingId);
  const when = next && [formatSpan(new Date(next.startsAt), new Date(next.endsAt), language), next.place].filter(Boolean).join(', ');
  return [
    ...(when ? [headingOf(t('paper.next')), paragraphOf(when)] : []),
    headingOf(t('paper.distribution')),
    paragraphOf(all.join(', ')),
    ...(others.length > 0 ? [paragraphOf(`${t('paper.withoutInternal')}: ${others.join(', ')}`)] : []),
  ];
}
