/**
 * Rooms: one per shared text that is open, with the people in it.
 *
 * The document of a room holds exactly what is in the log. An update is checked when it comes in, then
 * goes to the log, and only when the log has it is it applied here and sent to the others; so whoever
 * comes in, and whatever is derived, sees nothing that a crash could take back. Once the log is on disk
 * as well, the update is confirmed to its sender. If the log refuses, the room is thrown away with its
 * document and everyone in it is sent off with the reason; what they typed is still with them,
 * unconfirmed.
 */
import * as Y from 'yjs';
import type { PersonId, TextId } from '~db/values';
import { inChange } from '~db/client.server';
import { log } from '~/services/log.server';
import { Answers, nothing } from './answers.server';
import { Derivation } from './derive.server';
import { type TextKindRules, rulesOf } from './kinds.server';
import {
  type Appender,
  type LogEntry,
  LogRefused,
  type StoredText,
  foldLog,
  loadText,
  requestCommit,
  rowBytes,
  unfoldedTexts,
} from './log.server';
import type { Member } from './member.server';
import { Presence, decodePresence } from './presence.server';
import { type ClientMessage, type CloseReason, Malformed, decodeClientMessage } from './protocol';
import { type Frame, frameOf } from './sockets.server';
import { assertReadable, bringsNews } from './updates.server';

/**
 * When the log of a text is folded into a snapshot: at so many updates, and when the log has grown to
 * half of the snapshot, so that neither the log nor the writing of snapshots takes more than the text.
 */
export const foldAt = { count: 2_000, share: 0.5, leastBytes: 64 * 1024, mostBytes: 2 * 1024 * 1024 };
const FOLD_RETRY_MS = 30_000;
/** How long presence is gathered before it is sent round: the longer, the more there are to hear of it. */
const presencePause = { least: 25, perMember: 0.5, most: 150 } as const;

type Waiting = {
  member: Member | null;
  seq: number;
  /** Empty where there is nothing new to log, only an earlier update of the socket to wait for. */
  update: Uint8Array | null;
  personId: PersonId | null;
  settle?: { resolve: () => void; reject: (error: Error) => void };
};

export class Room implements Appender {
  readonly members = new Set<Member>();
  /** Those who need the room for a moment without being in it. */
  holds = 0;
  /** The last of the edits that the portal itself makes; each begins with what the one before has left. */
  #ownEdits: Promise<unknown> = Promise.resolve();
  /** The room is no longer the one of its text. */
  ended = false;

  readonly #rules: TextKindRules;
  readonly #stored: StoredText;
  readonly #answers: Answers;
  /** The document's, while it is known. */
  #stateVector: Uint8Array | undefined;
  readonly #presence = new Presence();
  readonly #derivation: Derivation;
  #waiting: Waiting[] = [];
  #underWay: Waiting[] = [];
  /** How many commits are not on disk yet. */
  #unconfirmed = 0;
  #onQuiet: (() => void)[] = [];
  #presenceTimer: NodeJS.Timeout | undefined;
  #foldNotBefore = 0;
  #folding: Promise<void> | undefined;

  constructor(
    readonly textId: TextId,
    stored: StoredText,
  ) {
    this.#stored = stored;
    this.#rules = rulesOf(stored.kind);
    this.#answers = new Answers(() => this.doc);
    if (stored.atRest) {
      // Read once as a whole: nobody is let in to a text that can't be.
      this.#stateVector = Y.encodeStateVectorFromUpdate(stored.atRest);
      this.#answers.prime(stored.atRest);
      stored.atRest = undefined;
      // Whoever opens it is sent the text first; it is built here while it is on its way.
      setImmediate(() => this.#build());
    }
    this.#derivation = new Derivation(async () => this.#rules.changed?.(textId, this.doc, this.#stored.sequence));
    // Rows beyond the snapshot may not have been derived before the last end. (Whoever freezes a text
    // derives from it in the same change.)
    if (stored.loose.count > 0 && !stored.frozen) this.#derivation.touch();
  }

  get doc(): Y.Doc {
    return this.#stored.doc;
  }

  get frozen(): boolean {
    return this.#stored.frozen;
  }

  set frozen(frozen: boolean) {
    this.#stored.frozen = frozen;
  }

  get #quiet(): boolean {
    return this.#waiting.length === 0 && this.#underWay.length === 0 && this.#unconfirmed === 0;
  }

