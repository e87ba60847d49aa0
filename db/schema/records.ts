import { choice, flag, id, index, json, moment, number, part, sequence, table, uniqueIndex, words } from '../columns.server';
import { type MailNeeds, type PersonId, mailKinds } from '../values';
import { people } from './people';

/**
 * The audit log: who did what to what, when. A trigger refuses change and deletion (db/guards).
 * It refers to nothing by key, so that it outlives what it tells of.
 */
export const auditLog = table(
  'audit_log',
  {
    sequence: sequence(),
    at: moment().notNull(),
    /** Empty when the portal itself acted (a deadline passed). */
    actorId: words().$type<PersonId>(),
    actorName: words().notNull(),
    action: words().notNull(),
    objectKind: words().notNull(),
    objectId: words().notNull(),
    /** The object in words, as it was then. */
    objectName: words().notNull(),
    /** The group it belongs to, for the leads' own log. */
    groupId: words(),
    details: json<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index('audit_log_at').on(t.at),
    index('audit_log_actor').on(t.actorId, t.sequence),
    index('audit_log_group').on(t.groupId, t.sequence),
    index('audit_log_action').on(t.action, t.sequence),
  ],
);

/** Work to be done after a change was written, in the same transaction: mails above all. */
export const jobs = table(
  'jobs',
  {
    id: id<'job'>(),
    kind: words().notNull(),
    payload: json<unknown>().notNull(),
    /** Jobs with the same key are kept once. */
    uniqueKey: words(),
    createdAt: moment().notNull(),
    runAt: moment().notNull(),
    attempts: number().notNull().default(0),
    doneAt: moment(),
    failedAt: moment(),
    lastError: words(),
  },
  (t) => [index('jobs_due').on(t.doneAt, t.runAt), uniqueIndex('jobs_key').on(t.uniqueKey)],
);

/** The outbox: mails, written with the change that causes them, sent after it until each has arrived or is given up. */
export const mails = table(
  'mails',
  {
    id: id<'mail'>(),
    /** Why it is sent; how the Geschäftsstelle tells mails apart, and what may wait for others. */
    kind: choice(mailKinds).notNull().default('letter'),
    to: words().notNull(),
    /** Whose mail it is; empty for addresses without an account. */
    personId: part<'person'>(() => people.id),
    /** Empty, like the words, while they are only found when it is sent. */
    subject: words().notNull(),
    text: words().notNull(),
    html: words().notNull(),
    /** An iCalendar attachment, with its method (REQUEST, CANCEL). */
    calendar: words(),
    calendarMethod: words(),
    /** Where a click ends mails of its kind (RFC 8058): a path of the portal. */
    unsubscribe: words(),
    /** What its reader must have a right to at the moment it is sent. */
    needs: json<MailNeeds>(),
    /** Its link signs in: of what was sent nothing is kept. */
    secret: flag().notNull().default(false),
    /** Of several mails with the same key one is kept. */
    uniqueKey: words(),
    createdAt: moment().notNull(),
    attempts: number().notNull().default(0),
    /** Not before this moment; at once where it is empty. */
    tryAt: moment(),
    lastError: words(),
    sentAt: moment(),
    /** Given up: the address was refused, or nobody took it for days. */
    failedAt: moment(),
    /** Its reader had lost the right by the time it would have been sent. */
    withheldAt: moment(),
  },
  (t) => [
    index('mails_created').on(t.createdAt),
    index('mails_waiting').on(t.sentAt, t.failedAt, t.withheldAt, t.tryAt),
    uniqueIndex('mails_key').on(t.uniqueKey),
    index('mails_person').on(t.personId),
  ],
);
