/** When to derive rows from a text that is being typed: soon, but not at each key. */
import { log } from '~/services/log.server';

export const derivePause = { afterEdit: 400, atMost: 1_200, afterError: 5_000 } as const;

/** Calls `work` after edits: after a pause, at the latest after some time, one at a time. */
export class Derivation {
  #dirty = false;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(readonly work: () => Promise<void>) {}

  /** The text has changed. */
  touch(): void {
    const now = Date.now();
    if (!this.#dirty) this.#since = now;
    this.#dirty = true;
    this.#schedule(Math.min(derivePause.afterEdit, Math.max(0, this.#since + derivePause.atMost - now)));
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The error is in the log, and the next try is scheduled.
      this.flush().catch(() => undefined);
    }, delay);
  }

  /** Derives now what has not been derived yet. @throws what `work` throws; then it is tried again */
  async flush(): Promise<void> {
    await this.#running?.catch(() => undefined);
    clearTimeout(this.#timer);
    if (!this.#dirty) return;
    this.#dirty = false;
    this.#running = this.work();
    try {
      await this.#running;
    } catch (error) {
      log.error({ err: error }, 'deriving from a text failed');
      this.#dirty = true;
      this.#schedule(derivePause.afterError);
      throw error;
    }
  }

  /** Forgets what is not derived; whoever loads the text next derives it. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#dirty = false;
  }
}
