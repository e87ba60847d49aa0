/**
 * Who delivered the letters of a text. In Yjs every letter belongs to a client (an editor's visit) and
 * has a clock; who sat at that client is known only while its updates come in, so it is kept then.
 *
 * Nobody can be blamed for the letters of somebody else: what one person delivers under a client that
 * was another's begins a stretch of its own, also when it is sent ahead of what lies before it. What
 * the portal itself writes has no author.
 */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { Skip, decodeUpdate } from 'yjs';
import { type Tx, afterCommit, textAuthors } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';

type Log = {
  textId: TextId;
  /** How many letters of a client the log holds. */
  clockOf(clientId: number): number;
};

/** Letters of a client that follow each other. `ahead`: others are missing before or behind them. */
type Range = { clientId: number; from: number; to: number; ahead: boolean };

type Last = { fromClock: number; personId: PersonId };

/** The newest stretch of the clients that write now: most updates ask for nothing else. */
const lastOf = new Map<string, Last>();
const capacity = 10_000;

/** The updates that one change adds to the log of a text. */
export class Deliveries {
  /** How far the log reaches with what this change has added. */
  private readonly clocks = new Map<number, number>();

  constructor(
    private readonly tx: Tx,
    private readonly log: Log,
  ) {}

  /** Keeps who delivers an update, as far as it is not known already; in the change that logs it. */
  async note(update: Uint8Array, personId: PersonId | null): Promise<void> {
    for (const range of this.rangesOf(update)) {
      if (personId !== null) await this.noteRange(range, personId);
      if (!range.ahead) this.clocks.set(range.clientId, range.to);
    }
  }

  private clockOf(clientId: number): number {
    return Math.max(this.clocks.get(clientId) ?? 0, this.log.clockOf(clientId));
  }

  /** What an update brings that the log does not hold. */
  private rangesOf(update: Uint8Array): Range[] {
    const ranges: Range[] = [];
    for (const struct of decodeUpdate(update).structs) {
      const { client: clientId, clock } = struct.id;
      const to = clock + struct.length;
      const last = ranges.at(-1);
      if (struct instanceof Skip) {
        if (last?.clientId === clientId) last.ahead = true;
      } else if (last?.clientId === clientId && last.to === clock) {
        last.to = to;
      } else {
        ranges.push({ clientId, from: clock, to, ahead: clock > this.clockOf(clientId) });
      }
    }
    return ranges
      .map((range) => ({ ...range, from: Math.max(range.from, this.clockOf(range.clientId)) }))
      .filter(({ from, to }) => from < to);
  }

  private async noteRange({ clientId, from: fromClock, to, ahead }: Range, personId: PersonId): Promise<void> {
    const key = `${this.log.textId} ${clientId}`;
    const known = lastOf.get(key);
    if (!ahead && known && known.personId === personId && known.fromClock <= fromClock) return;
    const rows = await this.tx
      .select({ fromClock: textAuthors.fromClock, personId: textAuthors.personId })
      .from(textAuthors)
      .where(and(eq(textAuthors.textId, this.log.textId), eq(textAuthors.clientId, clientId)))
      .orderBy(asc(textAuthors.fromClock));
    const current = rows.findLastIndex((row) => row.fromClock <= fromClock);
    if (rows[current]?.personId !== personId) await this.begin(clientId, fromClock, personId);
    if (ahead) await this.end(clientId, to);
    const isNewest = !ahead && current === rows.length - 1;
    // Remembered only once it stands: a change can still fail.
    afterCommit(() => (isNewest ? remember(key, { fromClock, personId }) : lastOf.delete(key)));
  }

  private async begin(clientId: number, fromClock: number, personId: PersonId): Promise<void> {
    await this.tx
      .insert(textAuthors)
      .values({ textId: this.log.textId, clientId, fromClock, personId })
      .onConflictDoUpdate({
        target: [textAuthors.textId, textAuthors.clientId, textAuthors.fromClock],
        set: { personId },
        setWhere: isNull(textAuthors.personId),
      });
  }

  private async end(clientId: number, fromClock: number): Promise<void> {
    await this.tx
      .insert(textAuthors)
      .values({ textId: this.log.textId, clientId, fromClock, personId: null })
      .onConflictDoNothing();
  }
}

function remember(key: string, last: Last): void {
  if (lastOf.size >= capacity) lastOf.delete(lastOf.keys().next().value!);
  lastOf.set(key, last);
}
