/**
 * The outbox: sends what stands in `mails`, a few at a time, until each mail has arrived, was withheld or is
 * given up. Without SMTP_URL mails land as `.eml` files in `DATA_DIR/outbox`.
 *
 * A mail is sent again until the server has confirmed it, always with the same Message-ID: where the answer got
 * lost, mail programs know the second one for the first. What concerns one mail (an address that is refused)
 * waits or ends for it alone; what concerns the server makes all of them wait.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, desc, eq, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { type SendMailOptions, type Transporter, createTransport } from 'nodemailer';
import { type Tx, afterCommit, db, mails, write } from '~db/client.server';
import type { MailNeeds, PersonId } from '~db/values';
import { log } from '../log.server';
import { settings } from '../settings.server';

type Row = typeof mails.$inferSelect;

/** The words of a mail that are found when it is sent. */
export type Content = Pick<Row, 'subject' | 'text' | 'html'> & { unsubscribe: string | null };

type Composer = (mail: Row) => Promise<Content | null>;
type Check = (personId: PersonId, needs: MailNeeds) => Promise<boolean>;

let composeDigest: Composer = () => Promise.reject(new Error('Nobody composes the mails of the day.'));
let mayRead: Check = () => Promise.reject(new Error('Nobody says what readers of mails may read.'));

/** Names who knows what readers may read, and who writes the mails of the day. Once at start. */
export function useForMails(uses: { mayRead: Check; composeDigest: Composer }): void {
  ({ mayRead, composeDigest } = uses);
}

const together = 4;
const secondInMs = 1000;
const minuteInMs = 60 * secondInMs;
/** RFC 5321, 4.5.4.1: at least four to five days. */
const givenUpAfterMs = 5 * 24 * 60 * minuteInMs;

/** The mail server, as long as it does not answer. */
let away: { since: Date; until: Date; tries: number; error: string } | null = null;

/** Whether the mail server answers, for the Geschäftsstelle. */
export const serverAway = () => away && { since: away.since, error: away.error };

let started = false;
let running: Promise<void> | undefined;
let timer: NodeJS.Timeout | undefined;

/** Starts to send what waits. */
export function startOutbox(): void {
  started = true;
  wakeOutbox();
}

/** Sends no more, and waits for what is under way. */
export async function stopOutbox(): Promise<void> {
  started = false;
  clearTimeout(timer);
  await running;
  way?.transport.close();
  way = undefined;
}

/** Something may wait to be sent. */
export function wakeOutbox(): void {
  if (!started || running) return;
  clearTimeout(timer);
  running = sendDueMails(() => started)
    .catch((error: unknown) => log.error({ err: error }, 'the outbox failed'))
    .finally(() => {
      running = undefined;
      if (started) timer = setTimeout(wakeOutbox, untilNextTry()).unref();
    });
}

/** A mail that has to wait does so for a minute or more. */
const untilNextTry = (): number => (away ? Math.max(0, Math.min(minuteInMs, away.until.getTime() - Date.now())) : minuteInMs);

/** Sends every mail that is due. Tests call it in place of the clock. @param goOn asked before each few */
export async function sendDueMails(goOn: () => boolean = () => true): Promise<void> {
  while (goOn() && !(away && away.until > new Date())) {
    const due = await dueMails();
    if (due.length === 0) return;
    const next = due[Symbol.iterator]();
    await Promise.all(Array.from({ length: together }, () => deliverEach(next, goOn)));
  }
}

/** Several do this side by side, each with the next that nobody has taken. */
async function deliverEach(due: Iterable<Row>, goOn: () => boolean): Promise<void> {
  for (const mail of due) {
    if (!goOn() || (away && away.until > new Date())) return;
    await deliver(mail);
  }
}

const waiting = () => and(isNull(mails.sentAt), isNull(mails.failedAt), isNull(mails.withheldAt));

/** The next few. By the letter of the alphabet, as it happens, the news of the day (`digest`) lets all others pass. */
const dueMails = (): Promise<Row[]> =>
  db
    .select()
    .from(mails)
    .where(and(waiting(), or(isNull(mails.tryAt), lte(mails.tryAt, new Date()))))
    .orderBy(desc(mails.kind), asc(mails.createdAt))
    .limit(together * 8);

async function deliver(mail: Row): Promise<void> {
  let composed = false;
  try {
    const content = await contentOf(mail);
    composed = true;
    if (!content) return await end(mail, { withheldAt: new Date() });
    await send({ ...mail, ...content });
    away = null;
    await end({ ...mail, subject: content.subject }, { sentAt: new Date() });
  } catch (error) {
    await postpone(mail, error as Refusal, composed);
  }
}

/** What is to be sent at this moment; null where its reader may not read it any more. */
async function contentOf(mail: Row): Promise<Content | null> {
  if (mail.kind === 'digest') return composeDigest(mail);
  if (mail.needs && mail.personId && !(await mayRead(mail.personId, mail.needs))) return null;
  return mail;
}

