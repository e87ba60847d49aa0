/** What can be found of each kind of object, and whose rights decide about it. Read by the upkeep of the index. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import {
  agendaItems,
  comments,
  corrections,
  db,
  decisions,
  documentLabels,
  documents,
  fields,
  fileTexts,
  files,
  groups,
  meetings,
  minutes,
  organisations,
  people,
  taskComments,
  taskSteps,
  tasks,
} from '~db/client.server';
import {
  type CommentId,
  type DecisionId,
  type DocumentId,
  type FileId,
  type GroupId,
  type MeetingId,
  type MinutesId,
  type OrganisationId,
  type PersonId,
  type SearchKind,
  type TaskId,
  languages,
} from '~db/values';
import type { MinutesDocument, PaperDocument } from '~/editor/document';
import { decisionNumber } from '~/features/minutes/minutes';
import type { Dated, Entry, Source } from '~/services/search/upkeep.server';
import { translator } from '~/services/i18n/translate.server';
import { lastDraft } from '~/texts/draft.server';
import { latestRound } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import { plainText } from './plain-text';

const joined = (...words: readonly string[]): string => words.filter(Boolean).join(' · ');

/** What is called by its number is found by what it is called in every language, and by the number behind the word. */
const calledBy = (kind: 'meeting' | 'minutes', number: number): string =>
  [...languages.map((language) => translator(language, 'search')(kind, { number })), `Sitzung ${number}`].join(' ');

/** What is no older than anything else: places and people. */
const undated = async (rows: PromiseLike<{ id: string }[]>): Promise<Dated[]> => (await rows).map(({ id }) => ({ id, at: null }));

/** By its field as well, as its name may say nothing of what it works on. */
const group: Source = {
  all: () => undated(db.select({ id: groups.id }).from(groups)),
  read: async (id) => {
    const [row] = await db
      .select({ group: groups, field: fields.name })
      .from(groups)
      .innerJoin(fields, eq(fields.id, groups.fieldId))
      .where(eq(groups.id, id as GroupId));
    if (!row) return [];
    const { name, abbreviation, description } = row.group;
    const owner = { ownerKind: 'group', ownerId: id, groupId: row.group.id } as const;
    const body = joined(description, row.field);
    return [{ ...owner, part: 'open', path: '', title: name, titleWords: `${name} ${abbreviation}`, body, at: null }];
  },
};

/** By name alone: not everybody who may see somebody may see more. */
const person: Source = {
  all: () => undated(db.select({ id: people.id }).from(people)),
  read: async (id) => {
    const [row] = await db.select({ name: people.name }).from(people).where(eq(people.id, id as PersonId));
    if (!row) return [];
    const owner = { ownerKind: 'person', ownerId: id, groupId: null } as const;
    return [{ ...owner, part: 'open', path: '', title: row.name, body: '', at: null }];
  },
};

/** By name alone as well: whom to turn to there is nobody's affair but the Geschäftsstelle's. */
const organisation: Source = {
  all: () => undated(db.select({ id: organisations.id }).from(organisations)),
  read: async (id) => {
    const [row] = await db.select().from(organisations).where(eq(organisations.id, id as OrganisationId));
    if (!row) return [];
    const { name, shortName, website } = row;
    const owner = { ownerKind: 'organisation', ownerId: id, groupId: null } as const;
    return [{ ...owner, part: 'open', path: '', title: name, titleWords: `${name} ${shortName}`, body: website, at: null }];
  },
};

const meeting: Source = {
  all: async () => db.select({ id: meetings.id, at: meetings.startsAt }).from(meetings),
  read: async (id) => {
    const [row] = await db.select().from(meetings).where(eq(meetings.id, id as MeetingId));
    if (!row) return [];
    const items = await db
      .select()
      .from(agendaItems)
      .where(and(eq(agendaItems.meetingId, row.id), eq(agendaItems.state, 'accepted')))
      .orderBy(asc(agendaItems.position));
    const agenda = (internal: boolean) =>
      items.filter((item) => item.internal === internal).flatMap(({ title, note, presenter }) => [title, note, presenter]);
    const common = {
      ownerKind: 'meeting',
      ownerId: id,
      groupId: row.groupId,
      path: `/sitzungen/${row.number}`,
      title: String(row.number),
      titleWords: calledBy('meeting', row.number),
      at: row.startsAt,
    } as const;
    return parted(common, {
      open: joined(row.place, row.note, row.cancelReason, ...agenda(false)),
      internal: joined(...agenda(true)),
    });
  },
};

