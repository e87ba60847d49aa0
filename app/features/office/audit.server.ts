/** Reading the audit log: all of it at the desk, a group's own by its leads. */
import { type SQL, and, asc, desc, eq, gte, inArray, lt, or } from 'drizzle-orm';
import { auditLog, db, groups, people } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { instanceFor } from '~/services/i18n/translate.server';
import type { Language } from '~/services/i18n/languages';
import { endOfDay, momentAt } from '~/services/time';
import type { AuditFilter, AuditPage } from './audit';
import { matchesName, matchesPerson } from './people.server';

const pageSize = 50;
const mostActors = 200;

/**
 * A page of the whole log, the newest first.
 *
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function readAudit(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
  await authorize(actor, 'audit.read', 'portal');
  return page(filter, matchesPerson);
}

/**
 * A page of a group's own log, the newest first. Leads find who acted by name: they may not know the
 * addresses of everybody who acts in their group.
 *
 * @throws NotFound for everybody but the Geschäftsstelle and the leads of the group
 */
export async function readGroupAudit(actor: Actor, groupId: GroupId, filter: AuditFilter): Promise<AuditPage> {
  await authorize(actor, 'group.readAudit', groupId);
  return page({ ...filter, gruppe: groupId }, matchesName);
}

/** Two statements at most; pages are found by the sequence, so that later ones are no slower. */
async function page(filter: AuditFilter, matches: typeof matchesPerson): Promise<AuditPage> {
  const found = await db
    .select({
      sequence: auditLog.sequence,
      at: auditLog.at,
      actorId: auditLog.actorId,
      actorName: auditLog.actorName,
      action: auditLog.action,
      objectKind: auditLog.objectKind,
      objectId: auditLog.objectId,
      objectName: auditLog.objectName,
      group: groups.name,
      details: auditLog.details,
    })
    .from(auditLog)
    .leftJoin(groups, eq(groups.id, auditLog.groupId))
    .where(
      and(
        filter.wer.trim() ? inArray(auditLog.actorId, await actorsWhere(matches(filter.wer))) : undefined,
        filter.person && about(filter.person),
        filter.was ? eq(auditLog.action, filter.was) : undefined,
        filter.art && eq(auditLog.objectKind, filter.art),
        filter.gruppe && eq(auditLog.groupId, filter.gruppe),
        filter.von && gte(auditLog.at, momentAt(filter.von, '00:00')),
        filter.bis && lt(auditLog.at, endOfDay(filter.bis)),
        filter.vor ? lt(auditLog.sequence, filter.vor) : undefined,
      ),
    )
    .orderBy(desc(auditLog.sequence))
    .limit(pageSize + 1);
  const entries = found.slice(0, pageSize);
  return { entries, next: found.length > pageSize ? entries.at(-1)!.sequence : null };
}

async function actorsWhere(condition: SQL | undefined): Promise<PersonId[]> {
  const rows = await db.select({ id: people.id }).from(people).where(condition).limit(mostActors);
  return rows.map(({ id }) => id);
}

const about = (id: PersonId): SQL | undefined =>
  or(eq(auditLog.actorId, id), and(eq(auditLog.objectKind, 'person'), eq(auditLog.objectId, id)));

/** The name of the one person the log is asked about; for the Geschäftsstelle. */
export async function nameForAudit(actor: Actor, id: PersonId | undefined): Promise<string | null> {
  if (!id) return null;
  await authorize(actor, 'audit.read', 'portal');
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, id));
  return person?.name ?? null;
}

/** The groups one can narrow the log to, archived ones included. */
export async function groupsForAudit(actor: Actor): Promise<{ id: GroupId; name: string }[]> {
  await authorize(actor, 'audit.read', 'portal');
  return db.select({ id: groups.id, name: groups.name }).from(groups).orderBy(asc(groups.name));
}

/** Every action the log knows, in words, by these. */
export function auditActions(language: Language): { value: string; label: string }[] {
  const flatten = (words: object, prefix: string): { value: string; label: string }[] =>
    Object.entries(words).flatMap(([key, word]: [string, unknown]) =>
      typeof word === 'string'
        ? [{ value: prefix + key, label: word }]
        : flatten(word as object, `${prefix}${key}.`),
    );
  const words = instanceFor(language).getResourceBundle(language, 'audit') as object;
  return flatten(words, '').sort((a, b) => a.label.localeCompare(b.label, language));
}
