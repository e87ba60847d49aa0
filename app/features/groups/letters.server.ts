/** Letters that go to several: the leads of a group, the Geschäftsstelle. */
import { and, eq, isNull, ne } from 'drizzle-orm';
import { type Tx, people } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { readersOf, tellEach } from '~/news/tell.server';
import { leadsOf } from './leads.server';

type Group = { id: GroupId; slug: string; name: string };

/** Writes to the leads of a group, except to the one who acts. */
export async function mailLeads(
  tx: Tx,
  group: Group,
  key: string,
  values: Record<string, string>,
  except: PersonId,
): Promise<void> {
  const leads = (await leadsOf(tx, [group.id])).get(group.id)?.leads ?? [];
  const others = await readersOf(tx, leads.filter((id) => id !== except));
  await tellEach(tx, others, () => ({
    kind: 'membership',
    groupId: group.id,
    key,
    values: { ...values, group: group.name },
    path: `/gruppen/${group.slug}/mitglieder`,
    needs: { action: 'group.answerRequest', id: group.id },
  }));
}

/** Writes to everyone of the Geschäftsstelle, except to the one who acts. */
export async function mailOffice(
  tx: Tx,
  group: Group,
  key: string,
  values: Record<string, string>,
  except: PersonId,
): Promise<void> {
  const office = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.office, true), isNull(people.disabledAt), ne(people.id, except)));
  await tellEach(tx, await readersOf(tx, office.map(({ id }) => id)), () => ({
    kind: 'membership',
    key,
    values: { ...values, group: group.name },
    path: '/geschaeftsstelle/anfragen',
    needs: { action: 'portal.office', id: 'portal' },
  }));
}
