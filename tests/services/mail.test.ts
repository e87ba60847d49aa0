import { readFileSync, readdirSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, jobs, mails, write } from '~db/client.server';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { queueMail } from '~/services/mail/mail.server';
import { settings, useSettings } from '~/services/settings.server';
import { useDatabase } from '../setup/database';

useDatabase();

const reader = { email: 'jörg@verein.example', name: 'Jörg Öztürk <b>', language: 'de' as const };
const mail = { to: reader, key: 'test', values: {}, path: '/konto' };

/** The real words change; these tests are about how they travel. */
vi.mock('~/services/i18n/translate.server', () => ({
  translator: () => (key: string, values: Record<string, string>) =>
    ({ 'test.subject': 'Grüße 🎉', 'test.body': 'Erster Absatz.\n\nZweiter <script>.', 'test.button': 'Öffnen', greeting: `Guten Tag ${values?.name},`, reason: 'Deshalb.' })[key] ?? key,
}));

const outbox = () => readdirSync(settings().outboxDir).map((file) => readFileSync(`${settings().outboxDir}/${file}`));

describe('a mail without a mail server', () => {
  it('lands as a file, in text and HTML, with nothing that acts in HTML', async () => {
    await write(async (tx) => queueMail(tx, mail));
    await runDueJobs();
    const [file] = outbox();
    const parsed = await simpleParser(file!);
    expect(parsed.subject).toBe('Grüße 🎉');
    expect(parsed.text).toContain(`Öffnen:\n${settings().baseUrl}/konto`);
    expect(parsed.html).toContain('Zweiter &lt;script&gt;.');
    expect(parsed.html).toContain('Jörg Öztürk &lt;b&gt;');
  });

  it('is not written when the change fails', async () => {
    await write(async (tx) => {
      await queueMail(tx, mail);
      throw new Error('no');
    }).catch(() => undefined);
    await runDueJobs();
    expect(await db.select().from(mails)).toEqual([]);
  });

  it('carries a calendar entry with its method', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR';
    await write(async (tx) => queueMail(tx, { ...mail, calendar: { method: 'REQUEST', content } }));
    await runDueJobs();
    expect(outbox()[0]!.toString()).toMatch(/Content-Type: text\/calendar;[^\r]*method=REQUEST/);
  });
});

describe('a mail server', () => {
  let server: SMTPServer;
  let refuse = 0;
  const received: string[] = [];

  beforeEach(async () => {
    received.length = 0;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => done(refuse-- > 0 ? new Error('450 busy') : null),
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    useSettings({ smtpUrl: `smtp://127.0.0.1:${port}` });
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-12T10:00:00Z') });
  });

  afterEach(async () => {
    vi.useRealTimers();
    useSettings({ smtpUrl: undefined });
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('that refuses at first gets the mail later, once', async () => {
    refuse = 1;
    await write(async (tx) => queueMail(tx, { ...mail, to: { ...reader, email: 'joerg@verein.example' } }));
    await runDueJobs();
    expect(received).toEqual([]);
    const [job] = await db.select().from(jobs);
    vi.setSystemTime(job!.runAt);
    await runDueJobs();
    await runDueJobs();
    expect(received).toHaveLength(1);
    expect((await db.select().from(mails))[0]!.sentAt).not.toBeNull();
  });
});
