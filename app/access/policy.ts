/**
 * Who may do what: the one matrix. Pure; runs anywhere, so that a button asks the same as a command.
 *
 * A rule lists the *relations* that allow an action. `relationsOf` says which relations an actor has
 * to an object; an action is granted when the two meet. What no rule grants is refused.
 */
import type {
  DocumentState,
  GroupId,
  GroupRole,
  MinutesState,
  OrganisationId,
  PersonId,
  Visibility,
} from '~db/values';

/** Somebody who asks. `anyone` is a visitor, not signed in. */
export type Actor =
  | { kind: 'visitor' }
  | {
      kind: 'person';
      id: PersonId;
      name: string;
      office: boolean;
      /** Current roles; a role ends by itself at `until` (epoch ms). */
      roles: ReadonlyMap<GroupId, { role: GroupRole; until: number | null }>;
      /** Organisations with a current mandate, principal or deputy, and when that ends (epoch ms). */
      organisations: ReadonlyMap<OrganisationId, { until: number | null }>;
    };

export type Person = Extract<Actor, { kind: 'person' }>;

/** How an actor can stand to an object. Each is computed by `relationsOf`, and by nothing else. */
export const relations = [
  'office',
  'lead',
  'secretary',
  'member',
  'guest',
  /** A guest who was invited to this meeting. */
  'invitedGuest',
  /** A guest who attended this meeting. */
  'attendedGuest',
  /** Speaks for an organisation that was invited to the running or a past review of this text. */
  'partner',
  /** A guest of the group with whom this document is shared. */
  'sharedGuest',
  /** Speaks for an organisation with which this document is shared. */
  'sharedPartner',
  /** Speaks for any organisation, where all partners may read. */
  'alliancePartner',
  /** Everyone, where something was published. */
  'public',
  /** Speaks for the organisation a task is given to. */
  'assignedPartner',
  /** Speaks for this very organisation. */
  'ownOrganisation',
  /** A task of the group is theirs. */
  'assignee',
  /** The same, of a guest. */
  'assignedGuest',
  /** Was entitled to vote when this circular vote began, and still holds a role that votes. */
  'voter',
  'creator',
  'author',
  'self',
  'signedIn',
  'anyone',
] as const;
export type Relation = (typeof relations)[number];

/** What the policy needs to know about each kind of object. Loaded by `authorize.server.ts`. */
export type ObjectFacts = {
  portal: Record<never, never>;
  groupCard: { groupId: GroupId; listed: boolean };
  group: { groupId: GroupId; archived: boolean };
  meeting: { groupId: GroupId; invited: ReadonlySet<PersonId> };
  minutes: {
    groupId: GroupId;
    state: MinutesState;
    attended: ReadonlySet<PersonId>;
    /** Organisations invited to any of its reviews that was not taken back. */
    invitedOrganisations: ReadonlySet<OrganisationId>;
  };
  /** A review round: that there is one, until when, and what became of it; not its text. */
  review: {
    groupId: GroupId;
    /** The organisations invited to this very round. */
    invitedOrganisations: ReadonlySet<OrganisationId>;
  };
  document: {
    groupId: GroupId;
    state: DocumentState;
    /** It has been adopted at some time. */
    adopted: boolean;
    visibility: Visibility;
    publishedToAll: boolean;
    trashed: boolean;
    creatorId: PersonId | null;
    sharedPeople: ReadonlySet<PersonId>;
    sharedOrganisations: ReadonlySet<OrganisationId>;
    /** Organisations invited to any of its reviews that was not taken back. */
    invitedOrganisations: ReadonlySet<OrganisationId>;
  };
  template: Record<never, never>;
  circular: {
    groupId: GroupId;
    /** Its group is at rest. */
    archived: boolean;
    /** Who might vote when it began. */
    entitled: ReadonlySet<PersonId>;
  };
  /** A search for a date; `archived`: its group is at rest. */
  poll: { groupId: GroupId; archived: boolean };
  comment: (ObjectFacts['minutes'] | ObjectFacts['document']) & { authorId: PersonId };
  task: {
    groupId: GroupId;
    assigneeId: PersonId | null;
    assigneeOrganisationId: OrganisationId | null;
    creatorId: PersonId | null;
    /** It stands in an internal passage, or in minutes that are a draft: for those inside alone. */
    inside: boolean;
    /** Its group is at rest. */
    archived: boolean;
  };
  organisation: { organisationId: OrganisationId; published: boolean };
  person: { personId: PersonId };
};
export type ObjectKind = keyof ObjectFacts;

