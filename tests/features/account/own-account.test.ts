/** One's own account: passwords that are refused, sessions that end, forms as the page sends them. */
import { type ActionFunctionArgs } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, people, profileVersions, write } from '~db/client.server';
import type { Language, PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import type { PageContext } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { hashOf, readSession } from '~/access/session.server';
import { action as accountAction, loader as accountLoader } from '~/features/account/account.route';
import { changePassword, changeLanguage, changeProfile, endOwnOthers, endOwnSession } from '~/features/account/account.server';
import { NotFound } from '~/services/errors';
import { browserName } from '~/features/account/browser';
import { checkNewPassword } from '~/features/account/passwords.server';
import { openSessions } from '~/features/account/sessions.server';
import { signIn } from '~/features/account/sign-in.server';
import { action as signInAction, loader as signInLoader } from '~/features/account/sign-in.route';
import { useDatabase } from '../../setup/database';
import { named } from '../alliance/profiles';
import { browser, cookieHeader, makePerson, rightPassword } from './accounts';

useDatabase();

const email = 'aenne@verein.example';
const chosen = 'Schöne Möwe über Norderney 🕊️';
const actorOf = async (id: PersonId): Promise<Person> => (await loadActor(db, id))!;
const enter = async (password = rightPassword) => cookieHeader(await signIn({ email, password }, browser()));
const hashIn = (cookie: string) => hashOf(/session=([^;]+)/.exec(cookie)![1]!);

describe('a new password', () => {
  const owner = { name: 'Änne Möller-Wessels', email: 'aenne.moeller-wessels@verein.example' };
  it.each([
    ['kurz', 'passwordTooShort'],
    ['elf Zeichen', 'passwordTooShort'],
    ['🥬🥬🥬🥬🥬🥬', 'passwordTooShort'],
    ['qwerty123456', 'passwordCommon'],
    ['MotherFucker', 'passwordCommon'],
    ['Änne Möller-Wessels', 'passwordPersonal'],
    ['aenne.moeller-wessels', 'passwordPersonal'],
    ['AENNE.MOELLER-WESSELS@VEREIN.EXAMPLE', 'passwordPersonal'],
    ['passwort1234', 'passwordCommon'],
    ['Passwort-2026!', 'passwordCommon'],
    ['2026 Fußball 2026', 'passwordCommon'],
    ['Moeller123456', 'passwordPersonal'],
    ['Niedersachsen26', 'passwordPersonal'],
    ['Bündnis-2026-2026', 'passwordPersonal'],
    ['x'.repeat(1001), 'passwordTooLong'],
  ])('is refused: %s', async (password, code) => {
    const name = 'Bündnis Niedersachsen packt an';
    await write((tx) => tx.insert(profileVersions).values({ number: 1, content: named(name), savedAt: new Date(), publishedAt: new Date() }));
    await expect(checkNewPassword(password, owner)).rejects.toMatchObject({ code, field: 'password' });
  });

  it.each(['zwölf Zeichn', '🥬'.repeat(12), 'x y '.repeat(250), 'Fischbrötchen am Deich', 'Niedersachsen kocht Kohl'])('is taken: %s', async (password) => {
    await expect(checkNewPassword(password, owner)).resolves.toBeUndefined();
  });
});

describe('changing the password', () => {
  it('asks for the current one, and slows down guesses at it', async () => {
    const actor = await actorOf(await makePerson(email));
    const guess = () => changePassword(actor, { current: 'falsch geraten', password: chosen }, '');
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(guess()).rejects.toMatchObject({ code: 'passwordWrong', field: 'current' });
    }
    await expect(guess()).rejects.toMatchObject({ code: 'tooManyTries' });
    await expect(enter(chosen)).rejects.toThrow();
  });

  it('ends the other sessions and keeps this one', async () => {
    const actor = await actorOf(await makePerson(email));
    const [here, elsewhere] = [await enter(), await enter()];
    await changePassword(actor, { current: rightPassword, password: chosen }, hashIn(here));
    expect(await readSession(here)).toBeDefined();
    expect(await readSession(elsewhere)).toBeUndefined();
    await expect(enter(rightPassword)).rejects.toThrow();
    expect(await enter(chosen)).toContain('session=');
  });
});