/** What is internal is an entry of its own; there is none without any. */
function parted(common: Omit<Entry, 'part' | 'body'>, { open, internal }: { open: string; internal: string }): Entry[] {
  const entries: Entry[] = [{ ...common, part: 'open', body: open }];
  if (internal) entries.push({ ...common, part: 'internal', titleWords: '', body: internal });
  return entries;
}

async function minutesText(row: typeof minutes.$inferSelect): Promise<MinutesDocument> {
  const versionId =
    row.approvedVersionId ?? (row.state === 'in_review' ? (await latestRound(row.textId))?.versionId : undefined);
  return versionId ? (await readVersionOf('minutes', versionId)).document : lastDraft(row.textId, 'minutes');
}

const minutesSource: Source = {
  all: async () =>
    db.select({ id: minutes.id, at: meetings.startsAt }).from(minutes).innerJoin(meetings, eq(meetings.id, minutes.meetingId)),
  read: async (id) => {
    const [found] = await db
      .select({ minutes, number: meetings.number, at: meetings.startsAt })
      .from(minutes)
      .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
      .where(eq(minutes.id, id as MinutesId));
    if (!found) return [];
    const { minutes: row, number, at } = found;
    const appended = await db.select({ body: corrections.body }).from(corrections).where(eq(corrections.minutesId, row.id));
    const { open, internal } = plainText(await minutesText(row));
    const common = {
      ownerKind: 'minutes',
      ownerId: id,
      groupId: row.groupId,
      path: `/sitzungen/${number}/protokoll`,
      title: String(number),
      titleWords: calledBy('minutes', number),
      at,
    } as const;
    return parted(common, { open: joined(open, ...appended.map(({ body }) => body)), internal });
  },
};

const decision: Source = {
  all: async () => db.select({ id: decisions.id, at: decisions.approvedAt }).from(decisions),
  read: async (id) => {
    const [found] = await db
      .select({ decision: decisions, abbreviation: groups.abbreviation, at: meetings.startsAt })
      .from(decisions)
      .innerJoin(groups, eq(groups.id, decisions.groupId))
      .leftJoin(minutes, eq(minutes.id, decisions.minutesId))
      .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
      .where(eq(decisions.id, id as DecisionId));
    if (!found || found.decision.number === null) return [];
    const { groupId, year, number, resolutionText: body, internal } = found.decision;
    return [
      {
        part: internal ? 'internal' : 'open',
        ownerKind: 'group',
        ownerId: groupId,
        groupId,
        path: `/beschluesse/${id}`,
        title: decisionNumber(found.abbreviation, year!, number),
        body,
        // Those that were made between meetings have no other day.
        at: found.at ?? found.decision.approvedAt,
      },
    ];
  },
};

async function paperText(row: typeof documents.$inferSelect): Promise<PaperDocument> {
  const round = row.state === 'in_review' ? await latestRound(row.textId) : undefined;
  const versionId = round?.versionId ?? row.adoptedVersionId;
  return versionId ? (await readVersionOf('paper', versionId)).document : lastDraft(row.textId, 'paper');
}

const document: Source = {
  all: async () => db.select({ id: documents.id, at: documents.changedAt }).from(documents),
  read: async (id) => {
    const [row] = await db.select().from(documents).where(eq(documents.id, id as DocumentId));
    if (!row || row.trashedAt) return [];
    const labels = await db.select().from(documentLabels).where(eq(documentLabels.documentId, row.id));
    const { open } = plainText(await paperText(row));
    return [
      {
        part: 'open',
        ownerKind: 'document',
        ownerId: id,
        groupId: row.groupId,
        path: `/dokumente/${id}`,
        title: row.title,
        titleWords: [row.title, ...labels.map(({ label }) => label)].join(' '),
        body: open,
        at: row.changedAt,
      },
    ];
  },
};

/** What is said about texts, and about tasks. They are found by what they say, not by what they stand at. */
const comment: Source = {
  all: async () => [
    ...(await db.select({ id: comments.id, at: comments.createdAt }).from(comments)),
    ...(await db.select({ id: taskComments.id, at: taskComments.at }).from(taskComments)),
  ],
  read: async (id) => (await textComment(id as CommentId)) ?? (await taskComment(id)) ?? [],
};

