/**
 * What the page of a document shows, in each state, to whoever may read it. The number of statements
 * does not grow with what is on the page.
 */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { db, documentLabels, documentLinks, documents, groups, people } from '~db/client.server';
import type { DocumentId, Language, PersonId } from '~db/values';
import { kept } from '~db/kept.server';
import { audienceOf } from '~/access/audience.server';
import { allowed, authorize, documentFactsOfGroup, factsOfDocument, rightsAmong } from '~/access/authorize.server';
import { type Actor, type ObjectFacts, type Person, can } from '~/access/policy';
import type { PaperDocument } from '~/editor/document';
import { outlineOf } from '~/editor/outline';
import { renderHtml } from '~/editor/render';
import { listFiles } from '~/features/files/files.server';
import { peopleOfGroup } from '~/features/groups/members.server';
import { tasksOfDocument } from '~/features/tasks/tasks.server';
import { translator } from '~/services/i18n/translate.server';
import type { Sent } from '~/services/sent-html';
import { linesOf } from '~/texts/lines';
import { noteReading } from '~/texts/looks.server';
import { discussionOf } from './discussion.server';
import { type PlacedDocument, placedDocument } from './documents.server';
import { readersIn } from './listing.server';
import { noteOfficeReading } from './readings.server';
import { textOf } from './text.server';

/** As the page is given it: its text is sent once. */
export type DocumentPage = Sent<Awaited<ReturnType<typeof documentPage>>>;

/**
 * The page of a document.
 *
 * @param options.check computes the seal of an adopted document anew
 * @throws NotFound, SignInRequired
 */
export async function documentPage(actor: Actor, id: DocumentId, { language, check }: { language: Language; check: boolean }) {
  const granted = await authorize(actor, 'document.read', id);
  const placed = await placedDocument(id);
  await noteOfficeReading(granted.actor, id, granted.facts);
  const text = await textOf(placed);
  if (can(granted.actor, 'document.readHistory', granted.facts)) {
    noteReading(granted.actor.id, placed.document.textId, text.document);
  }
  return {
    id,
    textId: placed.document.textId,
    personId: granted.actor.id,
    personName: granted.actor.name,
    head: await headOf(placed, granted.facts),
    ...rendered(text.document, language, placed.document.state === 'in_review'),
    attachments: await listFiles(granted.actor, { kind: 'document', id }),
    may: rightsAmong(granted, asked),
    ...(await discussionOf(placed, granted, text, check)),
    inGroup: can(granted.actor, 'group.read', { groupId: placed.group.id, archived: false }),
    desk: can(granted.actor, 'document.edit', granted.facts)
      ? { people: await peopleOfGroup(placed.group.id), documents: await linkable(granted.actor, id) }
      : null,
    backlinks: await backlinksOf(granted.actor, id),
    tasks: await tasksOfDocument(granted.actor, id),
    mayAddTask: await allowed(granted.actor, 'group.addTask', placed.group.id),
    audience: await whoReads(id),
  };
}

async function headOf({ document, group }: PlacedDocument, facts: ObjectFacts['document']) {
  const labels = await db
    .select({ label: documentLabels.label })
    .from(documentLabels)
    .where(eq(documentLabels.documentId, document.id))
    .orderBy(asc(documentLabels.label));
  return {
    title: document.title,
    genre: document.genre,
    state: document.state,
    visibility: document.visibility,
    readers: readersIn(facts),
    edition: document.edition,
    published: document.publishedAt !== null,
    labels: labels.map(({ label }) => label),
    changedAt: document.changedAt.toISOString(),
    changedBy: document.changedBy ? await nameOf(document.changedBy) : '',
    group: { slug: group.slug, name: group.name, field: group.field },
  };
}

async function nameOf(id: PersonId): Promise<string> {
  const [row] = await db.select({ name: people.name }).from(people).where(eq(people.id, id));
  return row?.name ?? '';
}

/** @param numbered lines carry numbers, by which those who review name them */
const rendered = (paper: PaperDocument, language: Language, numbered: boolean) => ({
  html: renderHtml(paper, {
    t: translator(language, 'editor'),
    language,
    ...(numbered ? { lines: linesOf(paper) } : {}),
  }),
  outline: outlineOf(paper),
});

/** Which steps are offered; the commands ask again. */
const asked = {
  edit: 'document.edit',
  sort: 'document.sort',
  comment: 'document.comment',
  startReview: 'document.startReview',
  readHistory: 'document.readHistory',
  share: 'document.share',
  publish: 'document.publish',
  duplicate: 'document.duplicate',
  move: 'document.move',
  trash: 'document.trash',
} as const;

/** The documents that lead to this one, as far as the reader may see them. */
async function backlinksOf(actor: Actor, id: DocumentId) {
  const rows = await db
    .select({ id: documents.id, title: documents.title, group: groups.slug })
    .from(documentLinks)
    .innerJoin(documents, eq(documents.id, documentLinks.fromId))
    .innerJoin(groups, eq(groups.id, documents.groupId))
    .where(eq(documentLinks.toId, id))
    .orderBy(asc(documents.searchTitle))
    .limit(mostBacklinks);
  const seen = [];
  for (const row of rows) {
    const facts = await factsOfDocument(row.id);
    if (facts && can(actor, 'document.read', facts)) seen.push(row);
  }
  return seen;
}

const mostBacklinks = 50;

const minuteInMs = 60_000;

/** "Wer sieht das?"; looked up anew after a minute, as roles and mandates begin and end by themselves. */
const whoReads = kept(async (key) => {
  const facts = await factsOfDocument(key as DocumentId);
  const value = facts ? await audienceOf('document.read', { facts }) : { people: 0, parts: [] };
  return { value, until: Date.now() + minuteInMs };
});

/** The documents one can lead to from this one: those of one's own groups that one may read, by title. */
async function linkable(actor: Person, except: DocumentId) {
  const found: { id: DocumentId; title: string; group: string }[] = [];
  for (const groupId of actor.roles.keys()) {
    const facts = await documentFactsOfGroup(db, groupId);
    const rows = await db
      .select({ id: documents.id, title: documents.title, group: groups.name })
      .from(documents)
      .innerJoin(groups, eq(groups.id, documents.groupId))
      .where(and(eq(documents.groupId, groupId), isNull(documents.trashedAt)))
      .orderBy(asc(documents.searchTitle));
    found.push(...rows.filter(({ id }) => id !== except && can(actor, 'document.read', facts.get(id)!)));
  }
  return found;
}
