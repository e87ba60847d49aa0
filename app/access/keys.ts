/**
 * Rights the other way round: not whether somebody may do something, but who may. An object has the keys that open
 * it, a person the keys they hold; what they may do is what a key of theirs opens. So that many objects can be asked
 * at once, as the search does. Pure; a test holds it against `can`.
 */
import type { GroupId, OrganisationId, PersonId } from '~db/values';
import { type ObjectFacts, type Person, type Relation, holdsMandate, roleIn } from './policy';

/** Small letters, digits and colons. */
export type Key = string;

const ofRole = (role: string, groupId: GroupId): Key => `a:${role}:${groupId}`;
const ofGuest = (groupId: GroupId, personId: PersonId): Key => `a:guest:${groupId}:${personId}`;
const ofOrganisation = (id: OrganisationId): Key => `a:organisation:${id}`;
const ofPerson = (id: PersonId): Key => `a:person:${id}`;
const ofOffice: Key = 'a:office';
const ofPartners: Key = 'a:partner';
const ofAll: Key = 'a:all';

/**
 * The keys somebody holds.
 *
 * @param now epoch ms; roles and mandates that ended before it no longer count
 */
export function keysOf(actor: Person, now: number = Date.now()): Key[] {
  const keys = [ofAll, ofPerson(actor.id)];
  if (actor.office) keys.push(ofOffice);
  for (const groupId of actor.roles.keys()) {
    const role = roleIn(actor, groupId, now);
    if (role) keys.push(ofRole(role, groupId));
    if (role === 'guest') keys.push(ofGuest(groupId, actor.id));
  }
  const spokenFor = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now));
  if (spokenFor.length > 0) keys.push(ofPartners, ...spokenFor.map(ofOrganisation));
  return keys;
}

type Facts = Partial<
  ObjectFacts['groupCard'] &
    ObjectFacts['meeting'] &
    Omit<ObjectFacts['minutes'] & ObjectFacts['document'], 'state'> &
    ObjectFacts['task'] &
    ObjectFacts['organisation'] &
    ObjectFacts['person']
>;

/**
 * The keys of those who stand to an object in one of some relations.
 *
 * @param relations such as `granting` names them
 * @throws Error for a relation that no rule about reading names
 */
export const keysFor = (relations: readonly Relation[], facts: Facts): Key[] => [
  ...new Set(relations.flatMap((relation) => keysOfRelation(relation, facts))),
];

function keysOfRelation(relation: Relation, facts: Facts): Key[] {
  const { groupId } = facts;
  const guests = (ids: Iterable<PersonId> = []) => (groupId ? [...ids].map((id) => ofGuest(groupId, id)) : []);
  const organisations = (ids: Iterable<OrganisationId> = []) => [...ids].map(ofOrganisation);
  switch (relation) {
    case 'office':
      return [ofOffice];
    case 'lead':
    case 'secretary':
    case 'member':
    case 'guest':
      return groupId ? [ofRole(relation, groupId)] : [];
    case 'invitedGuest':
      return guests(facts.invited);
    case 'attendedGuest':
      return guests(facts.attended);
    case 'sharedGuest':
      return guests(facts.sharedPeople);
    case 'assignedGuest':
      return facts.inside || !facts.assigneeId ? [] : guests([facts.assigneeId]);
    case 'partner':
      return organisations(facts.invitedOrganisations);
    case 'sharedPartner':
      return organisations(facts.sharedOrganisations);
    case 'assignedPartner':
      return facts.inside || !facts.assigneeOrganisationId ? [] : organisations([facts.assigneeOrganisationId]);
    case 'alliancePartner':
      return facts.adopted && facts.visibility !== 'group' ? [ofPartners] : [];
    case 'public':
      return facts.adopted && facts.publishedToAll && facts.visibility === 'public' ? [ofAll] : [];
    case 'anyone':
      return facts.listed !== false && facts.published !== false ? [ofAll] : [];
    case 'signedIn':
      return [ofAll];
    case 'self':
      return facts.personId ? [ofPerson(facts.personId)] : [];
    default:
      throw new Error(`Nobody has said who stands as ${relation} to what they read.`);
  }
}