  get unused(): boolean {
    return this.members.size === 0 && this.holds === 0 && this.#quiet;
  }

  #build(): void {
    if (this.ended) return;
    try {
      void this.doc;
    } catch (error) {
      log.error({ err: error, textId: this.textId }, 'a text can not be built');
      this.discard('storageFailed');
    }
  }

  // People

  /** Lets someone in; who holds nothing of the text is sent it without asking. */
  join(member: Member, fresh: boolean): void {
    this.members.add(member);
    if (this.frozen) member.mode = 'read';
    const stateVector = (this.#stateVector ??= Y.encodeStateVector(this.doc));
    member.socket.send(frameOf({ type: 'welcome', mode: member.mode, stateVector }));
    if (fresh) this.#sendText(member, this.#answers.to(nothing));
  }

  leave(member: Member): void {
    if (!this.members.delete(member)) return;
    member.dispose();
    if (this.#presence.leave(member) && !this.ended) this.#schedulePresence();
    if (this.unused) void retire(this);
  }

  /** Closes one socket; who it was is gone for the others at once. */
  dismiss(member: Member, reason: CloseReason): void {
    member.socket.close(reason);
    this.leave(member);
  }

  /** Closes everyone's socket and ends the room; what it had not confirmed stays unconfirmed. */
  discard(reason: CloseReason): void {
    const refusal = new LogRefused(reason === 'frozen' ? 'frozen' : 'storageFailed', reason);
    for (const entry of this.#waiting) entry.settle?.reject(refusal);
    this.#waiting = [];
    this.end();
    this.sendOff(reason);
  }

  sendOff(reason: CloseReason): void {
    for (const member of [...this.members]) this.dismiss(member, reason);
  }

  end(): void {
    this.ended = true;
    if (rooms.get(this.textId)?.room === this) rooms.delete(this.textId);
    if (!this.#quiet) lingerOn(this);
    this.#derivation.stop();
    clearTimeout(this.#presenceTimer);
  }

  // What comes in

  /** Takes in one message. Nonsense and floods end the socket that sent them, and nothing else. */
  receive(member: Member, data: Uint8Array): void {
    if (!member.socket.open) return;
    if (!member.socket.admits(data.length)) return this.dismiss(member, 'tooFast');
    try {
      this.#take(member, decodeClientMessage(data));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      log.warn({ textId: this.textId, personId: member.visitor.personId, reason: error.message }, 'malformed message');
      this.dismiss(member, 'malformed');
    }
  }

  #take(member: Member, message: ClientMessage): void {
    switch (message.type) {
      case 'sync':
        return this.#answerSync(member, message.stateVector);
      case 'update':
        return this.#takeUpdate(member, message.seq, message.update);
      case 'awareness':
        return this.#takePresence(member, message.update);
    }
  }

  #answerSync(member: Member, stateVector: Uint8Array): void {
    if (!member.socket.admitsSync()) return this.dismiss(member, 'tooFast');
    let answer: readonly Frame[];
    try {
      answer = this.#answers.to(stateVector);
    } catch (cause) {
      throw new Malformed('unreadable state vector', { cause });
    }
    this.#sendText(member, answer);
  }

  #sendText(member: Member, answer: readonly Frame[]): void {
    // From here on it hears what the others do; before, it could not have placed it.
    member.synced = true;
    member.socket.sendText(answer);
    this.#schedulePresence();
  }

  #takeUpdate(member: Member, seq: number, update: Uint8Array): void {
    if (member.mode !== 'edit' || this.frozen) {
      member.socket.send(frameOf({ type: 'mode', mode: 'read' }));
      return;
    }
    const news = bringsNews(this.doc, assertReadable(update));
    if (!news && this.#quiet) {
      member.socket.send(frameOf({ type: 'ack', seq }));
      return;
    }
    this.#enqueue({ member, seq, update: news ? update : null, personId: member.visitor.personId });
  }

  #takePresence(member: Member, update: Uint8Array): void {
    const outcome = this.#presence.announce(member, member.participant, decodePresence(update));
    if (outcome === 'changed') this.#schedulePresence();
    if (outcome === 'refused') {
      log.warn({ textId: this.textId, personId: member.visitor.personId }, 'presence of another client refused');
    }
  }

  // The way through the log

  /** Appends an edit made by the server. @throws LogRefused */
  append(update: Uint8Array, personId: PersonId | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ member: null, seq: 0, update, personId, settle: { resolve, reject } });
    });
  }

  /** Does an edit of the portal's own after those that were asked for before, whatever became of them. */
  inTurn<Result>(edit: () => Promise<Result>): Promise<Result> {
    const done = this.#ownEdits.then(edit, edit);
    this.#ownEdits = done;
    return done;
  }

  #enqueue(entry: Waiting): void {
    this.#waiting.push(entry);
    requestCommit(this);
  }

  clockOf(clientId: number): number {
    return Y.getState(this.doc.store, clientId);
  }

  take(): readonly LogEntry[] {
    this.#underWay = this.#waiting;
    this.#waiting = [];
    return this.#underWay.filter((entry): entry is Waiting & LogEntry => entry.update !== null);
  }

  committed(sequence: number, onDisk: Promise<void>): void {
    const entries = this.#takeUnderWay();
    this.#unconfirmed += 1;
    void onDisk.then(() => this.#confirm(entries));
    if (this.ended) return;
    const news = entries.filter((entry) => entry.update !== null);
    const updates = news.map((entry) => entry.update!);
    try {
      this.#apply(updates, sequence);
    } catch (error) {
      // In the log, but not applied as a whole: only loading the text anew gives a whole document.
      log.error({ err: error, textId: this.textId, sequence }, 'a logged update can not be applied');
      return this.discard('storageFailed');
    }
    this.#spread(news, updates);
    this.#foldIfGrown();
  }

  refused(error: LogRefused): void {
    const entries = this.#takeUnderWay();
    for (const entry of entries) entry.settle?.reject(error);
    if (!this.ended) this.discard(error.reason);
    this.#tellIfQuiet();
  }

  /** What was committed is on disk: whoever sent it hears that it is saved. */
  #confirm(entries: readonly Waiting[]): void {
    this.#unconfirmed -= 1;
    const acks = new Map<Member, number>();
    for (const { member, seq, settle } of entries) {
      settle?.resolve();
      if (member) acks.set(member, seq);
    }
    for (const [member, seq] of acks) member.socket.send(frameOf({ type: 'ack', seq }));
    this.#tellIfQuiet();
    if (this.unused) void retire(this);
  }

  #apply(updates: Uint8Array[], sequence: number): void {
    if (updates.length === 0) return;
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
    this.#answers.extend(updates);
    this.#stateVector = undefined;
    this.#stored.sequence = sequence;
    this.#stored.loose.count += updates.length;
    for (const update of updates) this.#stored.loose.bytes += rowBytes(update);
    this.#derivation.touch();
  }

  /** What was edited, for all but who alone did it: in a group the others' part is worth more. */
  #spread(news: readonly Waiting[], updates: Uint8Array[]): void {
    if (updates.length === 0) return;
    const authors = new Set(news.map((entry) => entry.member));
    const [author] = authors;
    this.#tell(frameOf({ type: 'update', updates }), authors.size === 1 ? author : null);
  }

  // Presence

  #schedulePresence(): void {
    const { least, perMember, most } = presencePause;
    const pause = Math.min(Math.max(least, this.members.size * perMember), most);
    this.#presenceTimer ??= setTimeout(() => this.#tell(undefined, null), pause);
  }

  /** One write a socket: the news, and where the others are. @param author one who knows the news */
  #tell(news: Frame | undefined, author: Member | null | undefined): void {
    clearTimeout(this.#presenceTimer);
    this.#presenceTimer = undefined;
    const changes = this.#presence.hasChanges ? presenceFrame(this.#presence.takeChanges()) : undefined;
    const both = join(news, changes);
    let everyone: Frame | undefined;
    for (const member of this.members) {
      if (!member.synced) continue;
      let frame = member === author ? changes : both;
      if (!member.acquainted) {
        member.acquainted = true;
        everyone ??= presenceFrame(this.#presence.everyone());
        frame = join(member === author ? undefined : news, everyone);
      }
      if (frame) member.socket.send(frame);
    }
  }

  /** Tells everyone here that something beside the text has changed. */
  tellAside(): void {
    const frame = frameOf({ type: 'aside' });
    for (const member of this.members) if (member.synced) member.socket.send(frame);
  }

  // Folding and ending

  #foldIfGrown(): void {
    const { loose, snapshotBytes } = this.#stored;
    const bytes = Math.min(Math.max(snapshotBytes * foldAt.share, foldAt.leastBytes), foldAt.mostBytes);
    if (loose.count < foldAt.count && loose.bytes < bytes) return;
    if (this.#folding || Date.now() < this.#foldNotBefore) return;
    this.fold().catch((error: unknown) => {
      this.#foldNotBefore = Date.now() + FOLD_RETRY_MS;
      log.error({ err: error, textId: this.textId }, 'folding a text failed');
    });
  }

  /**
   * Folds the log up to here into the snapshot. What is derived is brought up to date first, so that
   * rows beyond a snapshot are the sign that it may not be. Where that fails, the last row stays as the
   * sign; else the log of a text that can't be derived from would grow for as long as people type.
   */
  fold(): Promise<void> {
    this.#folding ??= this.#foldOnce().finally(() => (this.#folding = undefined));
    return this.#folding;
  }

  async #foldOnce(): Promise<void> {
    const { sequence, loose } = this.#stored;
    if (loose.count === 0) return;
    const folded = { ...loose };
    const state = Y.encodeStateAsUpdate(this.doc);
    // The error is in the log.
    const derived = await this.#derivation.flush().then(
      () => true,
      () => false,
    );
    await foldLog(this.textId, derived ? sequence : sequence - 1, state);
    this.#stored.snapshotBytes = state.length;
    loose.count -= folded.count;
    loose.bytes -= folded.bytes;
    if (derived) return;
    loose.count += 1;
    this.#foldNotBefore = Date.now() + FOLD_RETRY_MS;
  }

  /** Brings everything to rest after the last one has left, and ends the room unless someone came. */
  async rest(): Promise<void> {
    await this.fold();
    if (this.unused) this.end();
  }

  /** Waits until nothing is on its way to the log and the disk. */
  async settled(): Promise<void> {
    while (!this.#quiet) await new Promise<void>((resolve) => this.#onQuiet.push(resolve));
  }

  #takeUnderWay(): Waiting[] {
    const entries = this.#underWay;
    this.#underWay = [];
    return entries;
  }

  #tellIfQuiet(): void {
    if (this.#quiet) for (const tell of this.#onQuiet.splice(0)) tell();
  }
}

