/**
 * What a room answers to those who ask for its text. Three hundred who come in at once hold the same
 * (nothing, or what they had when the server went down), so the text is encoded once for all of them.
 *
 * An answer is one WebSocket message in two fragments: a beginning, which holds the text as it was when
 * first asked for and is kept as bytes, and an end with the updates since, which is small and made anew
 * after each edit.
 */
import * as Y from 'yjs';
import { type Frame, beginningOf, endOf } from './sockets.server';

/** Beyond this the end would be a burden: the beginnings are made anew when next asked for. */
const most = { bytes: 64 * 1024, updates: 500 } as const;
/** For how many different holdings of a text the beginning is kept: nothing, and what most had. */
const MOST_KEPT = 2;

/** The state vector of an empty document. */
export const nothing = new Uint8Array([0]);

const keyOf = (stateVector: Uint8Array): string => Buffer.from(stateVector).toString('latin1');

type Answer = { beginning: Frame; from: number; end?: Frame };

export class Answers {
  readonly #kept = new Map<string, Answer>();
  #since: Uint8Array[] = [];
  #bytes = 0;

  /** @param doc asked for only when something has to be encoded */
  constructor(readonly doc: () => Y.Doc) {}

  /** Makes known the answer to those who hold nothing, where it need not be encoded. */
  prime(state: Uint8Array): void {
    this.#keep(keyOf(nothing), state);
  }

  /** The document has taken in these updates. */
  extend(updates: readonly Uint8Array[]): void {
    if (this.#kept.size === 0) return;
    this.#since.push(...updates);
    for (const update of updates) this.#bytes += update.length;
    if (this.#bytes > most.bytes || this.#since.length > most.updates) this.#forget();
    for (const answer of this.#kept.values()) answer.end = undefined;
  }

  /**
   * The text for one whose document has this state vector, as frames to be written one after the other.
   *
   * @throws what Yjs throws where the vector is none
   */
  to(stateVector: Uint8Array): readonly Frame[] {
    const key = keyOf(stateVector);
    const answer = this.#kept.get(key) ?? this.#keep(key, Y.encodeStateAsUpdate(this.doc(), stateVector));
    answer.end ??= endOf(this.#since.slice(answer.from));
    return [answer.beginning, answer.end];
  }

  #keep(key: string, state: Uint8Array): Answer {
    const answer: Answer = { beginning: beginningOf([state]), from: this.#since.length };
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, answer);
    return answer;
  }

  #forget(): void {
    this.#kept.clear();
    this.#since = [];
    this.#bytes = 0;
  }
}