type Rule = readonly Relation[];
/** For objects whose rights depend on their state: one rule a state; a state without one allows nobody. */
type StateRules = { readonly [State in MinutesState | DocumentState]?: Rule };

const insiders = ['office', 'lead', 'secretary', 'member'] as const;
const group = ['lead', 'secretary', 'member'] as const;
const sharedWith = ['sharedGuest', 'sharedPartner'] as const;
const adoptedReaders = [...insiders, ...sharedWith, 'partner', 'alliancePartner', 'public'] as const;

/**
 * The rules, in the order of ACCESS.md. For minutes and documents, whose rights depend on their state,
 * there is one rule a state.
 */
export const rules = {
  'portal.office': ['office'],
  'portal.use': ['signedIn'],

  'groupCard.read': ['anyone', ...insiders, 'guest'],
  'group.read': [...insiders, 'guest'],
  'group.create': ['office'],
  'group.archive': ['office'],
  'group.edit': ['office', 'lead'],
  'group.readMembers': [...insiders, 'guest'],
  'group.readEmails': insiders,
  'group.assign': ['office'],
  'group.proposeMember': ['lead'],
  'group.inviteGuest': ['lead'],
  'group.leave': ['lead', 'secretary', 'member', 'guest'],
  'group.requestToJoin': ['signedIn'],
  'group.answerRequest': ['office', 'lead'],
  'group.readDecisions': insiders,
  'group.readInternalDecisions': insiders,
  /** Says whether a decision still counts. */
  'group.keepDecisions': ['lead', 'secretary'],
  'group.proposeCircular': ['lead'],
  'group.readAudit': ['office', 'lead'],
  'group.planMeeting': ['office', 'lead', 'secretary'],

  'meeting.read': [...insiders, 'invitedGuest'],
  'meeting.readInternal': insiders,
  'meeting.edit': ['office', 'lead', 'secretary'],
  'meeting.answer': [...group, 'invitedGuest'],
  'meeting.proposeItem': insiders,
  'meeting.takeInItem': ['office', 'lead', 'secretary'],

  'minutes.begin': ['lead', 'secretary'],
  'minutes.read': {
    draft: insiders,
    in_review: [...insiders, 'partner'],
    approved: [...insiders, 'attendedGuest', 'partner'],
  },
  'minutes.readInternal': insiders,
  'minutes.edit': { draft: ['lead', 'secretary'], in_review: [], approved: [] },
  'minutes.comment': { draft: group, in_review: [...group, 'partner'], approved: [] },
  'minutes.startReview': { draft: ['lead', 'secretary'], in_review: [], approved: [] },
  'minutes.remind': { draft: [], in_review: ['office', 'lead'], approved: [] },
  'minutes.readAnswers': { draft: [], in_review: insiders, approved: insiders },
  'minutes.respond': { draft: [], in_review: ['partner'], approved: [] },
  'minutes.returnToDraft': { draft: [], in_review: ['lead'], approved: [] },
  'minutes.approve': { draft: [], in_review: ['lead'], approved: [] },
  'minutes.correct': { draft: [], in_review: [], approved: ['office', 'lead', 'secretary'] },

  'group.readDocuments': [...insiders, 'guest'],
  'group.beginDocument': group,

  'document.read': {
    draft: [...insiders, ...sharedWith],
    in_review: [...insiders, ...sharedWith, 'partner'],
    adopted: adoptedReaders,
    archived: adoptedReaders,
  },
  /** Earlier versions, and what is only of use to those who write. */
  'document.readHistory': { draft: insiders, in_review: insiders, adopted: insiders, archived: insiders },
  'document.edit': { draft: group },
  'document.sort': { draft: group, in_review: group, adopted: group, archived: group },
  /** What has been said in every state of it; those who were only asked in a review read what was said in that. */
  'document.readComments': {
    draft: [...insiders, 'sharedPartner'],
    in_review: [...insiders, 'sharedPartner'],
    adopted: insiders,
    archived: insiders,
  },
  'document.comment': { draft: [...group, 'sharedPartner'], in_review: [...group, 'sharedPartner', 'partner'] },
  'document.startReview': { draft: ['lead'] },
  'document.remind': { in_review: ['office', 'lead'] },
  'document.readAnswers': { in_review: insiders, adopted: insiders, archived: insiders },
  'document.respond': { in_review: ['partner'] },
  'document.returnToDraft': { in_review: ['lead'] },
  'document.adopt': { in_review: ['lead'] },
  'document.beginEdition': { adopted: group, archived: group },
  'document.archive': { draft: ['lead'], adopted: ['office', 'lead'] },
  'document.unarchive': { archived: ['office', 'lead'] },
  'document.share': {
    draft: ['office', 'lead'],
    in_review: ['office', 'lead'],
    adopted: ['office', 'lead'],
    archived: ['office', 'lead'],
  },
  'document.publish': { adopted: ['office'], archived: ['office'] },
  'document.duplicate': { draft: group, in_review: group, adopted: group, archived: group },
  'document.move': { draft: ['office'], in_review: ['office'], adopted: ['office'], archived: ['office'] },
  'document.trash': { draft: ['lead', 'secretary', 'creator'], archived: ['lead'] },
  'document.restore': { draft: ['lead', 'secretary', 'creator'], archived: ['lead'] },
  'template.edit': ['office'],

  /** Also once it was taken back: those who were asked can see that they need not answer. */
  'review.read': [...insiders, 'partner'],

  'circular.read': insiders,
  'circular.vote': ['voter'],
  /** Takes it back, or ends it when all have voted. */
  'circular.lead': ['lead'],

  'poll.read': insiders,
  'poll.answer': group,
  /** Changes it, chooses a date, calls it off; who may propose one is who plans meetings. */
  'poll.lead': ['office', 'lead', 'secretary'],

  'comment.resolve': {
    draft: ['lead', 'secretary', 'author'],
    in_review: ['lead', 'secretary', 'author'],
  },

  'group.readTasks': insiders,
  'group.addTask': group,

  'task.read': [...insiders, 'assignedGuest', 'assignedPartner'],
  'task.edit': ['lead', 'secretary', 'assignee', 'creator'],
  'task.setState': ['lead', 'secretary', 'assignee', 'creator', 'assignedGuest', 'assignedPartner'],
  /** Whoever sees to it that it gets done, or knows something about it. */
  'task.comment': [...group, 'assignedGuest', 'assignedPartner'],

  'organisation.read': ['signedIn', 'anyone'],
  'organisation.edit': ['office'],
  'organisation.editProfile': ['office', 'ownOrganisation'],

  'person.manage': ['office'],
  'person.self': ['self'],

  'audit.read': ['office'],
} as const satisfies Record<string, Rule | StateRules>;