const join = (first: Frame | undefined, second: Frame | undefined): Frame | undefined =>
  first && second ? Buffer.concat([first, second]) : (first ?? second);

const presenceFrame = (update: Uint8Array | undefined): Frame | undefined =>
  update && frameOf({ type: 'awareness', update });

type Slot = { opening: Promise<Room>; room?: Room };

const rooms = new Map<TextId, Slot>();
/** Ended rooms whose last updates are still on their way to the log. */
const lingering = new Map<TextId, Promise<void>>();

/** The next room of the text must find in the log what this one still puts there. */
function lingerOn(room: Room): void {
  const settled = room.settled().finally(() => {
    if (lingering.get(room.textId) === settled) lingering.delete(room.textId);
  });
  lingering.set(room.textId, settled);
}

/** The rooms that are open now. */
export function openRooms(): Room[] {
  return [...rooms.values()].flatMap((slot) => slot.room ?? []);
}

function openRoom(textId: TextId): Slot {
  const load = async () => {
    await lingering.get(textId);
    return (slot.room = new Room(textId, await loadText(textId)));
  };
  const slot: Slot = { opening: load() };
  rooms.set(textId, slot);
  slot.opening.catch(() => {
    if (rooms.get(textId) === slot) rooms.delete(textId);
  });
  return slot;
}

