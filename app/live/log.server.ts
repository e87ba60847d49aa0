/**
 * The durable log of live editing, and what is read from it.
 *
 * The rules:
 * 1. An update is in the database before anyone but its sender sees it: no crash of the portal can take
 *    it back. It is on disk before its sender is told that it is saved: no power cut can, either.
 * 2. Commits are made for groups: what arrives in one turn of the loop, or while a commit is waiting
 *    or under way, for whatever text, goes in the next one together. The disk is asked once for all
 *    that was committed while it was busy.
 * 3. A text whose rows are refused (it is frozen) takes no other text down with it.
 * 4. The snapshot together with the updates after it is the text. Folding replaces updates by a
 *    snapshot that holds them, in one change; updates that arrive meanwhile have higher numbers and
 *    stay. Rows beyond the snapshot also mean: what is derived from the text may be behind.
 */
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { type Reader, type Tx, commit, db, liveSnapshots, liveUpdates, texts, write } from '~db/client.server';
import type { PersonId, TextId, TextKind } from '~db/values';
import { NotFound } from '~/services/errors';
import { log } from '~/services/log.server';
import { Deliveries } from './authors.server';

export type LogEntry = { update: Uint8Array; personId: PersonId | null };

/** Why updates were not taken: the text is frozen, or the database could not write. */
export class LogRefused extends Error {
  override name = 'LogRefused';
  constructor(
    readonly reason: 'frozen' | 'storageFailed',
    cause: unknown,
  ) {
    super(reason, { cause });
  }
}

/** One that has updates to append: a room. Exactly one of the last two follows each `take`. */
export type Appender = {
  readonly textId: TextId;
  /** How many letters of a Yjs client the log of the text holds already. */
  clockOf(clientId: number): number;
  /** Hands over what waits now; asked as late as possible, so that latecomers ride along. */
  take(): readonly LogEntry[];
  /**
   * What was taken is in the database; `sequence` is the number of its last row. Nothing of it may be
   * called saved before `onDisk`.
   */
  committed(sequence: number, onDisk: Promise<void>): void;
  /** Nothing of what was taken is on disk. */
  refused(error: LogRefused): void;
};

type Part = { appender: Appender; entries: readonly LogEntry[] };

type Share = Part & {
  outcome: { sequence: number; onDisk: Promise<void> } | LogRefused;
};

const asking = new Set<Appender>();
let busy = false;

/** Asks that what `appender` holds be appended with the next commit, at the end of this turn. */
export function requestCommit(appender: Appender): void {
  asking.add(appender);
  if (busy) return;
  busy = true;
  setImmediate(() => void commitGroups());
}

async function commitGroups(): Promise<void> {
  await commitGroup();
  if (asking.size > 0) setImmediate(() => void commitGroups());
  else busy = false;
}

async function commitGroup(): Promise<void> {
  let parts: Part[] = [];
  let shares: Share[];
  try {
    const { result, onDisk } = await commit(async (tx) => {
      parts = takeParts();
      const sequences = [];
      for (const part of parts) sequences.push(await insertEntries(tx, part));
      return sequences;
    });
    shares = parts.map((part, at) => ({ ...part, outcome: { sequence: result[at]!, onDisk } }));
  } catch (error) {
    // A commit that never began has taken nothing yet.
    if (parts.length === 0) parts = takeParts();
    // Each text by itself, so that one can't hold up the others.
    shares = await Promise.all(parts.length === 1 ? parts.map((part) => refused(part, error)) : parts.map(commitAlone));
  }
  for (const { appender, outcome } of shares) {
    if (outcome instanceof LogRefused) appender.refused(outcome);
    else appender.committed(outcome.sequence, outcome.onDisk);
  }
}

function takeParts(): Part[] {
  const parts = [...asking].map((appender): Part => ({ appender, entries: appender.take() }));
  asking.clear();
  return parts;
}

async function commitAlone(part: Part): Promise<Share> {
  try {
    const { result, onDisk } = await commit(async (tx) => insertEntries(tx, part));
    return { ...part, outcome: { sequence: result, onDisk } };
  } catch (cause) {
    return refused(part, cause);
  }
}

