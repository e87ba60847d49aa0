/** Letters that go to several: the leads of a group, the Geschäftsstelle. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Tx, people } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { queueMail } from '~/services/mail/mail.server';
import { leadsOf } from './leads.server';

type Group = { id: GroupId; slug: string; name: string };

const addressee = { id: people.id, email: people.email, name: people.name, language: people.language };

/** Writes to the leads of a group, except to the one who acts. */
export async function mailLeads(
  tx: Tx,
  group: Group,
  key: string,
  values: Record<string, string>,
  except: PersonId,
): Promise<void> {
  const leads = (await leadsOf(tx, [group.id])).get(group.id)?.leads ?? [];
  const found = await tx.select(addressee).from(people).where(inArray(people.id, leads));
  for (const to of found.filter(({ id }) => id !== except)) {
    await queueMail(tx, {
      to,
      key,
      values: { ...values, group: group.name },
      path: `/gruppen/${group.slug}/mitglieder`,
    });
  }
}

/** Writes to everyone of the Geschäftsstelle, except to the one who acts. */
export async function mailOffice(
  tx: Tx,
  group: Group,
  key: string,
  values: Record<string, string>,
  except: PersonId,
): Promise<void> {
  const found = await tx
    .select(addressee)
    .from(people)
    .where(and(eq(people.office, true), isNull(people.disabledAt)));
  for (const to of found.filter(({ id }) => id !== except)) {
    await queueMail(tx, {
      to,
      key,
      values: { ...values, group: group.name },
      path: '/geschaeftsstelle/anfragen',
    });
  }
}