/** Nothing that signs in and nothing that was withheld is kept. */
const end = ({ id, subject, secret }: Row, outcome: Partial<Row>) =>
  write(async (tx) => {
    const forget = secret || outcome.withheldAt ? { text: '', html: '', calendar: null } : {};
    await tx.update(mails).set({ subject, lastError: null, ...outcome, ...forget }).where(eq(mails.id, id));
  });

let way: { smtpUrl: string; transport: Transporter } | undefined;

function transportTo(smtpUrl: string): Transporter {
  if (way?.smtpUrl !== smtpUrl) {
    way?.transport.close();
    const timeouts = { connectionTimeout: 20 * secondInMs, greetingTimeout: 20 * secondInMs, socketTimeout: minuteInMs };
    way = { smtpUrl, transport: createTransport({ url: smtpUrl, pool: true, maxConnections: together, ...timeouts }) };
  }
  return way!.transport;
}

async function send(mail: Row): Promise<void> {
  const message = messageOf(mail);
  const { smtpUrl, outboxDir } = settings();
  if (smtpUrl) {
    await transportTo(smtpUrl).sendMail(message);
    return;
  }
  const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  await mkdir(outboxDir, { recursive: true });
  const stamp = mail.createdAt.toISOString().replaceAll(':', '-');
  await writeFile(join(outboxDir, `${stamp}-${mail.id}.eml`), built.message as Buffer);
}

/** From which address the portal writes: its own, at the host it is reached by now. */
export const senderAddress = (): string => `portal@${new URL(settings().baseUrl).hostname}`;

function messageOf(mail: Row): SendMailOptions {
  const { baseUrl } = settings();
  const host = new URL(baseUrl).hostname;
  return {
    from: { name: 'Bündnis-Portal', address: senderAddress() },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${host}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      // RFC 8058: mail programs offer the way out themselves, and one click is enough.
      ...(mail.unsubscribe && {
        'List-Unsubscribe': `<${baseUrl}${mail.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    ...(mail.calendar && mail.calendarMethod
      ? { icalEvent: { method: mail.calendarMethod, filename: 'termin.ics', content: mail.calendar } }
      : {}),
  };
}

/** What nodemailer tells of a failure: the server's code, and the command it answered. */
type Refusal = Error & { responseCode?: number; command?: string };

/** Whether it is about this mail; otherwise it is about the server. */
const concernsMail = ({ responseCode, command = '' }: Refusal): boolean =>
  responseCode !== undefined && (command.startsWith('RCPT') || command.startsWith('DATA'));

/** @param composed its words had been found; otherwise the server has no part in it */
async function postpone(mail: Row, error: Refusal, composed: boolean): Promise<void> {
  const now = new Date();
  const attempts = mail.attempts + 1;
  const refused = concernsMail(error);
  if (composed && !refused) serverFailed(error, now);
  const givenUp = (refused && error.responseCode! >= 500) || now.getTime() - mail.createdAt.getTime() > givenUpAfterMs;
  log.warn({ err: error, mail: mail.id, attempts, givenUp }, 'a mail could not be sent');
  const tryAt = new Date(now.getTime() + Math.min(minuteInMs * 2 ** (attempts - 1), 60 * minuteInMs));
  await write(async (tx) =>
    tx
      .update(mails)
      .set({ attempts, tryAt, lastError: error.message, failedAt: givenUp ? now : null })
      .where(eq(mails.id, mail.id)),
  );
}

/** The longer it does not answer, the rarer it is asked. Several mails at once are one try. */
function serverFailed(error: Error, now: Date): void {
  if (away && away.until > now) return;
  const tries = (away?.tries ?? 0) + 1;
  const wait = Math.min(5 * secondInMs * 2 ** (tries - 1), 5 * minuteInMs);
  away = { since: away?.since ?? now, until: new Date(now.getTime() + wait), tries, error: error.message };
}

/**
 * Takes back mails that have not been sent, since they say too much by now.
 *
 * @param needs the right that their readers needed
 * @returns whose they were
 */
export async function withdrawWaiting(tx: Tx, needs: MailNeeds): Promise<PersonId[]> {
  const taken = await tx
    .update(mails)
    .set({ withheldAt: new Date(), text: '', html: '', calendar: null })
    .where(and(waiting(), eq(mails.needs, needs)))
    .returning({ personId: mails.personId });
  return taken.flatMap(({ personId }) => personId ?? []);
}

/** Gives what was given up, and what waits for its next try, a fresh start; returns how many had been given up. */
export async function retryMails(tx: Tx): Promise<number> {
  const again = await tx
    .update(mails)
    .set({ failedAt: null, tryAt: null, createdAt: new Date() })
    .where(isNotNull(mails.failedAt))
    .returning({ id: mails.id });
  await tx.update(mails).set({ tryAt: null }).where(waiting());
  away = null;
  afterCommit(wakeOutbox);
  return again.length;
}
