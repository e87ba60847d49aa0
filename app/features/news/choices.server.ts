/** What people have chosen to hear of, for the page on which they choose, and keeping it. */
import { asc, inArray } from 'drizzle-orm';
import { type Tx, db, groups, write } from '~db/client.server';
import { type GroupId, newsKinds } from '~db/values';
import { record } from '~/access/audit.server';
import type { Person } from '~/access/policy';
import { type Choice, choicesOf, keepChoices, keepTime } from '~/news/choices.server';
import type { ChoicesInput } from './choices';

/** Somebody's choices, with their groups by name. Three statements. */
export async function readChoices(person: Person) {
  const { time, everywhere, inGroup } = await choicesOf(person.id);
  const own = await db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(inArray(groups.id, [...person.roles.keys()]))
    .orderBy(asc(groups.name));
  return { time, everywhere, groups: own.map((group) => ({ ...group, choices: inGroup(group.id) })) };
}

/** Keeps them; of groups one does not belong to nothing is kept. */
export async function saveChoices(person: Person, { hour, daysOff, everywhere, groups: inGroups }: ChoicesInput): Promise<void> {
  const general = newsKinds.map((kind): Choice => ({ kind, groupId: null, way: everywhere[kind] }));
  const special = [...person.roles.keys()].flatMap((groupId) => ofGroup(groupId, inGroups));
  await write(async (tx: Tx) => {
    await keepTime(tx, person.id, { hour, daysOff });
    await keepChoices(tx, person.id, [...general, ...special]);
    await record(tx, person, {
      action: 'account.newsChosen',
      object: { kind: 'person', id: person.id, name: person.name },
    });
  });
}

const ofGroup = (groupId: GroupId, inGroups: ChoicesInput['groups']): Choice[] =>
  groupId in inGroups ? newsKinds.map((kind) => ({ kind, groupId, way: inGroups[groupId]![kind] })) : [];