export type Action = keyof typeof rules;

/** The kind of object an action is about: `group.read` → `group`. */
export type KindOf<A extends Action> = A extends
  | `portal.${string}`
  | `audit.${string}`
  | 'group.create'
  ? 'portal'
  : A extends `${infer Kind extends ObjectKind}.${string}`
    ? Kind
    : never;

export type FactsOf<A extends Action> = ObjectFacts[KindOf<A>];

/** What an archived group still allows: reading it, tidying it up, taking it back to work. */
const atRest: readonly Action[] = [
  'group.read',
  'group.archive',
  'group.edit',
  'group.readMembers',
  'group.readEmails',
  'group.assign',
  'group.leave',
  'group.readDecisions',
  'group.readInternalDecisions',
  'circular.read',
  'poll.read',
  'group.readAudit',
  'group.readDocuments',
  'group.readTasks',
  'task.read',
  // Refused by the command, with the reason: those who plan are told what rests.
  'group.planMeeting',
];

const isRule = (rule: Rule | StateRules): rule is Rule => Array.isArray(rule);

/** The relations that grant an action on an object with these facts. */
export function granting<A extends Action>(action: A, facts: FactsOf<A>): Rule {
  if ('archived' in facts && facts.archived && !atRest.includes(action)) return [];
  // What is in the trash can only be taken out of it, and nothing else can.
  if ('trashed' in facts && facts.trashed !== (action === 'document.restore')) return [];
  if (action === 'document.trash' && 'adopted' in facts && facts.adopted) return [];
  const rule: Rule | StateRules = rules[action];
  if (isRule(rule)) return rule;
  return 'state' in facts ? (rule[facts.state] ?? []) : [];
}

/**
 * Every relation the actor has to an object, now.
 *
 * @param now epoch ms; roles and mandates that ended before it no longer count
 */