const refused = (part: Part, cause: unknown): Share => ({ ...part, outcome: refusal(cause) });

function refusal(cause: unknown): LogRefused {
  const words = `${String(cause)} ${cause instanceof Error ? String(cause.cause) : ''}`;
  const reason = words.includes('the text is frozen') ? 'frozen' : 'storageFailed';
  if (reason === 'storageFailed') log.error({ err: cause }, 'updates of a text could not be written');
  return new LogRefused(reason, cause);
}

function prepareInsert(tx: Tx) {
  return tx
    .insert(liveUpdates)
    .values({
      textId: sql.placeholder('textId'),
      update: sql.placeholder('update'),
      personId: sql.placeholder('personId'),
      at: sql.placeholder('at'),
    })
    .returning({ sequence: liveUpdates.sequence })
    .prepare();
}

const prepared = new WeakMap<Tx, ReturnType<typeof prepareInsert>>();

/** One statement, compiled once per connection: this is the hottest write of the portal. */
async function insertEntries(tx: Tx, { appender, entries }: Part): Promise<number> {
  let statement = prepared.get(tx);
  if (!statement) prepared.set(tx, (statement = prepareInsert(tx)));
  const at = new Date();
  const delivered = new Deliveries(tx, appender);
  let last = 0;
  for (const { update, personId } of entries) {
    await delivered.note(update, personId);
    const [row] = await statement.execute({ textId: appender.textId, update: asBuffer(update), personId, at });
    last = row!.sequence;
  }
  return last;
}

const asBuffer = (data: Uint8Array) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/**
 * Makes a new text, with its first content if any, inside the caller's change.
 *
 * @returns its id
 */
export async function createText(tx: Tx, kind: TextKind, initialUpdate?: Uint8Array): Promise<TextId> {
  const [text] = await tx.insert(texts).values({ kind, createdAt: new Date() }).returning({ id: texts.id });
  if (initialUpdate) {
    await tx
      .insert(liveUpdates)
      .values({ textId: text!.id, update: asBuffer(initialUpdate), personId: null, at: new Date() });
  }
  return text!.id;
}

type LogRow = { sequence: number; update: Uint8Array };
type Stored = { state: Uint8Array | undefined; rows: readonly LogRow[] };

export type StoredText = {
  kind: TextKind;
  frozen: boolean;
  /** Built when first asked for, where the text is at rest. */
  readonly doc: Y.Doc;
  /** All of the text as one update, where it lies so in the database: it can be sent before it is built. */
  atRest: Uint8Array | undefined;
  /** The number of the last update that `doc` holds. */
  sequence: number;
  snapshotBytes: number;
  /** How many updates lie beyond the snapshot, and what they take in the database. */
  loose: { count: number; bytes: number };
};

/** What the row of an update takes in the database, roughly: itself, the other columns and the index. */
export const rowBytes = (update: Uint8Array): number => update.length + 100;

/**
 * The text as it is on disk. Three statements.
 *
 * The order matters: a fold between the statements moves updates into the snapshot, so updates are
 * read first; one that is in both is applied twice, which does nothing.
 *
 * @throws NotFound where there is no such text
 */
export async function loadText(textId: TextId, reader: Reader = db): Promise<StoredText> {
  const [text] = await reader
    .select({ kind: texts.kind, frozenAt: texts.frozenAt })
    .from(texts)
    .where(eq(texts.id, textId));
  if (!text) throw new NotFound(textId);
  const rows = await reader
    .select({ sequence: liveUpdates.sequence, update: liveUpdates.update })
    .from(liveUpdates)
    .where(eq(liveUpdates.textId, textId))
    .orderBy(asc(liveUpdates.sequence));
  const [snapshot] = await reader.select().from(liveSnapshots).where(eq(liveSnapshots.textId, textId));
  const atRest = rows.length === 0 ? snapshot?.state : undefined;
  const doc = built(textId, { state: snapshot?.state, rows });
  if (!atRest) doc();
  const upTo = snapshot?.upTo ?? 0;
  const loose = rows.filter((row) => row.sequence > upTo);
  return {
    kind: text.kind,
    frozen: text.frozenAt !== null,
    get doc() {
      return doc();
    },
    atRest,
    sequence: Math.max(upTo, rows.at(-1)?.sequence ?? 0),
    snapshotBytes: snapshot?.state.length ?? 0,
    loose: { count: loose.length, bytes: loose.reduce((sum, row) => sum + rowBytes(row.update), 0) },
  };
}

