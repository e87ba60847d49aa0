/**
 * Which entries somebody may find. Who may find an entry never changes as long as it has its number, so what was
 * read once holds; only what came since is read again. What is not known yet is found by nobody.
 */
import { databaseVersion } from '~db/client.server';
import { type Visible, audiencesSince, keysSince } from '~db/search-index.server';

/** The audience of each entry behind the first ones that are gone. */
type Known = { version: number; after: number; audiences: Uint32Array; count: number; keys: Map<number, string[]>; lastKeys: number };

let known: Known | undefined;

const nothingKnown = (): Known => ({ version: -1, after: 0, audiences: new Uint32Array(0), count: 0, keys: new Map(), lastKeys: 0 });

/** Of whom what was worked out is kept, and in how many bytes together. */
const answers = new Map<string, Visible>();
const mostBytes = 2 ** 21;
const mostAnswers = 50;

/** @param keys those of who asks; an entry is visible to who holds one of its own */
export function visibleTo(keys: readonly string[]): Visible {
  const now = catchUp();
  const name = keys.join(' ');
  const kept = answers.get(name);
  if (kept) return kept;
  const answer = { after: now.after, entries: entriesFor(new Set(keys), now) };
  const most = Math.min(mostAnswers, Math.floor(mostBytes / Math.max(1, answer.entries.length)));
  while (answers.size > 0 && answers.size >= most) answers.delete(answers.keys().next().value!);
  answers.set(name, answer);
  return answer;
}

function entriesFor(keys: ReadonlySet<string>, { audiences, count, keys: readers }: Known): Uint8Array {
  const open = new Uint8Array(Math.max(0, ...readers.keys()) + 1);
  for (const [id, list] of readers) if (list.some((key) => keys.has(key))) open[id] = 1;
  const entries = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) entries[index] = open[audiences[index]!]!;
  return entries;
}

/** Reads what came since; another database begins anew. */
function catchUp(): Known {
  const version = databaseVersion();
  if (known?.version === version) return known;
  const sameDatabase = known && Math.floor(known.version / 2 ** 32) === Math.floor(version / 2 ** 32);
  const now = sameDatabase ? known! : nothingKnown();
  const fresh = audiencesSince(now.after + now.count);
  if (fresh.length > 0 || !sameDatabase) {
    if (now.count === 0 && fresh.length > 0) now.after = fresh[0]!.id - 1;
    take(now, fresh);
    answers.clear();
  }
  now.version = version;
  return (known = now);
}

function take(now: Known, fresh: readonly { id: number; audienceId: number }[]): void {
  for (const { id, keys } of keysSince(now.lastKeys)) {
    now.keys.set(id, keys.split(' '));
    now.lastKeys = Math.max(now.lastKeys, id);
  }
  const count = fresh.length > 0 ? fresh.at(-1)!.id - now.after : now.count;
  if (count > now.audiences.length) {
    const larger = new Uint32Array(Math.ceil(count * 1.25));
    larger.set(now.audiences);
    now.audiences = larger;
  }
  for (const { id, audienceId } of fresh) now.audiences[id - now.after - 1] = audienceId;
  now.count = count;
}
