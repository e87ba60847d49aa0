/**
 * The secret addresses at which people's calendar programs fetch their meetings: one a device, each ended by
 * itself. An address is shown once; what is kept is the hash of its token.
 */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Tx, calendarFeeds, db, groups, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { CalendarFeedId, GroupId } from '~db/values';
import { record } from '~/access/audit.server';
import { type Granted, allowed, authorize } from '~/access/authorize.server';
import { type Actor, type Person, roleIn } from '~/access/policy';
import { hashOf, newToken } from '~/features/account/tokens.server';
import { groupBySlug } from '~/features/groups/groups.server';
import { NotFound, Rejected } from '~/services/errors';
import { settings } from '~/services/settings.server';
import { type NewAddress, type ShownAddress, allGroups, mostAddresses } from './calendar';

const own = (actor: Actor): Promise<Granted<'person.self'>> => {
  if (actor.kind === 'visitor') throw new NotFound();
  return authorize(actor, 'person.self', actor.id);
};

/** One's own addresses, the oldest first. One statement beside the check. */
export async function ownAddresses(actor: Actor) {
  const { id } = await own(actor);
  return db
    .select({
      id: calendarFeeds.id,
      name: calendarFeeds.name,
      group: groups.name,
      tasks: calendarFeeds.tasks,
      createdAt: calendarFeeds.createdAt,
      fetchedAt: calendarFeeds.fetchedAt,
    })
    .from(calendarFeeds)
    .leftJoin(groups, eq(groups.id, calendarFeeds.groupId))
    .where(eq(calendarFeeds.personId, id))
    .orderBy(asc(calendarFeeds.createdAt), asc(calendarFeeds.id));
}

/**
 * The groups an address can be for: one's own, and the one that was asked for, where one may enter it.
 *
 * @param asked the slug in the address of the page; one that names nothing is as if there were none
 */
export async function groupsToChoose(actor: Person, asked: string | null) {
  const ids = [...actor.roles.keys()].filter((id) => roleIn(actor, id, Date.now()));
  const mine = await db
    .select({ id: groups.id, slug: groups.slug, name: groups.name })
    .from(groups)
    .where(inArray(groups.id, ids))
    .orderBy(asc(groups.name));
  const chosen = mine.find(({ slug }) => slug === asked) ?? (await enterable(actor, asked));
  const added = chosen && !mine.includes(chosen) ? [chosen] : [];
  return { groups: [...mine, ...added].map(({ slug, name }) => ({ slug, name })), chosen: chosen?.slug ?? allGroups };
}

async function enterable(actor: Person, slug: string | null) {
  if (!slug) return undefined;
  const [group] = await db
    .select({ id: groups.id, slug: groups.slug, name: groups.name })
    .from(groups)
    .where(eq(groups.slug, slug));
  return group && (await allowed(actor, 'group.read', group.id)) ? group : undefined;
}

/** What a form for another address is known by. */
export const newKey = (): CalendarFeedId => newId<'calendarFeed'>();

/**
 * Makes an address.
 *
 * @returns the only chance to see it
 * @throws NotFound for visitors, and for a group one may not enter
 * @throws Rejected `tooManyCalendars`; `calendarMade` where the same form was sent before, as nothing shows it again
 */
export async function makeAddress(actor: Actor, { key, name, group, tasks }: NewAddress): Promise<ShownAddress> {
  const { id: personId, actor: person } = await own(actor);
  const groupId = group === allGroups ? null : await groupToShow(person, group);
  return write(async (tx) => {
    const held = await tx.$count(calendarFeeds, eq(calendarFeeds.personId, personId));
    if (held >= mostAddresses) throw new Rejected('tooManyCalendars', { count: mostAddresses });
    const token = newToken();
    const made = await tx
      .insert(calendarFeeds)
      .values({ id: key, personId, name, groupId, tasks, tokenHash: hashOf(token), createdAt: new Date() })
      .onConflictDoNothing({ target: calendarFeeds.id })
      .returning({ id: calendarFeeds.id });
    if (made.length === 0) throw new Rejected('calendarMade');
    await recordStep(tx, person, 'calendarMade', name);
    return shown(name, token);
  });
}

async function groupToShow(actor: Person, slug: string): Promise<GroupId> {
  const { id } = await groupBySlug(slug);
  return (await authorize(actor, 'group.read', id)).id;
}

/**
 * Gives one's address another token; the one before stops working at once.
 *
 * @throws NotFound where it is not one's own
 */
export async function renewAddress(actor: Actor, id: CalendarFeedId): Promise<ShownAddress> {
  const { actor: person } = await own(actor);
  return write(async (tx) => {
    const token = newToken();
    const [renewed] = await tx
      .update(calendarFeeds)
      .set({ tokenHash: hashOf(token), fetchedAt: null })
      .where(ownFeed(person, id))
      .returning({ name: calendarFeeds.name });
    if (!renewed) throw new NotFound();
    await recordStep(tx, person, 'calendarRenewed', renewed.name);
    return shown(renewed.name, token);
  });
}

/**
 * Ends one's address at once.
 *
 * @returns what it was called
 * @throws NotFound where it is not one's own
 */
export async function revokeAddress(actor: Actor, id: CalendarFeedId): Promise<{ name: string }> {
  const { actor: person } = await own(actor);
  return write(async (tx) => {
    const [revoked] = await tx
      .delete(calendarFeeds)
      .where(ownFeed(person, id))
      .returning({ name: calendarFeeds.name });
    if (!revoked) throw new NotFound();
    await recordStep(tx, person, 'calendarRevoked', revoked.name);
    return revoked;
  });
}

const ownFeed = ({ id: personId }: Person, id: CalendarFeedId) =>
  and(eq(calendarFeeds.id, id), eq(calendarFeeds.personId, personId));

type StepName = 'calendarMade' | 'calendarRenewed' | 'calendarRevoked';

const recordStep = (tx: Tx, person: Person, step: StepName, name: string): Promise<void> =>
  record(tx, person, {
    action: `account.${step}`,
    object: { kind: 'person', id: person.id, name: person.name },
    details: { name },
  });

function shown(name: string, token: string): ShownAddress {
  const url = `${settings().baseUrl}/kalender/${token}.ics`;
  return { name, url, webcal: url.replace(/^https?:/, 'webcal:') };
}
