/** Finding people and reading what the Geschäftsstelle knows about one. */
import { type SQL, and, asc, count, desc, eq, exists, gt, inArray, isNotNull, isNull, like, not, or } from 'drizzle-orm';
import {
  type Reader,
  db,
  groups,
  mandates,
  memberships,
  organisations,
  people,
  tokens,
} from '~db/client.server';
import type { GroupRole, OrganisationId, PersonId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { organisationsOf } from '~/features/groups/members.server';
import { foldForSearch, transliterate } from '~/services/search-name';
import { currentMandate, currentMembership } from '~/access/actor.server';
import type { PeopleFilter, PeopleState } from './people';

const pageSize = 50;

/**
 * A page of the people a filter leaves, by name. Four statements, however many people there are.
 *
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function listPeople(actor: Actor, filter: PeopleFilter) {
  await authorize(actor, 'portal.office', 'portal');
  const where = and(matchesPerson(filter.suche), ofOrganisation(filter.organisation), inState(filter.stand));
  const [total] = await db.select({ n: count() }).from(people).where(where);
  const pages = Math.max(1, Math.ceil(total!.n / pageSize));
  const page = Math.min(filter.seite, pages);
  const found = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      office: people.office,
      invitedAt: people.invitedAt,
      joinedAt: people.joinedAt,
      disabledAt: people.disabledAt,
    })
    .from(people)
    .where(where)
    .orderBy(asc(people.searchName), asc(people.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const ids = found.map((person) => person.id);
  const spoken = await organisationsOf(db, ids);
  const roles = await rolesOf(db, ids);
  return {
    total: total!.n,
    page,
    pages,
    people: found.map((person) => ({
      ...person,
      organisations: spoken.get(person.id) ?? [],
      groups: roles.filter((role) => role.personId === person.id),
    })),
  };
}

const suggestionLimit = 12;

/** The first people a search finds whose accounts are in use, for choosing one. */
export async function suggestPeople(actor: Actor, asked: string) {
  await authorize(actor, 'portal.office', 'portal');
  return db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(and(matchesPerson(asked), isNull(people.disabledAt)))
    .orderBy(asc(people.searchName), asc(people.id))
    .limit(suggestionLimit);
}

/** Every word asked for begins a word of the name, or the address. */
export const matchesPerson = (asked: string): SQL | undefined =>
  everyWord(asked, (word) => or(beginsWordOfName(word), like(people.email, `${transliterate(word)}%`)));

/** The same, for those who may not know addresses. */
export const matchesName = (asked: string): SQL | undefined => everyWord(asked, beginsWordOfName);

const everyWord = (asked: string, matches: (word: string) => SQL | undefined): SQL | undefined =>
  and(...asked.replaceAll('%', '').split(/\s+/).filter(Boolean).map(matches));

function beginsWordOfName(word: string): SQL | undefined {
  const folded = foldForSearch(word);
  return or(like(people.searchName, `${folded}%`), like(people.searchName, `% ${folded}%`), like(people.searchName, `%-${folded}%`));
}

function ofOrganisation(id: OrganisationId | undefined): SQL | undefined {
  return (
    id &&
    exists(
      db
        .select({ id: mandates.id })
        .from(mandates)
        .where(and(eq(mandates.personId, people.id), eq(mandates.organisationId, id), currentMandate())),
    )
  );
}

function inState(state: PeopleState | undefined): SQL | undefined {
  switch (state) {
    case undefined:
      return undefined;
    case 'ohne-gruppe':
      return and(
        isNull(people.disabledAt),
        not(
          exists(
            db
              .select({ id: memberships.id })
              .from(memberships)
              .where(and(eq(memberships.personId, people.id), currentMembership(new Date()))),
          ),
        ),
      );
    case 'eingeladen':
      return and(isNotNull(people.invitedAt), isNull(people.joinedAt), isNull(people.disabledAt));
    case 'gesperrt':
      return isNotNull(people.disabledAt);
    case 'geschaeftsstelle':
      return eq(people.office, true);
  }
}

/** The groups people belong to today. One statement. */
async function rolesOf(reader: Reader, ids: readonly PersonId[]) {
  return reader
    .select({ personId: memberships.personId, name: groups.name, slug: groups.slug, role: memberships.role })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(inArray(memberships.personId, [...ids]), currentMembership(new Date())))
    .orderBy(asc(groups.name));
}

export type RoleOfPerson = {
  id: string;
  group: string;
  slug: string;
  role: GroupRole;
  startsAt: Date;
  endsAt: Date | null;
};

/**
 * All the Geschäftsstelle knows about a person: account, groups and mandates, past ones included,
 * and until when an invitation can be taken up.
 *
 * @throws NotFound for everybody but the Geschäftsstelle, and when there is no such person
 */
export async function readPerson(actor: Actor, id: PersonId) {
  await authorize(actor, 'person.manage', id);
  const [person] = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      office: people.office,
      invitedAt: people.invitedAt,
      joinedAt: people.joinedAt,
      disabledAt: people.disabledAt,
    })
    .from(people)
    .where(eq(people.id, id));
  const roles: RoleOfPerson[] = await db
    .select({
      id: memberships.id,
      group: groups.name,
      slug: groups.slug,
      role: memberships.role,
      startsAt: memberships.startsAt,
      endsAt: memberships.endsAt,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(eq(memberships.personId, id))
    .orderBy(desc(memberships.startsAt));
  const spoken = await db
    .select({
      id: mandates.id,
      organisationId: organisations.id,
      organisation: organisations.name,
      startDate: mandates.startDate,
      endDate: mandates.endDate,
      deputy: mandates.deputy,
    })
    .from(mandates)
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(eq(mandates.personId, id))
    .orderBy(desc(mandates.startDate));
  const [invitation] = await db
    .select({ expiresAt: tokens.expiresAt })
    .from(tokens)
    .where(
      and(
        eq(tokens.personId, id),
        eq(tokens.kind, 'invitation'),
        isNull(tokens.usedAt),
        gt(tokens.expiresAt, new Date()),
      ),
    )
    .orderBy(desc(tokens.expiresAt))
    .limit(1);
  return { ...person!, roles, mandates: spoken, invitationUntil: invitation?.expiresAt ?? null };
}
