/**
 * Brings what was committed onto the disk, without the process standing still meanwhile.
 *
 * Under WAL a commit appends to the `-wal` file. With `synchronous = FULL` SQLite would flush that file
 * inside each commit, while every page and every socket waits. Here SQLite commits without flushing
 * (NORMAL) and the file is flushed on another thread, once for all that was committed until then. The
 * guarantee is the same, as nothing is called saved before its flush has ended; and since commits stand
 * in the file one after the other, each sealed by a checksum over those before it, a power cut can take
 * away an end that nobody was told of, never a middle (SQLite, "WAL-mode File Format", 4.1).
 */
import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

/** Puts what was written to a file on disk. */
export type Flush = (fd: number) => Promise<void>;

export class Disk {
  #fd: number | undefined;
  #underWay: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param path the file that commits append to; made by the first of them */
  constructor(
    readonly path: string,
    readonly flush: Flush = promisify(fdatasync),
  ) {}

  /** Waits until everything that was committed before this call is on disk. */
  flushed(): Promise<void> {
    if (!this.#underWay) return this.#begin();
    // The flush under way began before: it may not have seen what was committed since.
    this.#next ??= this.#underWay.then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#fd ??= openSync(this.path, 'r+');
    this.#underWay = this.flush(this.#fd).then(() => void (this.#underWay = undefined), giveUp);
    return this.#underWay;
  }

  /** Lets go of the file, once no flush is under way. */
  close(): void {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd === undefined) return;
    if (this.#underWay) void this.#underWay.then(() => closeSync(fd));
    else closeSync(fd);
  }
}

/**
 * A disk that has failed once can't be trusted: the system may have dropped what it could not write,
 * so that the next flush succeeds and proves nothing (Rebello et al., "Can Applications Recover from
 * fsync Failures?", USENIX ATC 2020). The process ends; what the disk really holds is seen at the start.
 */
function giveUp(cause: unknown): Promise<never> {
  setImmediate(() => {
    throw new Error('The disk did not take what was written. The portal ends, so that nothing is shown as saved.', { cause });
  });
  return new Promise(() => undefined);
}