describe('open sessions', () => {
  it('are not ended by others', async () => {
    await makePerson(email);
    const stranger = await actorOf(await makePerson('fremd@verein.example'));
    const cookie = await enter();
    await endOwnSession(stranger, hashIn(cookie));
    await endOwnOthers(stranger, '');
    expect(await readSession(cookie)).toBeDefined();
  });

  it('are listed with their browser, this one first, and ended one by one or all others at once', async () => {
    const actor = await actorOf(await makePerson(email));
    const [first, second, third] = [await enter(), await enter(), await enter()];
    const listed = await openSessions(actor.id, hashIn(second));
    expect(listed).toHaveLength(3);
    expect(listed[0]).toMatchObject({ hash: hashIn(second), current: true, browser: 'Firefox, Android' });
    await endOwnSession(actor, hashIn(first));
    expect(await readSession(first)).toBeUndefined();
    expect(await readSession(third)).toBeDefined();
    expect(await endOwnOthers(actor, hashIn(second))).toBe(1);
    expect(await readSession(third)).toBeUndefined();
    expect(await readSession(second)).toBeDefined();
  });

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['curl/8.5.0', ''],
  ])('name the browser: %s', (agent, name) => expect(browserName(agent)).toBe(name));
});

it('name and language are one’s own to change', async () => {
  const id = await makePerson(email);
  await changeProfile(await actorOf(id), { name: 'Jürgen Öztürk 🌻', language: 'en' });
  const [row] = await db.select().from(people).where(eq(people.id, id));
  expect(row).toMatchObject({ name: 'Jürgen Öztürk 🌻', language: 'en', searchName: 'jurgen ozturk 🌻' });
});

describe('the language', () => {
  it('is nobody else’s to change', async () => {
    const id = await makePerson(email);
    await expect(changeLanguage({ kind: 'visitor' }, 'en')).rejects.toBeInstanceOf(NotFound);
    const [row] = await db.select().from(people).where(eq(people.id, id));
    expect(row?.language).toBe('de');
  });

  it('is changed in the account, and logged nowhere', async () => {
    const id = await makePerson(email);
    await changeLanguage(await actorOf(id), 'en');
    const [row] = await db.select().from(people).where(eq(people.id, id));
    expect(row?.language).toBe('en');
    expect(await db.select().from(auditLog)).toEqual([]);
  });
});

describe('the pages', () => {
  function asked(path: string, { cookie = '', form }: { cookie?: string; form?: Record<string, string> } = {}) {
    const request = new Request(`http://localhost${path}`, {
      headers: { Cookie: cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    const session = () => readSession(cookie);
    const context: PageContext = {
      nonce: '',
      sent: null,
      address: 'network',
      session,
      actor: async () => {
        const found = await session();
        return (found && (await loadActor(db, found.personId))) ?? { kind: 'visitor' };
      },
      language: () => Promise.resolve<Language>('de'),
    };
    return { request, params: {}, context } as unknown as ActionFunctionArgs;
  }
  const goesTo = (answer: unknown) => (answer as Response).headers.get('Location');

  it.each([
    ['/anmelden', '/anmelden'],
    ['/anmelden?weiter=/konto', '/konto'],
    ['/anmelden?weiter=//fremd.example/', '/'],
    ['/anmelden?weiter=https://fremd.example/', '/'],
  ])('of signing in leads from %s to %s', async (path, target) => {
    await makePerson(email);
    const answer = await signInAction(asked(path, { form: { email: ` ${email.toUpperCase()} `, password: rightPassword } }));
    expect(goesTo(answer)).toBe(target);
    expect((answer as Response).headers.getSetCookie()).toHaveLength(2);
  });

  it('of signing in sends on who is signed in, to what waits for them', async () => {
    await makePerson(email);
    const cookie = await enter();
    const sentOn = async (path: string) => {
      try {
        return await signInLoader(asked(path, { cookie }));
      } catch (answer) {
        return goesTo(answer);
      }
    };
    expect(await sentOn('/anmelden')).toBe('/heute');
    expect(await sentOn('/anmelden?weiter=/konto')).toBe('/konto');
  });

  it('of signing in never sends a password back', async () => {
    await makePerson(email);
    const answer = await signInAction(asked('/anmelden', { form: { email, password: 'falsch geraten' } }));
    expect(answer).toMatchObject({ init: { status: 400 } });
    expect(JSON.stringify(answer)).not.toContain('falsch geraten');
    expect(JSON.stringify(answer)).toContain('wrongSignIn');
  });

  it('of signing in leads on who is signed in', async () => {
    await makePerson(email);
    const answer = await signInLoader(asked('/anmelden?weiter=/konto', { cookie: await enter() })).catch((thrown: unknown) => thrown);
    expect(goesTo(answer)).toBe('/konto');
  });

  it('of the account sends visitors to sign in', async () => {
    const answer = await accountLoader(asked('/konto')).catch((thrown: unknown) => thrown);
    expect(goesTo(answer)).toBe('/anmelden?weiter=%2Fkonto');
  });

  it('of the account saves the language in the cookie as well', async () => {
    await makePerson(email);
    const form = { intent: 'profile', name: 'Änne', language: 'en' };
    const answer = await accountAction(asked('/konto', { cookie: await enter(), form }));
    expect((answer as Response).headers.get('Set-Cookie')).toContain('language=en');
  });
});
