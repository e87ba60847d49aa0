/** The documents of a group, as somebody may see them. */
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { db, documentLabels, documentTemplates, documents, groups, people } from '~db/client.server';
import { type DocumentGenre, type DocumentId, type DocumentState, type GroupId, documentStates } from '~db/values';
import { authorize, documentFactsOfGroup } from '~/access/authorize.server';
import { type Actor, type ObjectFacts, can } from '~/access/policy';
import { foldForSearch } from '~/services/search-name';
import type { ListOrder, ReaderKinds } from './documents';

export type ListedDocument = {
  id: DocumentId;
  title: string;
  genre: DocumentGenre;
  state: DocumentState;
  readers: ReaderKinds;
  edition: number;
  labels: string[];
  changedAt: Date;
  changedBy: string;
};

export type ListQuery = {
  order: ListOrder;
  state: DocumentState | null;
  label: string | null;
  /** Words of the title. */
  words: string;
  page: number;
};

const pageSize = 30;

/** A group has hundreds of documents at most; which of them one may read is asked of each. */
async function readable(actor: Actor, groupId: GroupId, trashed: boolean) {
  const { actor: reader, facts } = await authorize(actor, 'group.readDocuments', groupId);
  const known = await documentFactsOfGroup(db, groupId);
  const rows = await db
    .select({
      id: documents.id,
      title: documents.title,
      searchTitle: documents.searchTitle,
      genre: documents.genre,
      state: documents.state,
      edition: documents.edition,
      changedAt: documents.changedAt,
      changedBy: people.name,
      trashedAt: documents.trashedAt,
    })
    .from(documents)
    .leftJoin(people, eq(people.id, documents.changedBy))
    .where(and(eq(documents.groupId, groupId), trashed ? isNotNull(documents.trashedAt) : isNull(documents.trashedAt)))
    .orderBy(desc(documents.changedAt), asc(documents.id));
  const action = trashed ? 'document.restore' : 'document.read';
  return { reader, facts, known, rows: rows.filter(({ id }) => can(reader, action, known.get(id)!)) };
}

/** Visibility counts from adoption on; what is meant for all, from publication on. */
export function readersIn(facts: ObjectFacts['document']): ReaderKinds {
  const shares = facts.sharedOrganisations.size + facts.sharedPeople.size;
  if (!facts.adopted || facts.visibility === 'group') return { widest: 'group', shares };
  return { widest: facts.visibility === 'public' && facts.publishedToAll ? 'public' : 'alliance', shares };
}

const collator = new Intl.Collator('de', { numeric: true });

type Row = Awaited<ReturnType<typeof readable>>['rows'][number];

const orders: Record<ListOrder, (a: Row, b: Row) => number> = {
  changed: (a, b) => b.changedAt.getTime() - a.changedAt.getTime(),
  title: (a, b) => collator.compare(a.title, b.title) || a.edition - b.edition,
  state: (a, b) => documentStates.indexOf(a.state) - documentStates.indexOf(b.state) || collator.compare(a.title, b.title),
};

/**
 * A page of the documents of a group that somebody may read. Archived ones are shown only when they are
 * asked for. Five statements, however many there are.
 *
 * @throws NotFound when the actor may not enter the group
 */
export async function listDocuments(actor: Actor, groupId: GroupId, query: ListQuery) {
  const { reader, facts, known, rows } = await readable(actor, groupId, false);
  const labels = await labelsOf(rows.map(({ id }) => id));
  const wanted = foldForSearch(query.words);
  const found = rows
    .filter(({ state }) => (query.state ? state === query.state : state !== 'archived'))
    .filter(({ id }) => !query.label || labels.get(id)?.includes(query.label))
    .filter(({ searchTitle }) => searchTitle.includes(wanted))
    .sort(orders[query.order]);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(query.page, pages);
  return {
    documents: found.slice((page - 1) * pageSize, page * pageSize).map(
      ({ searchTitle: _, trashedAt: __, changedBy, ...row }): ListedDocument => ({
        ...row,
        changedBy: changedBy ?? '',
        readers: readersIn(known.get(row.id)!),
        labels: labels.get(row.id) ?? [],
      }),
    ),
    found: found.length,
    page,
    pages,
    /** How many there are at all: without any, the list says what belongs here. */
    all: rows.length,
    labels: [...new Set([...labels.values()].flat())].sort(collator.compare),
    mayBegin: can(reader, 'group.beginDocument', facts),
  };
}

async function labelsOf(ids: readonly DocumentId[]): Promise<Map<DocumentId, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(documentLabels)
    .where(inArray(documentLabels.documentId, [...ids]))
    .orderBy(asc(documentLabels.label));
  const labels = new Map<DocumentId, string[]>();
  for (const { documentId, label } of rows) labels.set(documentId, [...(labels.get(documentId) ?? []), label]);
  return labels;
}

/** What lies in the trash of a group and somebody may take out of it, the latest first. @throws NotFound */
export async function listTrash(actor: Actor, groupId: GroupId) {
  const { rows } = await readable(actor, groupId, true);
  return rows.map(({ id, title, trashedAt }) => ({ id, title, trashedAt: trashedAt! }));
}

/** The templates a document can begin with, and the labels that the group uses. @throws NotFound */
export async function beginningOffers(actor: Actor, groupId: GroupId) {
  await authorize(actor, 'group.beginDocument', groupId);
  const templates = await db
    .select({
      id: documentTemplates.id,
      name: documentTemplates.name,
      hint: documentTemplates.hint,
      genre: documentTemplates.genre,
    })
    .from(documentTemplates)
    .where(eq(documentTemplates.offered, true))
    .orderBy(asc(documentTemplates.position), asc(documentTemplates.name));
  return { templates };
}

/** The groups a document can be moved to: all that are at work but its own. */
export async function otherGroups(groupId: GroupId) {
  const rows = await db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(isNull(groups.archivedAt))
    .orderBy(asc(groups.name));
  return rows.filter(({ id }) => id !== groupId);
}
