/** The line to a live text, with the document, the presence and the copy on the device. Browser. */
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';
import type { PersonId, TextId } from '~db/values';
import { type LiveState, type LiveText, connectText } from '~/live/client';
import { type OfflineCopy, openOffline } from '~/live/offline.client';

export type Present = { id: string; name: string; color: string };

const waiting: LiveState = { light: 'saving', mode: 'read', synced: false, hasUnsaved: false, closed: undefined, asides: 0 };

/** Our own cursor is not shown to us; the others get our name and colour from the server. */
const ownColor = '#171a2b';

export class Line {
  readonly doc = new Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #listeners = new Set<() => void>();
  #text: LiveText | undefined;
  #offline: OfflineCopy | undefined;
  #stop: (() => void) | undefined;

  constructor(
    readonly textId: TextId,
    readonly person: { id: PersonId; name: string },
  ) {
    this.awareness.setLocalStateField('user', { ...person, color: ownColor });
  }

  get state(): LiveState {
    return this.#text?.state ?? waiting;
  }

  open(): void {
    const { protocol, host } = window.location;
    this.#offline = openOffline(this.person.id, this.textId, this.doc);
    this.#text = connectText({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/live/${this.textId}`,
      doc: this.doc,
      awareness: this.awareness,
      offline: this.#offline,
    });
    this.#stop = this.#text.subscribe(() => this.#tell());
    this.#tell();
  }

  close(): void {
    this.#stop?.();
    this.#text?.disconnect();
    void this.#offline?.close();
  }

  retry(): void {
    this.#text?.retry();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Who else has the text open, each once. */
  others(): Present[] {
    const found = new Map<string, Present>();
    for (const [client, state] of this.awareness.getStates()) {
      const user = (state as { user?: Present }).user;
      if (client !== this.awareness.clientID && user && user.id !== this.person.id) found.set(user.id, user);
    }
    return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
  }
}
