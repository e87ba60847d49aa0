/** Working groups: finding one by its slug, the groups of a person, the cards that everyone sees. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { db, fields, groups, meetings } from '~db/client.server';
import type { GroupId, GroupRole } from '~db/values';
import { type Person, roleIn } from '~/access/policy';
import { NotFound } from '~/services/errors';

const card = {
  id: groups.id,
  slug: groups.slug,
  name: groups.name,
  abbreviation: groups.abbreviation,
  description: groups.description,
  listed: groups.listed,
  archivedAt: groups.archivedAt,
  field: { id: fields.id, name: fields.name },
};

/** What stands on a group's card. */
export type GroupCard = {
  id: GroupId;
  slug: string;
  name: string;
  abbreviation: string;
  description: string;
  listed: boolean;
  archivedAt: Date | null;
  field: { id: string; name: string };
};

/**
 * The group an address names. Asks for no right: every caller authorises what it does with it.
 *
 * @throws NotFound when no group has this slug
 */
export async function groupBySlug(slug: string | undefined): Promise<GroupCard> {
  const [group] = await db
    .select(card)
    .from(groups)
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where(eq(groups.slug, slug ?? ''));
  if (!group) throw new NotFound();
  return group;
}

export type MyGroup = Pick<GroupCard, 'id' | 'slug' | 'name'> & {
  field: string;
  role: GroupRole;
  /** When a guest's time ends (epoch ms). */
  until: number | null;
  archived: boolean;
  next: { number: number; startsAt: Date; endsAt: Date; place: string } | null;
};

/** The groups somebody holds a role in, each with its next meeting: soonest first. Two statements. */
export async function groupsOf(actor: Person): Promise<MyGroup[]> {
  const now = new Date();
  const ids = [...actor.roles.keys()].filter((id) => roleIn(actor, id, now.getTime()));
  const found = await db
    .select({ ...card, field: fields.name })
    .from(groups)
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where(inArray(groups.id, ids))
    .orderBy(asc(groups.name));
  const coming = await db
    .select({
      groupId: meetings.groupId,
      number: meetings.number,
      startsAt: meetings.startsAt,
      endsAt: meetings.endsAt,
      place: meetings.place,
    })
    .from(meetings)
    .where(and(inArray(meetings.groupId, ids), eq(meetings.state, 'planned'), gt(meetings.endsAt, now)))
    .orderBy(asc(meetings.startsAt));
  return found
    .map(({ id, slug, name, field, archivedAt }) => ({
      id,
      slug,
      name,
      field,
      archived: archivedAt !== null,
      role: roleIn(actor, id, now.getTime())!,
      until: actor.roles.get(id)?.until ?? null,
      next: coming.find((meeting) => meeting.groupId === id) ?? null,
    }))
    .sort((a, b) => Number(a.archived) - Number(b.archived) || startOf(a) - startOf(b));
}

const startOf = (group: MyGroup) => group.next?.startsAt.getTime() ?? Infinity;

/** Listed groups that are at work, for the public page: by field, then by name. One statement. */
export async function listedGroups(): Promise<GroupCard[]> {
  return db
    .select(card)
    .from(groups)
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where(and(eq(groups.listed, true), isNull(groups.archivedAt)))
    .orderBy(asc(fields.position), asc(groups.name));
}
