import { id, index, json, moment, number, sequence, table, uniqueIndex, words } from '../columns.server';
import type { PersonId } from '../values';

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

/** Mails, written with the change that causes them, sent by a job. */
export const mails = table(
  'mails',
  {
    id: id<'mail'>(),
    to: words().notNull(),
    subject: words().notNull(),
    text: words().notNull(),
    html: words().notNull(),
    /** An iCalendar attachment, with its method (REQUEST, CANCEL). */
    calendar: words(),
    calendarMethod: words(),
    createdAt: moment().notNull(),
    sentAt: moment(),
  },
  (t) => [index('mails_created').on(t.createdAt)],
);

