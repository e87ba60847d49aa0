/** What reviews, comments and exports need to know of documents (`~/texts/subjects.server`). */
import type { DocumentId, Language, TextId } from '~db/values';
import type { Reader, Tx } from '~db/client.server';
import { authorize, factsOfDocument } from '~/access/authorize.server';
import { type Action, type Actor, can } from '~/access/policy';
import { authorizeStep } from '~/access/step-rights.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { type TextHead, headLine } from '~/texts/head';
import type { Subject, SubjectGrants, SubjectRight } from '~/texts/subjects.server';
import { type PlacedDocument, findDocument, recordStep } from './documents.server';
import { documentIn, documentPath } from './place';
import { noteOfficeReading } from './readings.server';

const rights = {
  read: 'document.read',
  // Papers have nothing internal; what is said about them is for those who take part in drafting.
  readInternal: 'document.readComments',
  readHistory: 'document.readHistory',
  edit: 'document.edit',
  comment: 'document.comment',
  respond: 'document.respond',
  readAnswers: 'document.readAnswers',
} as const satisfies Record<SubjectRight, Action>;

/** A document as the subject of its text, by that text; undefined for a template. */
export async function documentSubject(textId: TextId, reader: Reader): Promise<Subject | undefined> {
  return subjectFrom(await findDocument({ textId }, reader), reader);
}

/** The document at an address, for those who may read it. @throws NotFound, SignInRequired */
export async function subjectAt(actor: Actor, params: Readonly<Record<string, string | undefined>>): Promise<Subject> {
  const id = documentIn(params);
  const { actor: person, facts } = await authorize(actor, 'document.read', id);
  await noteOfficeReading(person, id, facts);
  return subjectOfDocument(id);
}

/** As `documentSubject`, by the document. @throws NotFound */
export async function subjectOfDocument(id: DocumentId, reader?: Reader): Promise<Subject> {
  const subject = await subjectFrom(await findDocument({ id }, reader), reader);
  if (!subject) throw new NotFound(id);
  return subject;
}

async function subjectFrom(placed: PlacedDocument | undefined, reader?: Reader): Promise<Subject | undefined> {
  const facts = placed && (await factsOfDocument(placed.document.id, reader));
  if (!placed || !facts) return undefined;
  const { document, group } = placed;
  return {
    kind: 'paper',
    id: document.id,
    textId: document.textId,
    group: { id: group.id, name: group.name, slug: group.slug },
    state: document.state,
    settled: document.adoptedAt !== null,
    sharedWith: facts.sharedOrganisations,
    path: documentPath(group.slug, document.id),
    name: () => document.title,
    head: (language) => Promise.resolve(headOf(placed, language)),
    may: (actor, right) => can(actor, rights[right], facts),
    maySettle: (actor, authorId) => can(actor, 'comment.resolve', { ...facts, authorId }),
    grant: (actor, right, tx) => grantOf(actor, right, document.id, tx),
    completing: () => Promise.resolve(() => undefined),
    record: (tx, actor, action, details) => recordStep(tx, actor, placed, action, details),
    values: () => ({ group: group.name, title: document.title, edition: document.edition }),
    object: 'document',
  };
}

/** Each right by its own action, so that the proof is of the very action that texts ask for. */
function grantOf<Right extends keyof SubjectGrants>(actor: Actor, right: Right, id: DocumentId, tx: Tx) {
  const grants = {
    edit: () => authorizeStep(actor, 'document.edit', id, tx),
    comment: () => authorizeStep(actor, 'document.comment', id, tx),
    respond: () => authorizeStep(actor, 'document.respond', id, tx),
  };
  return grants[right]() as Promise<SubjectGrants[Right]>;
}

/** Title, group and edition; once it is adopted, as they were then. */
function headOf({ document, group }: PlacedDocument, language: Language): TextHead {
  const t = translator(language, 'documents');
  const { title, edition, paper } = document;
  return {
    title,
    lines: [
      ...headLine(t('paper.group'), paper?.group.name ?? group.name),
      ...headLine(t('paper.edition'), edition > 1 ? t('page.edition', { edition }) : ''),
    ],
  };
}
