/**
 * "Wer sieht das?": who may read an object, counted from the same rules that let them in. A rule
 * lists relations; here each relation is a query for those who hold it. A test holds the two
 * against each other for every account.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Reader, db, mandates, memberships, organisations, people } from '~db/client.server';
import type { GroupId, OrganisationId, PersonId, Visibility } from '~db/values';
import { currentMandate, currentMembership } from './actor.server';
import type { Granted } from './authorize.server';
import { type Relation, granting } from './policy';

type Readable = 'group.read' | 'meeting.read' | 'minutes.read' | 'document.read' | 'task.read';

/** Those who read an object for one reason: the relation, how many they are, for which organisations. */
export type AudiencePart = { relation: Relation; people: number; organisations: string[] };

export type Audience = {
  /** Each person counted once, however many reasons they have. */
  people: number;
  parts: AudiencePart[];
};

/**
 * Who may read what `granted` was given for. Three statements.
 *
 * @param action the action that was granted; with the facts it came with it names the rule
 */
export async function audienceOf<A extends Readable>(
  action: A,
  granted: Pick<Granted<A>, 'facts'>,
  reader: Reader = db,
): Promise<Audience> {
  const { readers, parts } = await readersOf(action, granted, reader);
  return { people: readers.size, parts };
}

/** The same with the people themselves, for asking whether it is true. */
export async function readersOf<A extends Readable>(
  action: A,
  granted: Pick<Granted<A>, 'facts'>,
  reader: Reader = db,
): Promise<{ readers: Set<PersonId>; parts: AudiencePart[] }> {
  const facts: Facts = granted.facts;
  const held = await holders(reader, facts);
  const parts = granting(action, granted.facts).map((relation) => ({ relation, ...held(relation) }));
  return {
    readers: new Set(parts.flatMap((part) => part.ids)),
    parts: parts
      .filter((part) => part.ids.length > 0)
      .map(({ relation, ids, organisations }) => ({ relation, people: new Set(ids).size, organisations })),
  };
}

type Facts = {
  groupId: GroupId;
  invited?: ReadonlySet<PersonId>;
  attended?: ReadonlySet<PersonId>;
  invitedOrganisations?: ReadonlySet<OrganisationId>;
  sharedPeople?: ReadonlySet<PersonId>;
  sharedOrganisations?: ReadonlySet<OrganisationId>;
  adopted?: boolean;
  visibility?: Visibility;
  assigneeId?: PersonId | null;
  assigneeOrganisationId?: OrganisationId | null;
  inside?: boolean;
};

type Holders = { ids: PersonId[]; organisations: string[] };

/** Answers, for each relation by which groups, meetings, minutes and documents are read, who holds it now. */
async function holders(reader: Reader, facts: Facts): Promise<(relation: Relation) => Holders> {
  const office = await reader
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.office, true), isNull(people.disabledAt)));
  const members = await reader
    .select({ id: people.id, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, facts.groupId),
        isNull(people.disabledAt),
        currentMembership(),
      ),
    );
  const speakers = await mandated(reader, organisationsIn(facts));
  const only = (ids: PersonId[]): Holders => ({ ids, organisations: [] });
  const speakingFor = (organisations: ReadonlySet<OrganisationId> | 'all' = new Set()): Holders => {
    const found = speakers.filter(({ organisationId }) => organisations === 'all' || organisations.has(organisationId));
    const names = organisations === 'all' ? [] : found.map(({ organisation }) => organisation);
    return { ids: found.map(({ id }) => id), organisations: [...new Set(names)] };
  };
  const withRole = (role: string) => members.filter((member) => member.role === role).map(({ id }) => id);

  return (relation) => {
    switch (relation) {
      case 'office':
        return only(office.map(({ id }) => id));
      case 'lead':
      case 'secretary':
      case 'member':
      case 'guest':
        return only(withRole(relation));
      case 'invitedGuest':
        return only(withRole('guest').filter((id) => facts.invited?.has(id)));
      case 'attendedGuest':
        return only(withRole('guest').filter((id) => facts.attended?.has(id)));
      case 'sharedGuest':
        return only(withRole('guest').filter((id) => facts.sharedPeople?.has(id)));
      case 'partner':
        return speakingFor(facts.invitedOrganisations);
      case 'sharedPartner':
        return speakingFor(facts.sharedOrganisations);
      case 'alliancePartner':
        return isForAlliance(facts) ? speakingFor('all') : only([]);
      case 'public':
        // Everyone, whom nobody can count; who reads for another reason is counted there.
        return only([]);
      case 'assignedGuest':
        return only(isInside(facts) ? [] : withRole('guest').filter((id) => id === facts.assigneeId));
      case 'assignedPartner':
        return isInside(facts) ? only([]) : speakingFor(assignedTo(facts));
      case 'voter':
      case 'ownOrganisation':
      case 'assignee':
      case 'creator':
      case 'author':
      case 'self':
      case 'signedIn':
      case 'anyone':
        // A rule that reads by one of these needs its query first: better none than a wrong count.
        throw new Error(`Nobody has said who holds "${relation}".`);
    }
  };
}

const isForAlliance = (facts: Facts): boolean => facts.adopted === true && facts.visibility !== 'group';

const isInside = (facts: Facts): boolean => facts.inside === true;

const assignedTo = ({ assigneeOrganisationId }: Facts): Set<OrganisationId> =>
  new Set(assigneeOrganisationId ? [assigneeOrganisationId] : []);

/** The organisations whose speakers could be readers. */
const organisationsIn = (facts: Facts): OrganisationId[] | 'all' =>
  isForAlliance(facts)
    ? 'all'
    : [...(facts.invitedOrganisations ?? []), ...(facts.sharedOrganisations ?? []), ...assignedTo(facts)];

/** The people who speak for these organisations today, by name of the organisation. */
async function mandated(reader: Reader, ids: OrganisationId[] | 'all') {
  return reader
    .select({ id: people.id, organisationId: organisations.id, organisation: organisations.name })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(
      and(
        ids === 'all' ? undefined : inArray(mandates.organisationId, ids),
        isNull(people.disabledAt),
        isNull(organisations.archivedAt),
        currentMandate(),
      ),
    )
    .orderBy(organisations.name);
}
