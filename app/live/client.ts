/**
 * The client's end of co-editing: keeps a Yjs document and the server's text the same, and knows what
 * the server has confirmed. Runs in the browser and, for tests, in Node.
 *
 * Nothing typed is ever dropped here: what is not confirmed when a line breaks is part of what the
 * server is sent at the next welcome, as the difference between its state and the document. `saved`
 * is shown only when every update sent has been acknowledged.
 */
import type { Awareness } from 'y-protocols/awareness';
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type Light, lightOf } from './light';
import {
  type ClientMessage,
  type CloseReason,
  MAX_MESSAGE_BYTES,
  type Mode,
  type ServerMessage,
  closeCodes,
  closeReasonOf,
  decodeServerMessage,
  encodeClientMessage,
  freshAddress,
} from './protocol';

export type ConnectOptions = {
  /** Where the text is, such as `wss://portal.example/live/…`. */
  url: string;
  doc: Y.Doc;
  /** Cursors and names; left out by those who only want the text. */
  awareness?: Awareness;
  /** The copy on the device, from `openOffline`. The line is opened once it is loaded. */
  offline?: { loaded: Promise<void>; clear(): Promise<void> };
  /** Makes the socket; tests hand in one with cookies and an Origin. */
  openSocket?: (url: string) => WebSocket;
  /** Asks why a socket was refused: the close code it would have got, or null. */
  probe?: (url: string) => Promise<number | null>;
  /**
   * In milliseconds: the first pause before trying again, which doubles up to the longest; and how
   * long the light stays calm after a line has broken.
   */
  patience?: { firstPause: number; longestPause: number; hiccup: number };
};

/** What is known about the text now; a new object with each change. */
export type LiveState = {
  light: Light;
  mode: Mode;
  /** The text has come in since the page was opened, and can be shown and edited. */
  synced: boolean;
  /** Something typed here is not confirmed yet. */
  hasUnsaved: boolean;
  /** Why the server closed the line; undefined while it is open or merely lost. */
  closed: CloseReason | undefined;
  /** How often something kept beside the text has changed since the line was first opened. */
  asides: number;
};

export type LiveText = {
  readonly state: LiveState;
  /** Calls `listener` after each change of `state`. @returns how to stop it */
  subscribe(listener: () => void): () => void;
  /** Tries now, instead of waiting for the next try. */
  retry(): void;
  /** Leaves. What is not confirmed stays in the document, and on the device if that was asked for. */
  disconnect(): void;
};

/** After these the line is not opened again: only signing in or a new right helps. */
const final: ReadonlySet<CloseReason> = new Set(['sessionEnded', 'rightEnded', 'malformed']);
/** Unconfirmed messages on the line at a time; the rest is gathered, so a slow line gets fewer, larger ones. */
const WINDOW = 8;
/** Between two updates at least; a first one goes at once. Keeps well below what the server admits. */
const PACE_MS = 20;
const AFTER_FLOOD_MS = 5_000;
const PATIENCE = { firstPause: 500, longestPause: 30_000, hiccup: 3_000 };
/** The line is asked for a sign of life this often, and given up when none comes. */
const PULSE_MS = 15_000;
const PRESENCE_PAUSE_MS = 50;
/** An update that changes nothing: the server acknowledges it without logging. */
const NOTHING = new Uint8Array([0, 0]);

export function connectText(options: ConnectOptions): LiveText {
  const connection = new Connection(options);
  connection.start();
  return connection;
}

class Connection implements LiveText {
  state: LiveState = { light: 'saving', mode: 'read', synced: false, hasUnsaved: false, closed: undefined, asides: 0 };

  readonly #listeners = new Set<() => void>();
  #socket: WebSocket | undefined;
  #connected = false;
  /** The document was empty when the line was opened, and the server knows it. */
  #fresh = false;
  #lost = false;
  #left = false;
  #mode: Mode = 'read';
  #synced = false;
  #closed: CloseReason | undefined;
  #tooBig = false;
  #asides = 0;

  /** Typed here, not sent yet. */
  #queue: Uint8Array[] = [];
  #flushing = false;
  #paced: ReturnType<typeof setTimeout> | undefined;
  /** Whether something may be unknown to the server that is neither queued nor on the line. */
  #behind = false;
  #sent = 0;
  #acked = 0;

  #pause: number;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #pulseTimer: ReturnType<typeof setInterval> | undefined;
  #presenceTimer: ReturnType<typeof setTimeout> | undefined;
  #heard = false;

  constructor(readonly options: ConnectOptions) {
    this.#pause = this.#patience.firstPause;
  }