/** The document, built when first asked for; what it is built from is then let go. */
function built(textId: TextId, stored: Stored): () => Y.Doc {
  let from: Stored | undefined = stored;
  const doc = new Y.Doc();
  return () => {
    if (!from) return doc;
    const { state, rows } = from;
    doc.transact(() => {
      if (state) Y.applyUpdate(doc, state);
      for (const row of rows) applyStored(doc, row, textId);
    });
    from = undefined;
    return doc;
  };
}

/** One update that can't be applied must not make the whole text unreadable. */
function applyStored(doc: Y.Doc, row: LogRow, textId: TextId): void {
  try {
    Y.applyUpdate(doc, row.update);
  } catch (error) {
    log.error({ err: error, textId, sequence: row.sequence }, 'an update of the log can not be applied');
  }
}

/**
 * The text as confirmed so far, as a copy of one's own. Needs no open room. Inside a change, hand in
 * its `tx`: what is read then is the last state, since nothing can be confirmed in between.
 *
 * @throws NotFound
 */
export async function readText(textId: TextId, reader: Reader = db): Promise<Y.Doc> {
  const { doc } = await loadText(textId, reader);
  return doc;
}

/**
 * The number of the last update of a text: as long as it is the same, so is the text.
 *
 * A fold between the statements moves updates into the snapshot, so they are looked at first.
 *
 * @throws NotFound where there is no such text
 */
export async function lastUpdateOf(textId: TextId): Promise<number> {
  const [last] = await db
    .select({ sequence: liveUpdates.sequence })
    .from(liveUpdates)
    .where(eq(liveUpdates.textId, textId))
    .orderBy(desc(liveUpdates.sequence))
    .limit(1);
  const [text] = await db
    .select({ upTo: liveSnapshots.upTo })
    .from(texts)
    .leftJoin(liveSnapshots, eq(liveSnapshots.textId, texts.id))
    .where(eq(texts.id, textId));
  if (!text) throw new NotFound(textId);
  return Math.max(last?.sequence ?? 0, text.upTo ?? 0);
}

/** Whether the text takes edits; also false where there is none. */
export async function isEditable(textId: TextId): Promise<boolean> {
  const [text] = await db.select({ frozenAt: texts.frozenAt }).from(texts).where(eq(texts.id, textId));
  return text?.frozenAt === null;
}

/** The kind of a text; undefined where there is none. */
export async function textKind(textId: TextId): Promise<TextKind | undefined> {
  const [text] = await db.select({ kind: texts.kind }).from(texts).where(eq(texts.id, textId));
  return text?.kind;
}

/**
 * Replaces the updates up to and including `upTo` by `state`, which must hold all of them. What goes is
 * deleted first, so that what comes takes its room in the file.
 */
export async function foldLog(textId: TextId, upTo: number, state: Uint8Array): Promise<void> {
  await write(async (tx) => {
    await tx.delete(liveUpdates).where(and(eq(liveUpdates.textId, textId), lte(liveUpdates.sequence, upTo)));
    await tx.delete(liveSnapshots).where(eq(liveSnapshots.textId, textId));
    await tx.insert(liveSnapshots).values({ textId, upTo, state: asBuffer(state), at: new Date() });
  });
}

/** The texts with updates beyond their snapshot: after a crash, those whose derived rows may be behind. */
export async function unfoldedTexts(): Promise<TextId[]> {
  const rows = await db.selectDistinct({ textId: liveUpdates.textId }).from(liveUpdates);
  return rows.map((row) => row.textId);
}
