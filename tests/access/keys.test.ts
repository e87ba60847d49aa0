/** Whoever may read something holds a key to it, and nobody else: keys against the policy, over any facts. */
import { describe, expect, it } from 'vitest';
import { type GroupId, type OrganisationId, type PersonId, documentStates, groupRoles, minutesStates, visibilities } from '~db/values';
import { keysFor, keysOf } from '~/access/keys';
import { type Action, type FactsOf, type Person, can, granting } from '~/access/policy';

let seed = 5;
const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
const some = <Value>(values: readonly Value[]) => values[random(values.length)]!;
const flip = () => random(2) === 0;

const groups = ['g2', 'g3'] as GroupId[];
const organisations = ['o2', 'o3', 'o4'] as OrganisationId[];
const people = ['p2', 'p3', 'p4'] as PersonId[];
const now = 1_000;
const moments = [null, now - 1, now, now + 1];

const anyPerson = (): Person => ({
  kind: 'person',
  id: some(people),
  name: '',
  office: random(6) === 0,
  roles: new Map(groups.filter(flip).map((id) => [id, { role: some(groupRoles), until: some(moments) }])),
  organisations: new Map(organisations.filter(flip).map((id) => [id, { until: some(moments) }])),
});

const invitedOrganisations = () => new Set(organisations.filter(() => random(3) === 0));
const set = () => new Set(people.filter(() => random(3) === 0));

/** Every rule that says who may find something, and facts it may be asked about. */
const rules: { [A in Action]?: () => FactsOf<A> } = {
  'group.read': () => ({ groupId: some(groups), archived: flip() }),
  'groupCard.read': () => ({ groupId: some(groups), listed: flip() }),
  'group.readMembers': () => ({ groupId: some(groups), archived: flip() }),
  'group.readDecisions': () => ({ groupId: some(groups), archived: flip() }),
  'group.readInternalDecisions': () => ({ groupId: some(groups), archived: flip() }),
  'organisation.read': () => ({ organisationId: some(organisations), published: flip() }),
  'organisation.edit': () => ({ organisationId: some(organisations), published: flip() }),
  'person.manage': () => ({ personId: some(people) }),
  'person.self': () => ({ personId: some(people) }),
  'meeting.read': () => ({ groupId: some(groups), invited: set() }),
  'meeting.readInternal': () => ({ groupId: some(groups), invited: set() }),
  'minutes.read': () => minutes(),
  'minutes.readInternal': () => minutes(),
  'document.read': () => document(),
  'document.readComments': () => document(),
  'task.read': () => ({
    groupId: some(groups),
    assigneeId: some([null, ...people]),
    assigneeOrganisationId: some([null, ...organisations]),
    creatorId: null,
    inside: flip(),
    archived: flip(),
  }),
};

const minutes = () => ({
  groupId: some(groups),
  state: some(minutesStates),
  attended: set(),
  invitedOrganisations: invitedOrganisations(),
});

const document = () => ({
  groupId: some(groups),
  state: some(documentStates),
  adopted: flip(),
  visibility: some(visibilities),
  publishedToAll: flip(),
  trashed: random(5) === 0,
  creatorId: some(people),
  sharedPeople: set(),
  sharedOrganisations: invitedOrganisations(),
  invitedOrganisations: invitedOrganisations(),
});

describe('keys', () => {
  it.each(Object.keys(rules) as Action[])('open what the policy lets somebody do: %s', (action) => {
    const counts = { yes: 0, no: 0 };
    for (let round = 0; round < 3_000; round += 1) {
      const facts = (rules[action] as () => FactsOf<typeof action>)();
      const actor = anyPerson();
      const held = keysOf(actor, now);
      const opened = keysFor(granting(action, facts), facts).some((key) => held.includes(key));
      const may = can(actor, action, facts, now);
      if (opened !== may) expect({ action, facts, actor, opened }).toEqual({ action, facts, actor, opened: may });
      counts[may ? 'yes' : 'no'] += 1;
    }
    // Somebody, and not everybody.
    expect(counts.yes).toBeGreaterThan(0);
    if (action !== 'organisation.read') expect(counts.no).toBeGreaterThan(0);
  });

  it('are made for no relation that nobody has thought of', () => {
    expect(() => keysFor(['author'], {})).toThrow('author');
  });
});
