/** That the Geschäftsstelle has read a draft is kept: once a person, draft and day. */
import { and, eq, gte } from 'drizzle-orm';
import { type Tx, auditLog, write } from '~db/client.server';
import type { GroupId } from '~db/values';
import { type Person, roleIn } from '~/access/policy';
import { momentAt, today } from '~/services/time';

const noted = new Set<string>();
let notedOn = '';

type Draft = {
  /** The object whose text it is, as the audit log names it. */
  id: string;
  /** The entry, such as `minutes.draftRead`. */
  action: string;
  facts: { groupId: GroupId; state: string };
  record: (tx: Tx) => Promise<void>;
};

/** Records it when somebody reads a draft only because they belong to the Geschäftsstelle. */
export async function noteReadingOfDraft(actor: Person, { id, action, facts, record }: Draft): Promise<void> {
  const role = roleIn(actor, facts.groupId, Date.now());
  if (facts.state !== 'draft' || !actor.office || (role && role !== 'guest')) return;
  const day = today();
  if (notedOn !== day) noted.clear();
  notedOn = day;
  const key = `${actor.id} ${id}`;
  if (noted.has(key)) return;
  await write(async (tx) => {
    const [entry] = await tx
      .select({ sequence: auditLog.sequence })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.actorId, actor.id),
          eq(auditLog.action, action),
          eq(auditLog.objectId, id),
          gte(auditLog.at, momentAt(day, '00:00')),
        ),
      );
    if (!entry) await record(tx);
  });
  noted.add(key);
}