export function relationsOf(
  actor: Actor,
  facts: Partial<
    ObjectFacts['groupCard'] &
      ObjectFacts['group'] &
      ObjectFacts['meeting'] &
      Omit<ObjectFacts['minutes'] & ObjectFacts['document'], 'state'> &
      Pick<ObjectFacts['comment'], 'authorId'> &
      ObjectFacts['task'] &
      ObjectFacts['circular'] &
      ObjectFacts['organisation'] &
      ObjectFacts['person']
  >,
  now: number,
): Set<Relation> {
  const held = new Set<Relation>();
  // Only listed groups have a card for everyone; published organisations likewise.
  if (facts.listed !== false && facts.published !== false) held.add('anyone');
  if (facts.publishedToAll && facts.adopted && facts.visibility === 'public') held.add('public');
  if (actor.kind === 'visitor') return held;
  held.add('signedIn');
  if (actor.office) held.add('office');

  const role = facts.groupId && roleIn(actor, facts.groupId, now);
  if (role) held.add(role);
  if (role === 'guest' && facts.invited?.has(actor.id)) held.add('invitedGuest');
  if (role === 'guest' && facts.attended?.has(actor.id)) held.add('attendedGuest');

  if (role && role !== 'guest' && facts.entitled?.has(actor.id)) held.add('voter');

  const speaksFor = (organisation: OrganisationId) => holdsMandate(actor, organisation, now);
  if (facts.invitedOrganisations && [...facts.invitedOrganisations].some(speaksFor)) held.add('partner');
  if (role === 'guest' && facts.sharedPeople?.has(actor.id)) held.add('sharedGuest');
  if (facts.sharedOrganisations && [...facts.sharedOrganisations].some(speaksFor)) held.add('sharedPartner');
  const forPartners = facts.adopted && facts.visibility !== 'group';
  if (forPartners && [...actor.organisations.keys()].some(speaksFor)) held.add('alliancePartner');
  const open = facts.inside !== true;
  if (open && facts.assigneeOrganisationId && speaksFor(facts.assigneeOrganisationId)) held.add('assignedPartner');
  if (facts.organisationId && speaksFor(facts.organisationId)) held.add('ownOrganisation');

  if (facts.assigneeId === actor.id && role) {
    if (role !== 'guest') held.add('assignee');
    else if (open) held.add('assignedGuest');
  }
  // What somebody once began is no key to a group they have left, or are a guest of by now.
  if (facts.creatorId === actor.id && role && role !== 'guest') held.add('creator');
  if (facts.authorId === actor.id) held.add('author');
  if (facts.personId === actor.id) held.add('self');
  return held;
}

/** The role a person holds in a group at a moment (epoch ms). */
export function roleIn(actor: Person, groupId: GroupId, now: number): GroupRole | undefined {
  const held = actor.roles.get(groupId);
  return held && (held.until === null || held.until > now) ? held.role : undefined;
}

/** Whether a person speaks for an organisation at a moment (epoch ms). */
export function holdsMandate(actor: Person, organisation: OrganisationId, now: number): boolean {
  const held = actor.organisations.get(organisation);
  return held !== undefined && (held.until === null || held.until > now);
}

/**
 * The question every page, socket, mail and button asks.
 *
 * Being the author, assignee or creator is not enough to reach into a group one has left: whoever
 * may not read the object may do nothing else to it.
 */
export function can<A extends Action>(
  actor: Actor,
  action: A,
  facts: FactsOf<A>,
  now: number = Date.now(),
): boolean {
  const held = relationsOf(actor, facts, now);
  if (!granting(action, facts).some((relation) => held.has(relation))) return false;
  const reading = readingRule(action, facts);
  return !reading || reading === action || granting(reading, facts as never).some((r) => held.has(r));
}

/** Whoever may do anything to these objects must also be able to read them; what is in the trash is not read. */
function readingRule(action: Action, facts: ObjectFacts[ObjectKind]): Action | undefined {
  if (action === 'document.restore') return undefined;
  const kind = action.slice(0, action.indexOf('.'));
  if (kind === 'comment') return 'visibility' in facts ? 'document.read' : 'minutes.read';
  return readingRules[kind];
}

const readingRules: Partial<Record<string, Action>> = {
  meeting: 'meeting.read',
  minutes: 'minutes.read',
  document: 'document.read',
  task: 'task.read',
  circular: 'circular.read',
  poll: 'poll.read',
};
