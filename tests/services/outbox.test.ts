/** Mails on their way: against a real mail server that is away, slow, or refuses. */
import { readFileSync, readdirSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, mails, write } from '~db/client.server';
import { queueMail } from '~/services/mail/mail.server';
import { retryMails, sendDueMails, serverAway, stopOutbox, useForMails } from '~/services/mail/outbox.server';
import { settings, useSettings } from '~/services/settings.server';
import { useDatabase } from '../setup/database';

useDatabase();

const reader = { email: 'jörg@verein.example', name: 'Jörg Öztürk <b>', language: 'de' as const };
const mail = { to: reader, key: 'test', values: {}, path: '/konto' };
const to = (name: string) => ({ ...mail, to: { ...reader, email: `${name}@verein.example` } });

/** The real words change; these tests are about how they travel. */
vi.mock('~/services/i18n/translate.server', () => ({
  translator: () => (key: string, values: Record<string, string>) =>
    ({
      'test.subject': 'Grüße 🎉',
      'test.body': 'Erster Absatz.\n\nZweiter <script>.',
      'test.button': 'Öffnen',
      greeting: `Guten Tag ${values?.name},`,
      reason: 'Deshalb.',
      whyTitle: 'Warum?',
      unsubscribe: 'Abbestellen',
    })[key] ?? key,
}));

const queue = (...letters: Parameters<typeof queueMail>[1][]) =>
  write(async (tx) => {
    for (const letter of letters) await queueMail(tx, letter);
  });

const outbox = () => readdirSync(settings().outboxDir).map((file) => readFileSync(`${settings().outboxDir}/${file}`));
const rows = () => db.select().from(mails).orderBy(mails.to);

describe('a mail without a mail server', () => {
  it('lands as a file, in text and HTML, with nothing that acts in HTML', async () => {
    await queue(mail);
    await sendDueMails();
    const [file] = outbox();
    const parsed = await simpleParser(file!);
    expect(parsed.subject).toBe('Grüße 🎉');
    expect(parsed.text).toContain(`Öffnen:\n${settings().baseUrl}/konto`);
    expect(parsed.html).toContain('Zweiter &lt;script&gt;.');
    expect(parsed.html).toContain('Jörg Öztürk &lt;b&gt;');
    expect(parsed.text).toContain('-- \nWarum? Deshalb.');
  });

  it('is not written when the change fails', async () => {
    await write(async (tx) => {
      await queueMail(tx, mail);
      throw new Error('no');
    }).catch(() => undefined);
    await sendDueMails();
    expect(await rows()).toEqual([]);
  });

  it('is written once for one key, and leaves nothing when it signs in', async () => {
    await queue({ ...mail, once: 'a', secret: true }, { ...mail, once: 'a', secret: true });
    await sendDueMails();
    expect(outbox()).toHaveLength(1);
    expect(await rows()).toMatchObject([{ text: '', html: '' }]);
  });

  it('carries a calendar entry with its method', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR';
    await queue({ ...mail, calendar: { method: 'REQUEST', content } });
    await sendDueMails();
    expect(outbox()[0]!.toString()).toMatch(/Content-Type: text\/calendar;[^\r]*method=REQUEST/);
  });

  it('tells mail programs how one click ends it (RFC 8058)', async () => {
    await queue({ ...mail, footer: { why: 'Darum.', unsubscribe: '/abbestellen/abc' } });
    await sendDueMails();
    const parsed = await simpleParser(outbox()[0]!);
    expect(outbox()[0]!.toString()).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(parsed.headers.get('list')).toMatchObject({ unsubscribe: { url: `${settings().baseUrl}/abbestellen/abc` } });
    expect(parsed.text).toContain(`Abbestellen: ${settings().baseUrl}/abbestellen/abc`);
  });
});