/**
 * Opens the room of a text, or finds it open, and keeps it open until `releaseRoom`.
 *
 * @throws NotFound
 */
export async function holdRoom(textId: TextId): Promise<Room> {
  for (;;) {
    const room = await (rooms.get(textId) ?? openRoom(textId)).opening;
    if (room.ended) continue;
    room.holds += 1;
    return room;
  }
}

export function releaseRoom(room: Room): void {
  room.holds -= 1;
  if (room.unused) void retire(room);
}

async function retire(room: Room): Promise<void> {
  if (room.ended) return;
  try {
    await room.rest();
  } catch (error) {
    // The log is whole; whoever opens the text next tries again.
    log.error({ err: error, textId: room.textId }, 'a text could not be brought to rest');
    if (room.unused) room.end();
  }
}

/**
 * Changes a text from the server, on the same durable path as everyone's edits: in the log first,
 * then at those who have it open. Works also when nobody has. Not inside `write()`: the log is one.
 *
 * @param edit changes the document it is given, a copy; what it does becomes one update
 * @returns once the change is on disk
 * @throws NotFound, LogRefused where the text is frozen or can't be written
 */
export async function editRoom(
  textId: TextId,
  edit: (doc: Y.Doc) => void,
  personId: PersonId | null = null,
): Promise<void> {
  if (inChange()) throw new Error('editRoom() inside write(): do it after the commit.');
  const room = await holdRoom(textId);
  try {
    await room.inTurn(async () => {
      const update = updateBy(room.doc, edit);
      if (update) await room.append(update, personId);
    });
  } finally {
    releaseRoom(room);
  }
}

