/**
 * What every request asks for again, read once and kept until anything is written to the database.
 *
 * A commit of whatever connection or process changes SQLite's `data_version`, so a kept value is
 * never older than the database; what depends on the clock besides says until when it holds. Only for
 * small values that many requests share; whoever gets one must not change it.
 */
import { databaseVersion } from './client.server';

/** A value, and the moment (epoch ms) from which the clock alone makes it untrue. */
export type Lasting<Value> = { value: Value; until?: number };

type Entry<Value> = { version: number; until: number; value: Value };

const capacity = 500;

/**
 * Keeps what `load` reads, by key.
 *
 * @param load reads from `db`, never inside a change
 * @returns the value for a key, read anew where it may no longer be true
 */
export function kept<Value>(
  load: (key: string) => Promise<Lasting<Value>>,
): (key: string) => Promise<Value> {
  const entries = new Map<string, Entry<Value>>();
  return async (key) => {
    // Taken before the first statement: a commit between two of them makes the outcome old at once.
    const version = databaseVersion();
    const found = entries.get(key);
    if (found && found.version === version && Date.now() < found.until) return found.value;
    const { value, until = Infinity } = await load(key);
    entries.delete(key);
    entries.set(key, { version, until, value });
    if (entries.size > capacity) entries.delete(entries.keys().next().value!);
    return value;
  };
}
