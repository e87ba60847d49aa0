/** Someone in a room: a socket, whose it is, and what it may do until when. */
import type { PersonId } from '~db/values';
import type { Access } from './kinds.server';
import { type Participant, participant } from './presence.server';
import type { Mode } from './protocol';
import { type LiveSocket, frameOf } from './sockets.server';

/** Who is at the door, as the session says. */
export type Visitor = {
  personId: PersonId;
  name: string;
  /** What `closeSession` is called with when the session ends. */
  sessionKey: string;
  /** When the session ends by itself. */
  until: Date | null;
};

/** Not sooner, lest a right that claims to have ended already be asked for without pause. */
const SHORTEST_WAIT_MS = 100;
/** The longest that a timer of Node can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export class Member {
  readonly participant: Participant;
  mode: Mode;
  /** It has asked for the text and hears of edits. */
  synced = false;
  /** It has heard who else is here, and hears only of changes from then on. */
  acquainted = false;
  /** How often its right has been asked for since it came in. */
  questions = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly socket: LiveSocket,
    public visitor: Visitor,
    access: Access,
    /** Called when a right or the session is due to end, to look again. */
    readonly onDue: (member: Member) => void,
  ) {
    this.participant = participant(visitor.personId, visitor.name);
    this.mode = access.mode;
    this.#watch(access.until);
  }

  /** Takes a right as it is now; the client hears of it when it may do more or less than before. */
  grant({ mode, until }: Access): void {
    this.#watch(until);
    if (mode === this.mode) return;
    this.mode = mode;
    this.socket.send(frameOf({ type: 'mode', mode }));
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #watch(until: Date | null): void {
    clearTimeout(this.#timer);
    const ends = [until, this.visitor.until].flatMap((end) => end?.getTime() ?? []);
    if (ends.length === 0) return;
    const wait = Math.min(Math.max(SHORTEST_WAIT_MS, Math.min(...ends) - Date.now()), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => this.onDue(this), wait).unref();
  }
}
