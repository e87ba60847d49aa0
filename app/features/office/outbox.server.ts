/** The mails of the portal as the Geschäftsstelle sees them: what waits, what arrived, what was given up. */
import { type SQL, and, count, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { db, mails, write } from '~db/client.server';
import type { Id } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound } from '~/services/errors';
import { retryMails, serverAway } from '~/services/mail/outbox.server';
import { settings } from '~/services/settings.server';
import type { MailState } from './outbox';

const perPage = 50;

const conditions: Record<MailState, SQL> = {
  waiting: and(isNull(mails.sentAt), isNull(mails.failedAt), isNull(mails.withheldAt))!,
  failed: isNotNull(mails.failedAt),
  sent: isNotNull(mails.sentAt),
  withheld: isNotNull(mails.withheldAt),
};

const columns = {
  id: mails.id,
  kind: mails.kind,
  to: mails.to,
  subject: mails.subject,
  createdAt: mails.createdAt,
  sentAt: mails.sentAt,
  failedAt: mails.failedAt,
  withheldAt: mails.withheldAt,
  lastError: mails.lastError,
};

type Row = { [Name in keyof typeof columns]: (typeof mails.$inferSelect)[Name] };

const stateOf = ({ sentAt, failedAt, withheldAt }: Row): MailState =>
  sentAt ? 'sent' : failedAt ? 'failed' : withheldAt ? 'withheld' : 'waiting';

const shown = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  to: row.to,
  subject: row.subject,
  at: row.createdAt.toISOString(),
  state: stateOf(row),
  error: row.lastError,
});

/**
 * A page of the mails, the newest first, and how the mail server is. Three statements.
 *
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function readOutbox(actor: Actor, state: MailState | null, page: number) {
  await authorize(actor, 'portal.office', 'portal');
  const condition = state ? conditions[state] : undefined;
  const found = await db.$count(mails, condition);
  const rows = await db
    .select(columns)
    .from(mails)
    .where(condition)
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(perPage)
    .offset((page - 1) * perPage);
  const away = serverAway();
  return {
    mails: rows.map(shown),
    found,
    page,
    pages: Math.max(1, Math.ceil(found / perPage)),
    withServer: settings().smtpUrl !== undefined,
    away: away && { since: away.since.toISOString() },
    failed: await failedMails(),
  };
}

/** How many mails were given up. */
export async function failedMails(): Promise<number> {
  const [row] = await db.select({ n: count() }).from(mails).where(conditions.failed);
  return row!.n;
}

/**
 * A mail in words; only where there is no mail server, so that the Geschäftsstelle has to see to it that people
 * hear. What signs in is never shown.
 *
 * @throws NotFound for everybody but the Geschäftsstelle, and with a mail server
 */
export async function readMail(actor: Actor, id: Id<'mail'>) {
  await authorize(actor, 'portal.office', 'portal');
  const [row] = await db.select({ ...columns, text: mails.text, secret: mails.secret }).from(mails).where(eq(mails.id, id));
  if (!row || settings().smtpUrl) throw new NotFound(id);
  return { ...shown(row), text: row.secret ? '' : row.text };
}

/**
 * Tries again what was given up.
 *
 * @returns how many mails that are
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function sendAgain(actor: Actor): Promise<number> {
  await authorize(actor, 'portal.office', 'portal');
  return write(async (tx) => {
    const again = await retryMails(tx);
    await record(tx, actor, {
      action: 'mails.retried',
      object: { kind: 'portal', id: 'portal', name: 'Portal' },
      details: { count: again },
    });
    return again;
  });
}
