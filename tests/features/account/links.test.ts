/** Links that work once: refused when used, expired, replaced or made up; consumed by their form alone. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditLog, db, jobs, mails, people, sessions, tokens, write } from '~db/client.server';
import type { PersonId, TokenKind } from '~db/values';
import { readSession } from '~/access/session.server';
import { foundPortal, foundingLinkState, isEmpty, makeFoundingLink } from '~/features/account/founding.server';
import { acceptInvitation, readInvitation, sendInvitation } from '~/features/account/invitations.server';
import { readReset, requestReset, resetPassword, sendResetLinks } from '~/features/account/reset.server';
import { signIn } from '~/features/account/sign-in.server';
import { makeLink } from '~/features/account/tokens.server';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { sendDueMails } from '~/services/mail/outbox.server';
import { useDatabase } from '../../setup/database';
import { browser, cookieHeader, disable, makePerson, rightPassword } from './accounts';

useDatabase();

const start = new Date('2026-03-12T09:00:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: start }));
afterEach(() => void vi.useRealTimers());

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const hour = 3_600_000;
const day = 24 * hour;
const email = 'aenne@verein.example';
const chosen = 'Schöne Möwe über Norderney 🕊️';

const tokenOf = (path: string) => path.split('/').at(-1)!;
const link = async (kind: TokenKind, personId: PersonId | null) =>
  tokenOf(await write(async (tx) => makeLink(tx, kind, personId)));

async function invited(): Promise<{ id: PersonId; token: string }> {
  const id = await makePerson(email, { password: false });
  return { id, token: await link('invitation', id) };
}

const accept = (token: string) => acceptInvitation(token, { name: 'Änne Möller-Şahin', password: chosen });
const linkGone = { name: 'Rejected', code: 'linkGone' };

describe('an invitation', () => {
  it('is refused when made up, of another kind, or meant for a disabled account', async () => {
    const { id } = await invited();
    await expect(accept('erfunden')).rejects.toMatchObject(linkGone);
    await expect(accept(await link('reset', id))).rejects.toMatchObject(linkGone);
    const token = await link('invitation', id);
    await disable(id);
    await expect(accept(token)).rejects.toMatchObject(linkGone);
  });

  it('works once', async () => {
    const { token } = await invited();
    await accept(token);
    expect(await readInvitation(token)).toEqual({ state: 'used', person: null });
    await expect(accept(token)).rejects.toMatchObject(linkGone);
  });

  it('works once also when its form is sent twice at the same moment', async () => {
    const { token } = await invited();
    const outcomes = await Promise.allSettled([accept(token), accept(token), accept(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await db.$count(auditLog, eq(auditLog.action, 'account.joined'))).toBe(1);
  });

  it('works for fourteen days', async () => {
    const { token } = await invited();
    later(14 * day - 1);
    expect((await readInvitation(token)).state).toBe('valid');
    later(1);
    expect((await readInvitation(token)).state).toBe('expired');
    await expect(accept(token)).rejects.toMatchObject(linkGone);
  });

  it('stops working when a new one is made', async () => {
    const { id, token } = await invited();
    later(hour);
    const newer = await link('invitation', id);
    await expect(accept(token)).rejects.toMatchObject(linkGone);
    await accept(newer);
  });

  it('is not used up by being looked at, nor by a password that is refused', async () => {
    const { token } = await invited();
    for (let looks = 0; looks < 3; looks += 1) expect((await readInvitation(token)).state).toBe('valid');
    await expect(acceptInvitation(token, { name: 'Änne', password: 'zu kurz' })).rejects.toMatchObject({
      code: 'passwordTooShort',
    });
    await accept(token);
  });

  it('is kept as a hash, and its mail is emptied once it is sent', async () => {
    const { id } = await invited();
    const person = { id, email, name: 'Änne Möller', language: 'de' as const };
    await write(async (tx) => sendInvitation(tx, person, { name: 'Katrin Behrends' }));
    const [mail] = await db.select().from(mails);
    const token = /\/einladung\/([\w-]+)/.exec(mail!.text)![1]!;
    expect(JSON.stringify(await db.select().from(tokens))).not.toContain(token);
    await sendDueMails();
    expect(await db.select({ text: mails.text, html: mails.html }).from(mails)).toEqual([{ text: '', html: '' }]);
    await accept(token);
    const [joined] = await db.select().from(people);
    expect(joined).toMatchObject({ name: 'Änne Möller-Şahin', joinedAt: new Date() });
    expect(await signIn({ email, password: chosen }, browser())).toHaveLength(2);
  });

  it('is not sent to somebody who has come in, or whose account is disabled', async () => {
    const id = await makePerson(email);
    const person = { id, email, name: 'Änne', language: 'de' as const };
    const send = () => write(async (tx) => sendInvitation(tx, person, { name: 'Katrin' }));
    await expect(send()).rejects.toMatchObject({ code: 'alreadyJoined' });
    await write(async (tx) => tx.update(people).set({ passwordHash: null }).where(eq(people.id, id)));
    await disable(id);
    await expect(send()).rejects.toMatchObject({ code: 'accountDisabled' });
    expect(await db.$count(mails)).toBe(0);
  });
});

describe('a new password', () => {
  beforeEach(sendResetLinks);

  it('leaves the same traces whether there is such an account or not', async () => {
    await makePerson(email);
    await requestReset(email, 'network');
    await requestReset('niemand@verein.example', 'network');
    expect(await db.$count(jobs)).toBe(2);
    expect(await db.$count(tokens)).toBe(0);
    await runDueJobs();
    expect(await db.select({ to: mails.to }).from(mails)).toEqual([{ to: email }]);
  });

  it('is not sent to disabled accounts, nor in place of an invitation', async () => {
    await disable(await makePerson(email));
    await makePerson('eingeladen@verein.example', { password: false });
    await requestReset(email, 'network');
    await requestReset('eingeladen@verein.example', 'network');
    await runDueJobs();
    expect(await db.$count(mails)).toBe(0);
  });

  it('can’t be asked for without end', async () => {
    for (let count = 0; count < 5; count += 1) await requestReset(email, 'network');
    await expect(requestReset(email, 'network')).rejects.toMatchObject({ code: 'tooManyTries' });
  });

  it('can be chosen within an hour, once', async () => {
    const id = await makePerson(email);
    const late = await link('reset', id);
    later(hour);
    await expect(resetPassword(late, chosen)).rejects.toMatchObject(linkGone);
    const token = await link('reset', id);
    const outcomes = await Promise.allSettled([resetPassword(token, chosen), resetPassword(token, rightPassword)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readReset(token)).state).toBe('used');
  });

  it('ends every session and lets the owner in, whatever strangers have tried', async () => {
    const id = await makePerson(email);
    const cookie = cookieHeader(await signIn({ email, password: rightPassword }, browser()));
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(signIn({ email, password: 'geraten' }, browser(`n${tries}`))).rejects.toThrow();
    }
    await expect(signIn({ email, password: rightPassword }, browser('new'))).rejects.toMatchObject({
      code: 'tooManyTries',
    });
    await resetPassword(await link('reset', id), chosen);
    expect(await db.$count(sessions)).toBe(0);
    expect(await readSession(cookie)).toBeUndefined();
    expect(await signIn({ email, password: chosen }, browser('new'))).toHaveLength(2);
    await expect(signIn({ email, password: rightPassword }, browser('new'))).rejects.toThrow();
  });
});

describe('the first account', () => {
  const found = (token: string) => foundPortal(token, { name: 'Katrin Behrends', email, password: chosen }, 'de');

  it('is not made with a link that is made up, old or replaced', async () => {
    const replaced = tokenOf(await makeFoundingLink());
    const token = tokenOf(await makeFoundingLink());
    await expect(found('erfunden')).rejects.toMatchObject(linkGone);
    await expect(found(replaced)).rejects.toMatchObject(linkGone);
    later(day);
    await expect(found(token)).rejects.toMatchObject(linkGone);
    expect(await isEmpty()).toBe(true);
  });

  it('is made once, and belongs to the Geschäftsstelle', async () => {
    const token = tokenOf(await makeFoundingLink());
    const outcomes = await Promise.allSettled([found(token), found(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.select({ office: people.office }).from(people)).toEqual([{ office: true }]);
    expect(await foundingLinkState(token)).toBe('used');
  });

  it('is not made once there is somebody', async () => {
    const token = tokenOf(await makeFoundingLink());
    await makePerson('jemand@verein.example');
    expect(await foundingLinkState(token)).toBe('used');
    await expect(found(token)).rejects.toMatchObject(linkGone);
  });
});