async function textComment(id: CommentId): Promise<Entry[] | undefined> {
  const [row] = await db
    .select({ comment: comments, minutes, document: documents, number: meetings.number })
    .from(comments)
    .leftJoin(minutes, eq(minutes.textId, comments.textId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, eq(documents.textId, comments.textId))
    .where(eq(comments.id, id));
  if (!row) return undefined;
  const { body, createdAt: at, internal } = row.comment;
  const said = { part: internal ? 'internal' : 'open', titleWords: '', body, at } as const;
  if (row.minutes) {
    const { id: ownerId, groupId } = row.minutes;
    const path = `/sitzungen/${row.number}/protokoll`;
    return [{ ...said, ownerKind: 'minutes', ownerId, groupId, path, title: String(row.number) }];
  }
  if (!row.document) return [];
  const { id: ownerId, groupId, title } = row.document;
  return [{ ...said, ownerKind: 'document', ownerId, groupId, path: `/dokumente/${ownerId}`, title }];
}

async function taskComment(id: string): Promise<Entry[] | undefined> {
  const [row] = await db
    .select({ comment: taskComments, task: tasks })
    .from(taskComments)
    .innerJoin(tasks, eq(tasks.id, taskComments.taskId))
    .where(eq(taskComments.id, id as typeof taskComments.$inferSelect.id));
  if (!row) return undefined;
  const { body, at } = row.comment;
  const { id: ownerId, groupId, what: title } = row.task;
  return [{ part: 'open', ownerKind: 'task', ownerId, groupId, path: `/aufgaben/${ownerId}`, title, titleWords: '', body, at }];
}

const task: Source = {
  all: async () => db.select({ id: tasks.id, at: tasks.createdAt }).from(tasks),
  read: async (id) => {
    const [row] = await db.select().from(tasks).where(eq(tasks.id, id as TaskId));
    if (!row) return [];
    const steps = await db
      .select({ what: taskSteps.what })
      .from(taskSteps)
      .where(eq(taskSteps.taskId, row.id))
      .orderBy(asc(taskSteps.position));
    const { groupId, what: title, note, createdAt: at } = row;
    const body = joined(note, ...steps.map(({ what }) => what));
    return [{ part: 'open', ownerKind: 'task', ownerId: id, groupId, path: `/aufgaben/${id}`, title, body, at }];
  },
};

/** Attachments by name and by what was read of them; images that stand in a text are no find of their own. */
const file: Source = {
  all: async () => db.select({ id: files.id, at: files.uploadedAt }).from(files),
  read: async (id) => {
    const [row] = await db
      .select({ file: files, body: fileTexts.body, meeting: meetings, document: documents, task: tasks })
      .from(files)
      .leftJoin(fileTexts, eq(fileTexts.sha256, files.sha256))
      .leftJoin(meetings, eq(meetings.id, files.meetingId))
      .leftJoin(documents, eq(documents.id, files.documentId))
      .leftJoin(tasks, eq(tasks.id, files.taskId))
      .where(and(eq(files.id, id as FileId), isNull(files.removedAt), eq(files.inline, false)));
    const owner = row && fileOwner(row);
    return owner ? [{ ...owner, part: 'open', title: row.file.name, body: row.body ?? '', at: row.file.uploadedAt }] : [];
  },
};

type Placed = {
  meeting: typeof meetings.$inferSelect | null;
  document: typeof documents.$inferSelect | null;
  task: typeof tasks.$inferSelect | null;
};

function fileOwner(of: Placed): Pick<Entry, 'ownerKind' | 'ownerId' | 'groupId' | 'path'> | undefined {
  if (of.meeting) {
    const { id, groupId, number } = of.meeting;
    return { ownerKind: 'meeting', ownerId: id, groupId, path: `/sitzungen/${number}` };
  }
  if (of.document) {
    const { id, groupId } = of.document;
    return { ownerKind: 'document', ownerId: id, groupId, path: `/dokumente/${id}` };
  }
  if (!of.task) return undefined;
  const { id, groupId } = of.task;
  return { ownerKind: 'task', ownerId: id, groupId, path: `/aufgaben/${id}` };
}

/** Who reads what can be found, by its kind. */
export const searchSources: Record<SearchKind, Source> = {
  group,
  person,
  organisation,
  meeting,
  minutes: minutesSource,
  decision,
  document,
  comment,
  task,
  file,
};
