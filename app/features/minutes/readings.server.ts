/** That the Geschäftsstelle has read a draft is kept: once a person, minutes and day. */
import { and, eq, gte } from 'drizzle-orm';
import { auditLog, write } from '~db/client.server';
import type { MinutesId } from '~db/values';
import type { ObjectFacts, Person } from '~/access/policy';
import { roleIn } from '~/access/policy';
import { momentAt, today } from '~/services/time';
import { minutesWithPlace, recordStep } from './minutes.server';

const noted = new Set<string>();
let notedOn = '';

/** Records it when somebody reads a draft only because they belong to the Geschäftsstelle. */
export async function noteOfficeReading(actor: Person, id: MinutesId, facts: ObjectFacts['minutes']): Promise<void> {
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
          eq(auditLog.action, 'minutes.draftRead'),
          eq(auditLog.objectId, id),
          gte(auditLog.at, momentAt(day, '00:00')),
        ),
      );
    const placed = entry ? undefined : await minutesWithPlace({ id }, tx);
    if (placed) await recordStep(tx, actor, placed, 'minutes.draftRead');
  });
  noted.add(key);
}