describe('a mail server', () => {
  let server: SMTPServer;
  /** What it answers to recipients and letters from now on; nothing is well. */
  let refuseRecipient: (address: string) => string | null;
  let refuseLetter: () => Error | 'hang up' | null;
  const received: { to: string; id: string }[] = [];

  const listen = async (port = 0) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        const said = refuseRecipient(address);
        done(said ? Object.assign(new Error(said), { responseCode: Number(said.slice(0, 3)) }) : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const answer = refuseLetter();
          const id = /^Message-ID: (.*)$/im.exec(Buffer.concat(chunks).toString())![1]!.trim();
          if (!(answer instanceof Error)) received.push({ to: session.envelope.rcptTo[0]!.address, id });
          // As when the line breaks after the letter was taken, and before that was said.
          if (answer === 'hang up') for (const connection of server.connections) (connection as { close: () => void }).close();
          else done(answer);
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.server.address() as AddressInfo).port;
  };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));

  let port: number;
  beforeEach(async () => {
    received.length = 0;
    refuseRecipient = () => null;
    refuseLetter = () => null;
    port = await listen();
    useSettings({ smtpUrl: `smtp://127.0.0.1:${port}` });
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-12T10:00:00Z') });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stopOutbox();
    useSettings({ smtpUrl: undefined });
    await write((tx) => retryMails(tx));
    await close();
  });

  const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

  it('that is busy gets the mail later, once', async () => {
    refuseRecipient = () => '450 busy';
    await queue(to('anna'));
    await sendDueMails();
    expect(received).toEqual([]);
    refuseRecipient = () => null;
    later(2);
    await sendDueMails();
    await sendDueMails();
    expect(received).toHaveLength(1);
    expect(await rows()).toMatchObject([{ sentAt: expect.any(Date), lastError: null }]);
  });

  it('that refuses one address gives up that mail alone, and says why', async () => {
    refuseRecipient = (address) => (address.startsWith('berta') ? '550 no such user' : null);
    await queue(to('anna'), to('berta'), to('carl'));
    await sendDueMails();
    expect(received.map((mail) => mail.to).sort()).toEqual(['anna@verein.example', 'carl@verein.example']);
    expect(await rows()).toMatchObject([
      { failedAt: null },
      { failedAt: expect.any(Date), lastError: expect.stringContaining('no such user') },
      { failedAt: null },
    ]);
    later(600);
    await sendDueMails();
    expect(received).toHaveLength(2);
    expect(serverAway()).toBeNull();
  });

  it('that is away loses nothing and doubles nothing, and is not asked for every mail', async () => {
    await close();
    await queue(...Array.from({ length: 30 }, (_, number) => to(`p${number}`)));
    await sendDueMails();
    expect(serverAway()).toMatchObject({ error: expect.stringContaining('ECONNREFUSED') });
    expect((await rows()).filter(({ attempts }) => attempts > 0).length).toBeLessThan(10);
    await listen(port);
    later(10);
    await sendDueMails();
    later(10);
    await sendDueMails();
    expect(new Set(received.map((mail) => mail.to)).size).toBe(30);
    expect(received).toHaveLength(30);
    expect(serverAway()).toBeNull();
  });

  it('that hangs up before it confirms gets the same letter again, under the same name', async () => {
    let times = 0;
    refuseLetter = () => ((times += 1) === 1 ? 'hang up' : null);
    await queue(to('anna'));
    await sendDueMails();
    later(10);
    await sendDueMails();
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  });

  it('that never takes a mail has it given up after five days, and tried again when the Geschäftsstelle asks', async () => {
    refuseRecipient = () => '450 later';
    await queue(to('anna'));
    for (let day = 0; day <= 5; day += 1) {
      await sendDueMails();
      later(25 * 60);
    }
    expect(await rows()).toMatchObject([{ failedAt: expect.any(Date), sentAt: null }]);
    refuseRecipient = () => null;
    expect(await write((tx) => retryMails(tx))).toBe(1);
    await sendDueMails();
    expect(received).toHaveLength(1);
  });

  it('gets what is for one person before the news of the day', async () => {
    useForMails({
      mayRead: () => Promise.resolve(true),
      composeDigest: () => Promise.resolve({ subject: 'Tag', text: 'Tag', html: '<p>Tag', unsubscribe: null }),
    });
    await write(async (tx) => {
      for (let number = 0; number < 8; number += 1) {
        await tx.insert(mails).values({ kind: 'digest', to: `t${number}@verein.example`, subject: '', text: '', html: '', createdAt: new Date() });
      }
    });
    later(1);
    await queue(to('anna'));
    await sendDueMails();
    expect(received).toHaveLength(9);
    expect(received.slice(0, 4).map((mail) => mail.to)).toContain('anna@verein.example');
  });
});
