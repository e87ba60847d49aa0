import {
  choice,
  flag,
  id,
  index,
  json,
  moment,
  number,
  part,
  primaryKey,
  ref,
  table,
  uniqueIndex,
  words,
} from '../columns.server';
import { documentGenres, documentStates, visibilities } from '../values';
import type { DocumentId, OrganisationId, ReviewAnswer } from '../values';
import { groups } from './groups';
import { organisations } from './organisations';
import { people } from './people';
import { texts, versions } from './texts';

/**
 * What stands on the paper beside the text, as it was at adoption: names that change later do not
 * change it. Together with the text it is what the SHA-256 is computed over.
 */
export type AdoptedPaper = {
  title: string;
  edition: number;
  group: { name: string; abbreviation: string };
  adoptedAt: string;
  adoptedBy: string;
  /** What the organisations said in the last review round (Mitzeichnung), and what saying nothing meant. */
  silenceIsConsent: boolean;
  answers: { organisation: { id: OrganisationId; name: string }; answer: ReviewAnswer | null; reason: string }[];
};

/** The documents of a group: each a text of the kind `paper` and the state it is in. */
export const documents = table(
  'documents',
  {
    id: id<'document'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    textId: ref<'text'>(() => texts.id).notNull(),
    title: words().notNull(),
    searchTitle: words().notNull(),
    genre: choice(documentGenres).notNull(),
    state: choice(documentStates).notNull().default('draft'),
    /** Who reads it once it is adopted; who it is shared with reads it before. */
    visibility: choice(visibilities).notNull().default('group'),
    createdAt: moment().notNull(),
    createdBy: ref<'person'>(() => people.id).notNull(),
    /** The last change of its words, and by whom. */
    changedAt: moment().notNull(),
    changedBy: ref<'person'>(() => people.id),
    /** 1, 2, 3 …; a new edition names the one it follows. */
    edition: number().notNull().default(1),
    supersedes: words().$type<DocumentId>(),
    adoptedAt: moment(),
    adoptedBy: ref<'person'>(() => people.id),
    /** The adopted version, what stands beside it, and the SHA-256 of both together. */
    adoptedVersionId: ref<'version'>(() => versions.id),
    sha256: words(),
    paper: json<AdoptedPaper>(),
    publishedAt: moment(),
    publishedBy: ref<'person'>(() => people.id),
    archivedAt: moment(),
    trashedAt: moment(),
    trashedBy: ref<'person'>(() => people.id),
  },
  (t) => [
    uniqueIndex('documents_text').on(t.textId),
    index('documents_group').on(t.groupId, t.trashedAt, t.changedAt),
    index('documents_supersedes').on(t.supersedes),
  ],
);

/** Words by which the documents of a group are sorted. */
export const documentLabels = table(
  'document_labels',
  {
    documentId: part<'document'>(() => documents.id).notNull(),
    label: words().notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.label] })],
);

/** A document shown to an organisation, or to a guest of its group. One of the two is set. */
export const documentShares = table(
  'document_shares',
  {
    id: id<'documentShare'>(),
    documentId: part<'document'>(() => documents.id).notNull(),
    organisationId: ref<'organisation'>(() => organisations.id),
    personId: ref<'person'>(() => people.id),
    createdAt: moment().notNull(),
    createdBy: ref<'person'>(() => people.id).notNull(),
  },
  (t) => [
    uniqueIndex('document_shares_organisation').on(t.documentId, t.organisationId),
    uniqueIndex('document_shares_person').on(t.documentId, t.personId),
    index('document_shares_of_organisation').on(t.organisationId),
    index('document_shares_of_person').on(t.personId),
  ],
);

/** Which documents a document leads to, derived from its text. The other may be gone meanwhile. */
export const documentLinks = table(
  'document_links',
  {
    fromId: part<'document'>(() => documents.id).notNull(),
    toId: words().$type<DocumentId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fromId, t.toId] }), index('document_links_to').on(t.toId)],
);

/** What a document can begin with; its text is of the kind `paper` and kept by the Geschäftsstelle. */
export const documentTemplates = table(
  'document_templates',
  {
    id: id<'template'>(),
    textId: ref<'text'>(() => texts.id).notNull(),
    name: words().notNull(),
    hint: words().notNull().default(''),
    genre: choice(documentGenres).notNull(),
    position: number().notNull().default(0),
    offered: flag().notNull().default(true),
  },
  (t) => [uniqueIndex('document_templates_text').on(t.textId)],
);
