/**
 * Slowing down guesses at passwords. The rule:
 *
 * - Wrong tries are counted per e-mail address and per network. From the fifth on one has to wait
 *   after each: 1 s, 2 s, 4 s … up to 15 minutes. Tries made while waiting are refused without a
 *   look at the password and are not counted.
 * - A count halves with every hour since the last wrong try. Signing in clears the count of the
 *   address, not that of the network: whoever has one account could clear it at will.
 * - A browser that has signed in to this account before carries a device cookie, bound to the
 *   account. It has a counter of its own in place of the other two: strangers who guess at an address
 *   can't keep its owner out (OWASP, Slow Down Online Guessing Attacks with Device Cookies). On a new
 *   device a new password by mail does the same, since it clears the address and gives the cookie.
 * - Tries that share a counter are made one after the other, so that many at once gain nothing.
 *
 * Addresses and networks are kept as keyed hashes.
 */
import { eq, inArray, lt } from 'drizzle-orm';
import { type Tx, attempts, db, write } from '~db/client.server';
import { Rejected } from '~/services/errors';
import { keyed } from '~/services/secret.server';

const freeTries = 5;
const longestWaitInSeconds = 15 * 60;
const hourInMs = 3_600_000;
/** Beyond it the wait does not grow, so that what was counted also fades in a few hours. */
const highestCount = 16;

/** What a try counts against: `address:…`, `network:…`, `device:…`, `password:…`. */
export type Counter = `${'address' | 'network' | 'device' | 'password' | 'reset'}:${string}`;

type Row = { count: number; lastAt: Date };

const faded = ({ count, lastAt }: Row, now: number): number =>
  Math.floor(count / 2 ** Math.floor(Math.max(0, now - lastAt.getTime()) / hourInMs));

/** How many seconds are left to wait after `count` wrong tries, the last at `lastAt`. */
function secondsLeft(row: Row, now: number): number {
  const count = faded(row, now);
  if (count < freeTries) return 0;
  const wait = Math.min(2 ** (count - freeTries), longestWaitInSeconds);
  return Math.max(0, Math.ceil(wait - (now - row.lastAt.getTime()) / 1000));
}

const underWay = new Map<string, Promise<unknown>>();

/** Runs work that shares a name one after the other. */
function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = underWay.get(name) ?? Promise.resolve();
  const done = before.then(work, work);
  const settled = done.then(
    () => undefined,
    () => undefined,
  );
  underWay.set(name, settled);
  void settled.then(() => {
    if (underWay.get(name) === settled) underWay.delete(name);
  });
  return done;
}

/**
 * Makes one try.
 *
 * @param check whether what was typed is right
 * @returns what `check` says
 * @throws Rejected('tooManyTries') while one has to wait
 */
export async function limited(counters: readonly Counter[], check: () => Promise<boolean>): Promise<boolean> {
  const keys = (await Promise.all(counters.map((key) => keyed(key)))).sort();
  const guarded = async () => {
    await refuseWhileWaiting(keys);
    const right = await check();
    if (!right) await write(async (tx) => countWrongTry(tx, keys));
    return right;
  };
  // Always taken in the order of the keys: two that share both can't wait for each other.
  const chain = keys.reduceRight<() => Promise<boolean>>((inner, key) => () => inTurn(key, inner), guarded);
  return chain();
}

async function refuseWhileWaiting(keys: readonly string[]): Promise<void> {
  const rows = await db.select().from(attempts).where(inArray(attempts.keyHash, [...keys]));
  const now = Date.now();
  const wait = Math.max(0, ...rows.map((row) => secondsLeft(row, now)));
  if (wait > 120) throw new Rejected('tooManyTriesMinutes', { count: Math.ceil(wait / 60) });
  if (wait > 0) throw new Rejected('tooManyTries', { count: wait });
}

async function countWrongTry(tx: Tx, keys: readonly string[]): Promise<void> {
  const lastAt = new Date();
  const rows = await tx.select().from(attempts).where(inArray(attempts.keyHash, [...keys]));
  for (const keyHash of keys) {
    const row = rows.find((found) => found.keyHash === keyHash);
    const count = Math.min((row ? faded(row, lastAt.getTime()) : 0) + 1, highestCount);
    await tx
      .insert(attempts)
      .values({ keyHash, count, lastAt })
      .onConflictDoUpdate({ target: attempts.keyHash, set: { count, lastAt } });
  }
}

/**
 * Forgets the wrong tries of a counter: its owner has come. The name of the counter is hashed before
 * the change begins, since that may have to make the secret first.
 */
export async function clearingTries(counter: Counter): Promise<(tx: Tx) => Promise<void>> {
  const keyHash = await keyed(counter);
  return async (tx) => void (await tx.delete(attempts).where(eq(attempts.keyHash, keyHash)));
}

/** Forgets counts that have faded. */
export async function forgetOldTries(tx: Tx): Promise<void> {
  await tx.delete(attempts).where(lt(attempts.lastAt, new Date(Date.now() - 24 * hourInMs)));
}
