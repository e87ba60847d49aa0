/** Which news somebody may read at this moment: the policy is asked for each, as for what it is about. */
import { db } from '~db/client.server';
import type { MailNeeds, PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { allowed } from '~/access/authorize.server';
import { type Action, type Person, rules } from '~/access/policy';

/** Whether somebody has a right now, under its name in the policy. A right that is no longer known is none. */
export async function hasRight(person: Person, { action, id }: MailNeeds): Promise<boolean> {
  if (!Object.hasOwn(rules, action)) return false;
  return allowed(person, action as Action, id as never);
}

/** What the reader of a mail may read at this moment; nothing, when the account is disabled. */
export async function mayRead(personId: PersonId, needs: MailNeeds): Promise<boolean> {
  const person = await loadActor(db, personId);
  return person !== undefined && hasRight(person, needs);
}

/** Those of some news that their reader may read now, in their order. */
export async function readableFor<Item extends { needs: MailNeeds | null }>(
  personId: PersonId,
  items: readonly Item[],
): Promise<Item[]> {
  const person = await loadActor(db, personId);
  if (!person) return [];
  const readable: Item[] = [];
  for (const item of items) {
    if (!item.needs || (await hasRight(person, item.needs))) readable.push(item);
  }
  return readable;
}