/** What `edit` does to a copy of the document, as one update; undefined if it does nothing. */
function updateBy(doc: Y.Doc, edit: (doc: Y.Doc) => void): Uint8Array | undefined {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  copy.transact(() => edit(copy));
  copy.destroy();
  return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
}

/** Tells those who have the text open that something kept beside it has changed. Call it after the commit. */
export function tellAside(textId: TextId): void {
  rooms.get(textId)?.room?.tellAside();
}

/** Sends everyone off who has the text open, with the reason. Call it after the commit. */
function closeRoom(textId: TextId, reason: CloseReason): void {
  rooms.get(textId)?.room?.discard(reason);
}

/**
 * Ends editing of a text whose `frozenAt` has been set, after that commit. Those who have it open
 * turn read-only and come back as readers, if they may read. Updates that were under way when it was
 * frozen are refused by the database itself and not confirmed.
 */
export function freezeRoom(textId: TextId): void {
  closeRoom(textId, 'frozen');
}

/**
 * Derives what may not have been derived before the last end, and folds those logs; once at start.
 *
 * @returns how many texts were looked at
 */
export async function healTexts(): Promise<number> {
  const textIds = await unfoldedTexts();
  for (const textId of textIds) {
    const room = await holdRoom(textId);
    room.holds -= 1;
    if (room.unused) await retire(room);
  }
  return textIds.length;
}

/** Confirms what is under way, sends everyone off to come back, and brings every text to rest. */
export async function endRooms(): Promise<void> {
  await Promise.all(
    openRooms().map(async (room) => {
      await room.settled();
      room.sendOff('restarting');
      await room.settled();
      await retire(room);
    }),
  );
}
