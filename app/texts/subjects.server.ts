/**
 * What a text is about. A feature tells it once for its kind of text, so that reviews, comments, versions
 * and exports can be shown and done without knowing the feature: what it is called and where it stands,
 * whose it is, who may do what with it, and how a step with it is recorded and told by mail.
 */
import { eq } from 'drizzle-orm';
import type { Doc } from 'yjs';
import { type Reader, type Tx, db, texts } from '~db/client.server';
import type {
  DocumentId,
  DocumentState,
  GroupId,
  Language,
  MinutesId,
  MinutesState,
  OrganisationId,
  PersonId,
  TextId,
  TextKind,
} from '~db/values';
import type { AuditEntry, portal } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import { NotFound } from '~/services/errors';
import type { MayComment, MayEdit, MayRespond } from './rights';
import type { TextHead } from './head';

/** What one asks about a text whatever it is; each kind has an action of the policy for it. */
export type SubjectRight = 'read' | 'readInternal' | 'readHistory' | 'edit' | 'comment' | 'respond' | 'readAnswers';

/** The proofs that texts ask for, by the right they prove. */
export type SubjectGrants = { edit: MayEdit; comment: MayComment; respond: MayRespond };

/** A text and what stands around it, as it was when it was looked up. */
export type Subject = {
  kind: TextKind;
  id: MinutesId | DocumentId;
  textId: TextId;
  group: { id: GroupId; name: string; slug: string };
  state: MinutesState | DocumentState;
  /** It is approved or adopted: it does not change any more. */
  settled: boolean;
  /** Organisations that take part before and beside a review. */
  sharedWith: ReadonlySet<OrganisationId>;
  /** Its own page. */
  path: string;
  /** "Protokoll der 7. Sitzung"; the title of a document. */
  name(language: Language): string;
  /** What stands above the text on the paper. */
  head(language: Language): Promise<TextHead>;
  /** What somebody may do with it. The commands ask again, by `grant`. */
  may(actor: Actor, right: SubjectRight): boolean;
  /** Whether somebody may settle a thread that `author` began. */
  maySettle(actor: Actor, author: PersonId): boolean;
  /**
   * The proof that somebody may do it at this moment.
   *
   * @throws SignInRequired, NotFound, and Rejected where somebody else was faster
   */
  grant<Right extends keyof SubjectGrants>(actor: Actor, right: Right, tx: Tx): Promise<SubjectGrants[Right]>;
  /** What still has to be done to the text when it goes back to an earlier version. */
  completing(): Promise<(ydoc: Doc) => void>;
  /** Records a step in its life, under its own name. */
  record(tx: Tx, actor: Actor | typeof portal, action: string, details?: AuditEntry['details']): Promise<void>;
  /** What words about it name: the values for sentences on pages and in mails. */
  values(language: Language): Record<string, string | number>;
  /** What it is to the policy, in the audit log (`<object>.reviewStarted`) and in mails (`mail:<object>.reviewReminder`). */
  object: 'minutes' | 'document';
};

type Find = (textId: TextId, reader: Reader) => Promise<Subject | undefined>;

const kinds = new Map<TextKind, Find>();

/** Announces what texts of a kind are about, once at start. */
export function registerSubjects(kind: TextKind, find: Find): void {
  kinds.set(kind, find);
}

/** What a text is about. @throws NotFound, also for a template, which nobody reviews */
export async function subjectOf(textId: TextId, reader: Reader = db): Promise<Subject> {
  const [text] = await reader.select({ kind: texts.kind }).from(texts).where(eq(texts.id, textId));
  const subject = text && (await kinds.get(text.kind)?.(textId, reader));
  if (!subject) throw new NotFound(textId);
  return subject;
}
