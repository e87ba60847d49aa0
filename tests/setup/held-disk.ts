/** A disk on which nothing arrives before a test says so; `openDatabase(file, new HeldDisk())`. */
export class HeldDisk {
  readonly #ends: (() => void)[] = [];
  #open = false;
  /** How many flushes have been begun. */
  begun = 0;

  readonly flush = (): Promise<void> => {
    this.begun += 1;
    return this.#open ? Promise.resolve() : new Promise((resolve) => this.#ends.push(resolve));
  };

  /** Lets the oldest flush that waits end. */
  endOne(): void {
    this.#ends.shift()?.();
  }

  /** Lets everything end, from here on at once: no test may leave a disk that waits. */
  release(): void {
    this.#open = true;
    for (const end of this.#ends.splice(0)) end();
  }
}
