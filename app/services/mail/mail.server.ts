/**
 * Mails. `queueMail` writes one into the change that causes it; a job sends it after the commit.
 * Without SMTP_URL mails land as `.eml` files in `DATA_DIR/outbox`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { type Transporter, createTransport } from 'nodemailer';
import { type Tx, db, mails, write } from '~db/client.server';
import type { Id, Language } from '~db/values';
import { translator } from '../i18n/translate.server';
import { addJob, handleJobs } from '../jobs/jobs.server';
import { settings } from '../settings.server';

export type Mail = {
  to: { email: string; name: string; language: Language };
  /** Key of the namespace `mail`: `<key>.subject`, `.body` (paragraphs parted by empty lines), `.button`. */
  key: string;
  /** Values for the words; dates already said in the reader's language. */
  values: Record<string, string | number>;
  /** Where the one button leads: a path of the portal. */
  path?: string;
  /** An iCalendar object and its METHOD. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
  /** Its link signs in: once it is sent, nothing of it is kept. */
  secret?: boolean;
  /** Of several mails with the same key one is sent. */
  once?: string;
};

/** Writes a mail into the change under way; it is sent once that is on disk. */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  const t = translator(mail.to.language, 'mail');
  const values = { ...mail.values, name: mail.to.name };
  const subject = t(`${mail.key}.subject`, values);
  const paragraphs = t(`${mail.key}.body`, values).split('\n\n').filter((text) => text.trim() !== '');
  const link = mail.path && { url: settings().baseUrl + mail.path, label: t(`${mail.key}.button`, values) };
  const greeting = t('greeting', values);
  const reason = t('reason', values);
  const [row] = await tx
    .insert(mails)
    .values({
      to: mail.to.email,
      subject,
      text: textOf([greeting, ...paragraphs], link, reason),
      html: htmlOf(mail.to.language, subject, [greeting, ...paragraphs], link, reason),
      calendar: mail.calendar?.content ?? null,
      calendarMethod: mail.calendar?.method ?? null,
      createdAt: new Date(),
    })
    .returning({ id: mails.id });
  await addJob(tx, 'mail.send', { mailId: row!.id, secret: mail.secret ?? false }, mail.once ? { key: `mail:${mail.once}` } : {});
}

type Link = { url: string; label: string } | '' | undefined;

function textOf(paragraphs: string[], link: Link, reason: string): string {
  return [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), `--\n${reason}`].join('\n\n');
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function htmlOf(language: Language, title: string, paragraphs: string[], link: Link, reason: string): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`).join('');
  const button = link
    ? `<p><a href="${escapeHtml(link.url)}" style="display:inline-block;padding:12px 20px;background:#171a2b;color:#ffffff;text-decoration:none;border-radius:4px">${escapeHtml(link.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="font:16px/1.5 sans-serif;color:#171a2b;max-width:36em;margin:24px auto;padding:0 16px">${body}${button}<p style="color:#535970;font-size:14px">${escapeHtml(reason)}</p></body></html>`;
}

/** From which address the portal writes: its own, at the host it is reached by now. */
export const senderAddress = (): string => `portal@${new URL(settings().baseUrl).hostname}`;

let transport: Transporter | undefined;

handleJobs<{ mailId: Id<'mail'>; secret: boolean }>('mail.send', async ({ mailId, secret }) => {
  const [mail] = await db.select().from(mails).where(eq(mails.id, mailId));
  if (!mail || mail.sentAt) return;
  const { smtpUrl, outboxDir, baseUrl } = settings();
  const host = new URL(baseUrl).hostname;
  const message = {
    from: { name: 'Bündnis-Portal', address: senderAddress() },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // The same id at every try: a mail that was taken and not confirmed is not a second mail.
    messageId: `<${mail.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(mail.calendar && mail.calendarMethod
      ? { icalEvent: { method: mail.calendarMethod, filename: 'termin.ics', content: mail.calendar } }
      : {}),
  };
  if (smtpUrl) {
    transport ??= createTransport(smtpUrl);
    await transport.sendMail(message);
  } else {
    const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
    await mkdir(outboxDir, { recursive: true });
    const stamp = mail.createdAt.toISOString().replaceAll(':', '-');
    await writeFile(join(outboxDir, `${stamp}-${mail.id}.eml`), built.message as Buffer);
  }
  await write(async (tx) => tx.update(mails).set({ sentAt: new Date(), ...(secret ? { text: '', html: '' } : {}) }).where(eq(mails.id, mail.id)));
});
