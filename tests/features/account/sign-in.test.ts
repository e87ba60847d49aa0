/** Signing in: what is refused, how guessing is slowed down, how long a session lasts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attempts, db, sessions } from '~db/client.server';
import { readSession } from '~/access/session.server';
import { signIn, signOut } from '~/features/account/sign-in.server';
import { Rejected } from '~/services/errors';
import { useDatabase } from '../../setup/database';
import { browser, cookieHeader, disable, makePerson, rightPassword } from './accounts';

useDatabase();

const start = new Date('2026-03-12T09:00:00Z');
const email = 'aenne@verein.example';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: start }));
afterEach(() => void vi.useRealTimers());

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Tries to sign in; the refusal, or "in". */
async function attempt(password: string, { address = email, from = browser() } = {}): Promise<string> {
  try {
    await signIn({ email: address, password }, from);
    return 'in';
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return error.code;
  }
}

async function guess(times: number, options?: Parameters<typeof attempt>[1]): Promise<string[]> {
  const answers: string[] = [];
  for (let count = 0; count < times; count += 1) answers.push(await attempt('falsch geraten', options));
  return answers;
}

describe('signing in', () => {
  it('says the same of a wrong password, an unknown address, no password and a disabled account', async () => {
    await makePerson(email);
    await makePerson('eingeladen@verein.example', { password: false });
    await disable(await makePerson('gesperrt@verein.example'));
    expect(await attempt('falsch geraten')).toBe('wrongSignIn');
    expect(await attempt(rightPassword, { address: 'niemand@verein.example' })).toBe('wrongSignIn');
    expect(await attempt('', { address: 'eingeladen@verein.example' })).toBe('wrongSignIn');
    expect(await attempt(rightPassword, { address: 'gesperrt@verein.example' })).toBe('wrongSignIn');
    expect(await db.select().from(sessions)).toEqual([]);
  });

  it('takes umlauts and emoji, however they are composed', async () => {
    await makePerson(email);
    expect(await attempt(rightPassword.normalize('NFD'))).toBe('in');
  });

  it('gives a new session each time and ends the one before', async () => {
    await makePerson(email);
    const first = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    const second = cookieHeader(await signIn({ email, password: rightPassword }, browser('network-one', first)));
    expect(second).not.toBe(first);
    expect(await readSession(first)).toBeUndefined();
    expect(await readSession(second)).toBeDefined();
    expect(await db.select({ browser: sessions.browser }).from(sessions)).toEqual([{ browser: 'Firefox, Android' }]);
  });

  it('keeps neither token nor address in the clear', async () => {
    await makePerson(email);
    await attempt('falsch geraten');
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    const token = /session=([^;]+)/.exec(cookie)![1]!;
    const stored = JSON.stringify([await db.select().from(sessions), await db.select().from(attempts)]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(email);
    expect(stored).not.toContain('network-one');
  });

  it('ends with signing out', async () => {
    await makePerson(email);
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    expect(await signOut(cookie)).toContain('Max-Age=0');
    expect(await readSession(cookie)).toBeUndefined();
  });
});

describe('wrong tries', () => {
  it('slow down from the fifth on, also with the right password', async () => {
    await makePerson(email);
    expect(await guess(6)).toEqual([...Array<string>(5).fill('wrongSignIn'), 'tooManyTries']);
    expect(await attempt(rightPassword)).toBe('tooManyTries');
    later(2 * second);
    expect(await attempt(rightPassword)).toBe('in');
  });

  it('count the same for addresses that nobody has', async () => {
    const address = 'niemand@verein.example';
    expect((await guess(6, { address })).at(-1)).toBe('tooManyTries');
  });

  it('make the wait grow to a quarter of an hour and no further', async () => {
    await makePerson(email);
    let waited = 0;
    for (let tries = 0; tries < 40; tries += 1) {
      waited = 0;
      while ((await attempt('falsch geraten')).startsWith('tooMany')) {
        later(10 * second);
        waited += 10 * second;
      }
    }
    expect(waited).toBe(15 * minute);
  });

  it('fade with time', async () => {
    await makePerson(email);
    await guess(5);
    later(hour);
    expect(await guess(3)).toEqual(Array(3).fill('wrongSignIn'));
  });

  it('count per address, whatever network they come from', async () => {
    await makePerson(email);
    for (let n = 0; n < 5; n += 1) await attempt('falsch geraten', { from: browser(`network-${n}`) });
    expect(await attempt(rightPassword, { from: browser('network-new') })).toBe('tooManyTries');
  });

  it('count per network, whatever address they name', async () => {
    await makePerson(email);
    for (let n = 0; n < 5; n += 1) await attempt('falsch geraten', { address: `a${n}@verein.example` });
    expect(await attempt(rightPassword)).toBe('tooManyTries');
    expect(await attempt(rightPassword, { from: browser('another-network') })).toBe('in');
  });

  it('of a network are not cleared by signing in to an account of one’s own', async () => {
    await makePerson(email);
    await makePerson('eigenes@verein.example');
    await guess(4);
    expect(await attempt(rightPassword, { address: 'eigenes@verein.example' })).toBe('in');
    await guess(1);
    expect(await attempt(rightPassword)).toBe('tooManyTries');
  });

  it('made at the same moment gain nothing', async () => {
    await makePerson(email);
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('falsch geraten')));
    expect(answers.filter((answer) => answer === 'wrongSignIn')).toHaveLength(5);
  });

  it('of strangers do not keep the owner out of a browser the account knows', async () => {
    await makePerson(email);
    const known = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    for (let tries = 0; tries < 20; tries += 1) await guess(1);
    expect(await attempt(rightPassword)).toBe('tooManyTries');
    expect(await attempt(rightPassword, { from: browser('network-one', known) })).toBe('in');
  });

  it('from a known browser are slowed down as well', async () => {
    await makePerson(email);
    const from = browser('network-one', cookieHeader(await signIn({ email, password: rightPassword }, browser())));
    expect((await guess(6, { from })).at(-1)).toBe('tooManyTries');
  });

  it('are not excused by the device cookie of another account, nor by a forged one', async () => {
    await makePerson(email);
    await makePerson('eigenes@verein.example');
    const own = cookieHeader(await signIn({ email: 'eigenes@verein.example', password: rightPassword }, browser()));
    await guess(5);
    expect(await attempt(rightPassword, { from: browser('elsewhere', own) })).toBe('tooManyTries');
    expect(await attempt(rightPassword, { from: browser('elsewhere', 'device=abc.def') })).toBe('tooManyTries');
  });
});

describe('a session', () => {
  it('ends seven days after its last use', async () => {
    await makePerson(email);
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    later(6 * day);
    expect(await readSession(cookie)).toBeDefined();
    later(7 * day - minute);
    expect(await readSession(cookie)).toBeDefined();
    later(7 * day + minute);
    expect(await readSession(cookie)).toBeUndefined();
  });

  it('ends thirty days after sign-in, however much it is used', async () => {
    await makePerson(email);
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    for (let days = 1; days < 30; days += 1) {
      later(day);
      expect(await readSession(cookie)).toBeDefined();
    }
    later(day + second);
    expect(await readSession(cookie)).toBeUndefined();
  });

  it('ends when the account is disabled', async () => {
    const id = await makePerson(email);
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    await disable(id);
    expect(await readSession(cookie)).toBeUndefined();
  });
});
