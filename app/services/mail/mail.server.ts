/**
 * Mails in words. `queueMail` writes one into the change that causes it; the outbox sends it after the commit.
 */
import { type Tx, afterCommit, mails } from '~db/client.server';
import type { Language, MailKind, MailNeeds, PersonId } from '~db/values';
import { translator } from '../i18n/translate.server';
import { settings } from '../settings.server';
import { wakeOutbox } from './outbox.server';

export type Addressee = { email: string; name: string; language: Language };

type Values = Record<string, string | number>;

export type Mail = {
  to: Addressee;
  /** Key of the namespace `mail`: `<key>.subject`, `.body` (paragraphs parted by empty lines), `.button`. */
  key: string;
  /** Values for the words; dates already said in the reader's language. */
  values: Values;
  /** Where the one button leads: a path of the portal. */
  path?: string;
  /** An iCalendar object and its METHOD. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
  /** Its link signs in: once it is sent, nothing of it is kept. */
  secret?: boolean;
  /** Of several mails with the same key one is sent. */
  once?: string;
  kind?: MailKind;
  /** Whose mail it is, and what they must have a right to when it is sent. */
  personId?: PersonId;
  needs?: MailNeeds | null;
  footer?: Footer;
};

/** Why somebody gets a mail, and how to change that. Without one it is because they have an account. */
export type Footer = {
  why: string;
  /** Where one chooses what one gets, and where one ends this: paths of the portal. */
  choices?: string;
  unsubscribe?: string;
};

export type Link = { url: string; label: string };

/** The words of a mail, ready to be laid out. A line of a list may carry a link. */
export type Letter = {
  language: Language;
  subject: string;
  parts: readonly (string | { title: string; lines: readonly { text: string; links: readonly Link[] }[] })[];
  button?: Link;
  footer: Footer;
};

/** Writes a mail into the change under way; it is sent once that is on disk. */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  const letter = letterOf(mail);
  await tx
    .insert(mails)
    .values({
      kind: mail.kind ?? 'letter',
      to: mail.to.email,
      personId: mail.personId ?? null,
      subject: letter.subject,
      text: textOf(letter),
      html: htmlOf(letter),
      calendar: mail.calendar?.content ?? null,
      calendarMethod: mail.calendar?.method ?? null,
      unsubscribe: mail.footer?.unsubscribe ?? null,
      needs: mail.needs ?? null,
      secret: mail.secret ?? false,
      uniqueKey: mail.once ?? null,
      createdAt: new Date(),
    })
    .onConflictDoNothing();
  afterCommit(wakeOutbox);
}

function letterOf({ to, key, values: given, path, footer }: Mail): Letter {
  const t = translator(to.language, 'mail');
  const values = { ...given, name: to.name };
  const paragraphs = t(`${key}.body`, values).split('\n\n').filter((text) => text.trim() !== '');
  return {
    language: to.language,
    subject: t(`${key}.subject`, values),
    parts: [t('greeting', values), ...paragraphs],
    ...(path && { button: { url: settings().baseUrl + path, label: t(`${key}.button`, values) } }),
    footer: footer ?? { why: t('reason') },
  };
}

/** What stands below a mail: why one gets it, and the two ways to change that. */
function footerOf({ language, footer: { why, choices, unsubscribe } }: Letter): (string | Link)[] {
  const t = translator(language, 'mail');
  const link = (path: string | undefined, label: string) => (path ? [{ url: settings().baseUrl + path, label }] : []);
  return [`${t('whyTitle')} ${why}`, ...link(choices, t('choices')), ...link(unsubscribe, t('unsubscribe'))];
}

/** A letter as plain text. */
export function textOf(letter: Letter): string {
  const said = (link: Link) => `${link.label}:\n${link.url}`;
  const parts = letter.parts.map((part) =>
    typeof part === 'string'
      ? part
      : [
          part.title.toUpperCase(),
          ...part.lines.map(({ text, links }) => [`- ${text}`, ...links.map(({ url, label }) => `  ${label}: ${url}`)].join('\n')),
        ].join('\n'),
  );
  const footer = footerOf(letter).map((line) => (typeof line === 'string' ? line : `${line.label}: ${line.url}`));
  return [...parts, ...(letter.button ? [said(letter.button)] : []), ['-- ', ...footer].join('\n')].join('\n\n');
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const paragraph = (text: string) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;

const anchor = ({ url, label }: Link, style = '') =>
  `<a href="${escapeHtml(url)}"${style && ` style="${style}"`}>${escapeHtml(label)}</a>`;

const buttonStyle = 'display:inline-block;padding:12px 20px;background:#171a2b;color:#ffffff;text-decoration:none;border-radius:4px';

/** A letter as HTML that also plain clients show well: no images, no style sheet, one column. */
export function htmlOf(letter: Letter): string {
  const body = letter.parts
    .map((part) => {
      if (typeof part === 'string') return paragraph(part);
      const lines = part.lines.map(({ text, links }) => {
        const [first, ...others] = links;
        const said = first ? anchor({ ...first, label: text }, 'color:#171a2b') : escapeHtml(text);
        return `<li style="margin:0 0 8px">${[said, ...others.map((link) => anchor(link, 'color:#171a2b'))].join(' · ')}</li>`;
      });
      return `<h2 style="font-size:18px;margin:24px 0 8px">${escapeHtml(part.title)}</h2><ul style="padding-left:20px;margin:0">${lines.join('')}</ul>`;
    })
    .join('');
  const button = letter.button ? `<p>${anchor(letter.button, buttonStyle)}</p>` : '';
  const footer = footerOf(letter)
    .map((line) => (typeof line === 'string' ? escapeHtml(line) : anchor(line, 'color:#535970')))
    .join('<br>');
  return `<!doctype html><html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(letter.subject)}</title></head><body style="font:16px/1.5 sans-serif;color:#171a2b;background:#ffffff;max-width:36em;margin:24px auto;padding:0 16px">${body}${button}<p style="color:#535970;font-size:14px;margin-top:32px">${footer}</p></body></html>`;
}