  get #patience(): typeof PATIENCE {
    return this.options.patience ?? PATIENCE;
  }

  start(): void {
    const { doc, awareness, offline } = this.options;
    doc.on('update', this.#onEdit);
    // Not `update`, which is also told of renewals: the server needs none.
    awareness?.on('change', this.#onPresence);
    if (typeof window !== 'undefined') {
      window.addEventListener('online', this.#onOnline);
      window.addEventListener('offline', this.#onOffline);
    }
    this.#hope();
    void (offline?.loaded ?? Promise.resolve()).then(() => this.#open());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  retry(): void {
    if (this.#left || this.#socket) return;
    this.#pause = this.#patience.firstPause;
    this.#open();
  }

  disconnect(): void {
    if (this.#left) return;
    const { doc, awareness } = this.options;
    this.#left = true;
    doc.off('update', this.#onEdit);
    awareness?.off('change', this.#onPresence);
    if (typeof window !== 'undefined') {
      window.removeEventListener('online', this.#onOnline);
      window.removeEventListener('offline', this.#onOffline);
    }
    clearTimeout(this.#presenceTimer);
    clearTimeout(this.#paced);
    this.#paced = undefined;
    this.#flush();
    clearTimeout(this.#paced);
    this.#drop();
    this.#listeners.clear();
  }

  // What happens here

  readonly #onEdit = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#queue.push(update);
    this.#publish();
    if (this.#flushing) return;
    this.#flushing = true;
    // What one keystroke does in several steps is one message.
    queueMicrotask(() => {
      this.#flushing = false;
      this.#flush();
    });
  };

  readonly #onPresence = (_: unknown, origin: unknown): void => {
    if (origin !== 'local' || this.#presenceTimer) return;
    // A mouse that selects moves the cursor at each pixel.
    this.#presenceTimer = setTimeout(() => {
      this.#presenceTimer = undefined;
      if (this.#connected) this.#sendPresence();
    }, PRESENCE_PAUSE_MS);
  };

  readonly #onOnline = (): void => this.retry();

  /** The device knows at once that it has no network; the socket would notice at the next pulse. */
  readonly #onOffline = (): void => {
    if (!this.#socket) return;
    this.#drop();
    this.#scheduleRetry();
  };

  #sendPresence(): void {
    const { awareness } = this.options;
    if (!awareness?.meta.has(awareness.clientID)) return;
    this.#send({ type: 'awareness', update: encodeAwarenessUpdate(awareness, [awareness.clientID]) });
  }

  // The line

  #open(): void {
    if (this.#left || this.#socket) return;
    clearTimeout(this.#retryTimer);
    const { url, doc, openSocket = (address: string) => new WebSocket(address) } = this.options;
    this.#fresh = doc.store.clients.size === 0;
    const socket = openSocket(this.#fresh ? freshAddress(url) : url);
    let opened = false;
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => (opened = true));
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      if (this.#socket === socket) this.#receive(new Uint8Array(data));
    });
    // What went wrong is told by `close`, which always follows.
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', ({ code }: CloseEvent) => {
      if (this.#socket === socket) void this.#onClose(code, opened);
    });
  }

  async #onClose(code: number, opened: boolean): Promise<void> {
    this.#drop();
    const probe = this.options.probe ?? probeDoor;
    const known = opened ? code : await probe(this.options.url);
    if (this.#left) return;
    this.#closed = known === null ? this.#closed : closeReasonOf(known);
    // What is written from here on could be kept nowhere.
    if (this.#closed === 'frozen' || this.#closed === 'rightEnded') this.#mode = 'read';
    if (this.#closed === 'rightEnded') await this.options.offline?.clear();
    this.#publish();
    if (!this.#closed || !final.has(this.#closed)) this.#scheduleRetry();
  }

  /** Forgets the line; what was on it and not confirmed counts as unsaved again. */
  #drop(): void {
    const socket = this.#socket;
    this.#behind ||= this.#unconfirmed;
    this.#queue = [];
    this.#socket = undefined;
    this.#connected = false;
    this.#sent = this.#acked = 0;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#pulseTimer);
    socket?.close();
    this.#forgetOthers();
    if (this.#left) clearTimeout(this.#lostTimer);
    else this.#hope();
    this.#publish();
  }

  /** The line is down; called lost when it stays so, counted from when it broke, not from the last try. */
  #hope(): void {
    this.#lostTimer ??= setTimeout(() => {
      this.#lost = true;
      this.#publish();
    }, this.#patience.hiccup);
  }

  #forgetOthers(): void {
    const { awareness } = this.options;
    if (!awareness) return;
    const others = [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID);
    removeAwarenessStates(awareness, others, this);
  }

  #scheduleRetry(): void {
    const floor = this.#closed === 'tooFast' ? AFTER_FLOOD_MS : 0;
    // Everyone loses the line at the same moment when the server restarts; not everyone returns at once.
    const pause = floor + this.#pause * (0.5 + Math.random());
    this.#pause = Math.min(this.#pause * 2, this.#patience.longestPause);
    this.#retryTimer = setTimeout(() => this.#open(), pause);
  }

  #beat(): void {
    if (!this.#heard) {
      // Nothing for a whole pulse, not even the answer to the last one: the line is dead.
      this.#drop();
      this.#scheduleRetry();
      return;
    }
    this.#heard = false;
    this.#send({ type: 'update', seq: this.#acked, update: NOTHING });
  }

  // What the server says

  #receive(data: Uint8Array): void {
    this.#heard = true;
    const message = decodeServerMessage(data);
    switch (message.type) {
      case 'welcome':
        return this.#onWelcome(message);
      case 'update':
        this.#apply(message.updates);
        if (this.#synced) return;
        // The first the server says of the text is all of it.
        this.#synced = true;
        return this.#publish();
      case 'awareness':
        return this.#onOthers(message.update);
      case 'ack':
        this.#acked = Math.max(this.#acked, message.seq);
        if (!this.#unconfirmed) this.#closed = undefined;
        this.#flush();
        return this.#publish();
      case 'mode':
        return this.#onMode(message.mode);
      case 'aside':
        this.#asides += 1;
        return this.#publish();
    }
  }

  #apply(updates: readonly Uint8Array[]): void {
    const { doc } = this.options;
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, this);
    }, this);
  }

  #onOthers(update: Uint8Array): void {
    const { awareness } = this.options;
    if (!awareness) return;
    applyAwarenessUpdate(awareness, update, this);
    // Nobody is dropped for being silent: the server says who has left.
    for (const [id, meta] of awareness.meta) if (id !== awareness.clientID) meta.lastUpdated = Infinity;
  }

  #onWelcome({ mode, stateVector }: ServerMessage & { type: 'welcome' }): void {
    const { doc, awareness } = this.options;
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
    this.#connected = true;
    this.#lost = false;
    this.#mode = mode;
    this.#pause = this.#patience.firstPause;
    this.#pulseTimer = setInterval(() => this.#beat(), PULSE_MS);
    if (!this.#fresh) this.#send({ type: 'sync', stateVector: Y.encodeStateVector(doc) });
    this.#catchUp(stateVector);
    // A new clock: the others have seen this client leave with the old one.
    if (awareness?.getLocalState()) awareness.setLocalState(awareness.getLocalState());
    this.#sendPresence();
    if (!this.#unconfirmed) this.#closed = undefined;
    this.#publish();
  }

  /** Sends what the server lacks, all in one message. */
  #catchUp(stateVector: Uint8Array): void {
    const { doc } = this.options;
    const missing = Y.encodeStateAsUpdate(doc, stateVector);
    this.#queue = [];
    const { structs, ds } = Y.decodeUpdate(missing);
    if (this.#mode === 'read') {
      this.#behind ||= structs.length > 0;
      return;
    }
    // On the line from here on; should the line break, it is missing again.
    this.#behind = false;
    if (structs.length > 0 || ds.clients.size > 0) this.#sendUpdate(missing);
  }

  #onMode(mode: Mode): void {
    const mayEditAgain = mode === 'edit' && this.#mode === 'read';
    this.#mode = mode;
    // What was refused is sent after a fresh look at what the server lacks.
    if (mayEditAgain && this.#unconfirmed) this.#socket?.close();
    this.#publish();
  }

  get #unconfirmed(): boolean {
    return this.#behind || this.#queue.length > 0 || this.#sent > this.#acked;
  }

  // What goes out

  #flush(): void {
    if (!this.#connected || this.#queue.length === 0) return;
    if (this.#mode === 'read') {
      this.#behind = true;
      this.#queue = [];
      return this.#publish();
    }
    if (this.#sent - this.#acked >= WINDOW || this.#paced) return;
    this.#paced = setTimeout(() => {
      this.#paced = undefined;
      this.#flush();
    }, PACE_MS);
    const update = this.#queue.length === 1 ? this.#queue[0]! : Y.mergeUpdates(this.#queue);
    this.#queue = [];
    this.#sendUpdate(update);
  }

  #sendUpdate(update: Uint8Array): void {
    // Room for the type, the number and the length.
    this.#tooBig = update.length > MAX_MESSAGE_BYTES - 32;
    if (this.#tooBig) {
      this.#behind = true;
      return this.#publish();
    }
    this.#sent += 1;
    this.#send({ type: 'update', seq: this.#sent, update });
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === 1) this.#socket.send(encodeClientMessage(message) as Uint8Array<ArrayBuffer>);
  }

  #publish(): void {
    if (this.#left) return;
    const hasUnsaved = this.#unconfirmed;
    const state: LiveState = {
      light: lightOf({
        connected: this.#connected,
        lost: this.#lost,
        unsaved: hasUnsaved,
        mode: this.#mode,
        closed: this.#closed,
        tooBig: this.#tooBig,
      }),
      mode: this.#mode,
      synced: this.#synced,
      hasUnsaved,
      closed: this.#closed,
      asides: this.#asides,
    };
    const keys = Object.keys(state) as (keyof LiveState)[];
    if (keys.every((key) => state[key] === this.state[key])) return;
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Asks the server over plain HTTP. Only an answer in our own words counts; anything else is a lost line. */
async function probeDoor(url: string): Promise<number | null> {
  try {
    const response = await fetch(url.replace(/^ws/, 'http'), { cache: 'no-store' });
    const { close } = (await response.json()) as { close: unknown };
    return close === closeCodes.rightEnded || close === closeCodes.sessionEnded ? close : null;
  } catch {
    return null;
  }
}
