/**
 * The matrix of ACCESS.md as data: every cell is tried both ways. It is written out here a second
 * time on purpose; a test that read the policy's own table could not fail.
 */
import { describe, expect, it } from 'vitest';
import type { DocumentState, GroupId, MinutesState, OrganisationId, PersonId } from '~db/values';
import { documentStates, minutesStates } from '~db/values';
import { type Action, type Actor, type FactsOf, type ObjectFacts, can, rules } from '~/access/policy';

const now = Date.parse('2026-03-12T12:00:00Z');
const here = 'group-here' as GroupId;
const elsewhere = 'group-elsewhere' as GroupId;
const invitedOrganisation = 'org-invited' as OrganisationId;
const otherOrganisation = 'org-other' as OrganisationId;
const me = 'person-me' as PersonId;
const someone = 'person-someone' as PersonId;

type Held = Partial<Pick<Extract<Actor, { kind: 'person' }>, 'office' | 'roles' | 'organisations'>>;

const person = (held: Held = {}): Actor => ({
  kind: 'person',
  id: me,
  name: 'Ich',
  office: false,
  roles: new Map(),
  organisations: new Map(),
  ...held,
});

const role = (name: 'lead' | 'secretary' | 'member' | 'guest', group = here, until: number | null = null) =>
  person({ roles: new Map([[group, { role: name, until }]]) });
const mandate = (organisation: OrganisationId, until: number | null = null) =>
  person({ organisations: new Map([[organisation, { until }]]) });

/** The columns of the table, in its order. `took part`: a guest who was invited and attended. */
const columns = ['office', 'lead', 'secretary', 'member', 'guest', 'guest who took part', 'partner', 'signed in', 'visitor'] as const;
type Column = (typeof columns)[number];

const actors: Record<Column, Actor> = {
  office: person({ office: true }),
  lead: role('lead'),
  secretary: role('secretary'),
  member: role('member'),
  guest: role('guest', here, now + 1),
  'guest who took part': role('guest', here, now + 1),
  partner: mandate(invitedOrganisation),
  'signed in': person(),
  visitor: { kind: 'visitor' },
};

const absent: ReadonlySet<PersonId> = new Set([someone]);
const present: ReadonlySet<PersonId> = new Set([someone, me]);

const minutesFacts = (state: MinutesState, tookPart: boolean) => ({
  groupId: here,
  state,
  attended: tookPart ? present : absent,
  invitedOrganisations: new Set([invitedOrganisation]),
});

/** A document nobody but its group reads, except those it was shared with or who were asked about it. */
const documentFacts = (
  state: DocumentState,
  { shared = false, asked = false }: { shared?: boolean; asked?: boolean } = {},
): ObjectFacts['document'] => ({
  groupId: here,
  state,
  adopted: state === 'adopted' || state === 'archived',
  visibility: 'group',
  publishedToAll: false,
  trashed: false,
  creatorId: someone,
  sharedPeople: shared ? present : absent,
  sharedOrganisations: new Set(shared ? [invitedOrganisation] : []),
  invitedOrganisations: new Set(asked ? [invitedOrganisation] : []),
});

type State = MinutesState | DocumentState;

/** The object a row speaks of, as it stands towards the actor of a column. */
function factsFor(action: Action, state: State, column: Column): FactsOf<Action> {
  const tookPart = column === 'guest who took part';
  const kind = action.split('.')[0];
  const facts = {
    portal: {},
    audit: {},
    groupCard: { groupId: here, listed: true },
    group: { groupId: here, archived: false },
    meeting: { groupId: here, invited: tookPart ? present : absent },
    minutes: minutesFacts(state as MinutesState, tookPart),
    document: documentFacts(state as DocumentState, { shared: tookPart || column === 'partner', asked: true }),
    template: {},
    circular: { groupId: here, archived: false, entitled: present },
    poll: { groupId: here, archived: false },
    review: { groupId: here, invitedOrganisations: new Set([invitedOrganisation]) },
    comment: { ...minutesFacts(state as MinutesState, tookPart), authorId: someone },
    task: { groupId: here, assigneeId: someone, assigneeOrganisationId: invitedOrganisation, creatorId: someone, inside: false, archived: false },
    organisation: { organisationId: invitedOrganisation, published: false },
    person: { personId: someone },
  }[kind!];
  return facts as FactsOf<Action>;
}

type Row = `${'x' | '-'}${string}`;

/** x granted, - refused; columns: Office Lead Sec Mem Guest GuestWhoTookPart Partner SignedIn Visitor */
const table: { [A in Action]: Row | Record<MinutesState, Row> | Record<DocumentState, Row> } = {
  'portal.office': 'x--------',
  'portal.use': 'xxxxxxxx-',
  'groupCard.read': 'xxxxxxxxx',
  'group.read': 'xxxxxx---',
  'group.create': 'x--------',
  'group.archive': 'x--------',
  'group.edit': 'xx-------',
  'group.readMembers': 'xxxxxx---',
  'group.readEmails': 'xxxx-----',
  'group.assign': 'x--------',
  'group.proposeMember': '-x-------',
  'group.inviteGuest': '-x-------',
  'group.leave': '-xxxxx---',
  'group.requestToJoin': 'xxxxxxxx-',
  'group.answerRequest': 'xx-------',
  'group.readDecisions': 'xxxx-----',
  'group.readInternalDecisions': 'xxxx-----',
  'group.keepDecisions': '-xx------',
  'group.proposeCircular': '-x-------',
  'group.readAudit': 'xx-------',
  'group.planMeeting': 'xxx------',
  'meeting.read': 'xxxx-x---',
  'meeting.readInternal': 'xxxx-----',
  'meeting.edit': 'xxx------',
  'meeting.answer': '-xxx-x---',
  'meeting.proposeItem': 'xxxx-----',
  'meeting.takeInItem': 'xxx------',
  'minutes.begin': '-xx------',
  'minutes.read': { draft: 'xxxx-----', in_review: 'xxxx--x--', approved: 'xxxx-xx--' },
  'minutes.readInternal': { draft: 'xxxx-----', in_review: 'xxxx-----', approved: 'xxxx-----' },
  'minutes.edit': { draft: '-xx------', in_review: '---------', approved: '---------' },
  'minutes.comment': { draft: '-xxx-----', in_review: '-xxx--x--', approved: '---------' },
  'minutes.startReview': { draft: '-xx------', in_review: '---------', approved: '---------' },
  'minutes.remind': { draft: '---------', in_review: 'xx-------', approved: '---------' },
  'minutes.readAnswers': { draft: '---------', in_review: 'xxxx-----', approved: 'xxxx-----' },
  'minutes.respond': { draft: '---------', in_review: '------x--', approved: '---------' },
  'minutes.returnToDraft': { draft: '---------', in_review: '-x-------', approved: '---------' },
  'minutes.approve': { draft: '---------', in_review: '-x-------', approved: '---------' },
  'minutes.correct': { draft: '---------', in_review: '---------', approved: 'xxx------' },
  'group.readDocuments': 'xxxxxx---',
  'group.beginDocument': '-xxx-----',
  'document.read': { draft: 'xxxx-xx--', in_review: 'xxxx-xx--', adopted: 'xxxx-xx--', archived: 'xxxx-xx--' },
  'document.readHistory': { draft: 'xxxx-----', in_review: 'xxxx-----', adopted: 'xxxx-----', archived: 'xxxx-----' },
  'document.edit': { draft: '-xxx-----', in_review: '---------', adopted: '---------', archived: '---------' },
  'document.sort': { draft: '-xxx-----', in_review: '-xxx-----', adopted: '-xxx-----', archived: '-xxx-----' },
  'document.readComments': { draft: 'xxxx--x--', in_review: 'xxxx--x--', adopted: 'xxxx-----', archived: 'xxxx-----' },
  'document.comment': { draft: '-xxx--x--', in_review: '-xxx--x--', adopted: '---------', archived: '---------' },
  'document.startReview': { draft: '-x-------', in_review: '---------', adopted: '---------', archived: '---------' },
  'document.remind': { draft: '---------', in_review: 'xx-------', adopted: '---------', archived: '---------' },
  'document.readAnswers': { draft: '---------', in_review: 'xxxx-----', adopted: 'xxxx-----', archived: 'xxxx-----' },
  'document.respond': { draft: '---------', in_review: '------x--', adopted: '---------', archived: '---------' },
  'document.returnToDraft': { draft: '---------', in_review: '-x-------', adopted: '---------', archived: '---------' },
  'document.adopt': { draft: '---------', in_review: '-x-------', adopted: '---------', archived: '---------' },
  'document.beginEdition': { draft: '---------', in_review: '---------', adopted: '-xxx-----', archived: '-xxx-----' },
  'document.archive': { draft: '-x-------', in_review: '---------', adopted: 'xx-------', archived: '---------' },
  'document.unarchive': { draft: '---------', in_review: '---------', adopted: '---------', archived: 'xx-------' },
  'document.share': { draft: 'xx-------', in_review: 'xx-------', adopted: 'xx-------', archived: 'xx-------' },
  'document.publish': { draft: '---------', in_review: '---------', adopted: 'x--------', archived: 'x--------' },
  'document.duplicate': { draft: '-xxx-----', in_review: '-xxx-----', adopted: '-xxx-----', archived: '-xxx-----' },
  'document.move': { draft: 'x--------', in_review: 'x--------', adopted: 'x--------', archived: 'x--------' },
  'document.trash': { draft: '-xx------', in_review: '---------', adopted: '---------', archived: '---------' },
  'document.restore': { draft: '---------', in_review: '---------', adopted: '---------', archived: '---------' },
  'template.edit': 'x--------',
  'review.read': 'xxxx--x--',
  'circular.read': 'xxxx-----',
  'circular.vote': '-xxx-----',
  'circular.lead': '-x-------',
  'poll.read': 'xxxx-----',
  'poll.answer': '-xxx-----',
  'poll.lead': 'xxx------',
  'comment.resolve': { draft: '-xx------', in_review: '-xx------', approved: '---------' },
  'group.readTasks': 'xxxx-----',
  'group.addTask': '-xxx-----',
  'task.read': 'xxxx--x--',
  'task.edit': '-xx------',
  'task.setState': '-xx---x--',
  'task.comment': '-xxx--x--',
  'organisation.read': 'xxxxxxxx-',
  'organisation.edit': 'x--------',
  'organisation.editProfile': 'x-----x--',
  'person.manage': 'x--------',
  'person.self': '---------',
  'audit.read': 'x--------',
};

const cells = (Object.keys(table) as Action[]).flatMap((action) => {
  const row = table[action];
  const states = typeof row === 'string' ? [undefined] : 'adopted' in row ? documentStates : minutesStates;
  return (states as readonly (State | undefined)[]).flatMap((state) =>
    columns.map((column, index) => ({
      name: state ? `${action} (${state})` : action,
      action,
      state: state ?? ('draft' as const),
      column,
      granted: (typeof row === 'string' ? row : (row as Record<State, Row>)[state!])[index] === 'x',
    })),
  );
});

const ask = (action: Action, actor: Actor, facts: FactsOf<Action>) => can(actor, action, facts, now);

describe('the matrix', () => {
  it('names every action of the policy, each with all columns', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(rules).sort());
    for (const row of Object.values(table)) {
      for (const line of typeof row === 'string' ? [row] : Object.values(row)) expect(line).toHaveLength(columns.length);
    }
  });

  it.each(cells.filter((cell) => !cell.granted))('refuses $name to $column', ({ action, state, column }) => {
    expect(ask(action, actors[column], factsFor(action, state, column))).toBe(false);
  });

  it.each(cells.filter((cell) => cell.granted))('grants $name to $column', ({ action, state, column }) => {
    expect(ask(action, actors[column], factsFor(action, state, column))).toBe(true);
  });
});

describe('a right that ended, or stands elsewhere, is none', () => {
  const strangers: [string, Actor][] = [
    ['lead of another group', role('lead', elsewhere)],
    ['secretary of another group', role('secretary', elsewhere)],
    ['lead until a moment ago', role('lead', here, now)],
    ['guest whose time is over', role('guest', here, now)],
    ['speaker of an organisation that was not invited', mandate(otherOrganisation)],
    ['speaker whose mandate ended', mandate(invitedOrganisation, now)],
  ];

  it.each(strangers)('%s may do what any signed-in person may', (_, actor) => {
    for (const { action, state, granted } of cells.filter((cell) => cell.column === 'signed in')) {
      expect([action, state, ask(action, actor, factsFor(action, state, 'signed in'))]).toEqual([action, state, granted]);
    }
  });
});

describe('rights that come with what one did', () => {
  const task = (assigneeId: PersonId, creatorId: PersonId, inside = false) => ({
    groupId: here,
    assigneeId,
    assigneeOrganisationId: invitedOrganisation,
    creatorId,
    inside,
    archived: false,
  });
  const comment = (state: MinutesState, authorId: PersonId) => ({ ...minutesFacts(state, false), authorId });

  it('a circular vote is voted on by those who were entitled when it began, and still hold a role that votes', () => {
    const began = (entitled: ReadonlySet<PersonId>, archived = false) => ({ groupId: here, archived, entitled });
    expect(can(actors.member, 'circular.vote', began(absent), now)).toBe(false);
    expect(can(actors.office, 'circular.vote', began(present), now)).toBe(false);
    expect(can(actors['signed in'], 'circular.vote', began(present), now)).toBe(false);
    expect(can(actors.guest, 'circular.vote', began(present), now)).toBe(false);
    expect(can(role('member', here, now), 'circular.vote', began(present), now)).toBe(false);
    expect(can(actors.member, 'circular.vote', began(present, true), now)).toBe(false);
    expect(can(actors.member, 'circular.vote', began(present), now)).toBe(true);
    expect(can(actors.member, 'circular.read', began(absent, true), now)).toBe(true);
  });

  it('a search for a date in a group at rest can be read, and nothing else', () => {
    const resting = { groupId: here, archived: true };
    expect(can(actors.member, 'poll.read', resting, now)).toBe(true);
    expect(can(actors.member, 'poll.answer', resting, now)).toBe(false);
    expect(can(actors.lead, 'poll.lead', resting, now)).toBe(false);
    expect(can(actors.office, 'poll.lead', resting, now)).toBe(false);
  });

  it('a task of a group at rest can be read, and nothing else', () => {
    const resting = { ...task(me, me), archived: true };
    for (const actor of [actors.lead, actors.member, actors.guest, actors.partner]) {
      expect(can(actor, 'task.read', resting, now)).toBe(true);
      for (const action of ['task.edit', 'task.setState', 'task.comment'] as const) {
        expect(can(actor, action, resting, now), action).toBe(false);
      }
    }
  });

  it('a task is edited by who does it or made it, and by no other member', () => {
    expect(can(actors.member, 'task.edit', task(me, someone), now)).toBe(true);
    expect(can(actors.member, 'task.edit', task(someone, me), now)).toBe(true);
    expect(can(actors.member, 'task.edit', task(someone, someone), now)).toBe(false);
  });

  it('a guest reads and ticks off an own task, and no other', () => {
    expect(can(actors.guest, 'task.read', task(me, someone), now)).toBe(true);
    expect(can(actors.guest, 'task.setState', task(me, someone), now)).toBe(true);
    expect(can(actors.guest, 'task.comment', task(me, someone), now)).toBe(true);
    expect(can(actors.guest, 'task.edit', task(me, me), now)).toBe(false);
    expect(can(actors.guest, 'task.read', task(someone, someone), now)).toBe(false);
  });

  it('a task in internal passages and drafts is seen by nobody outside of the group, whoever it is for', () => {
    for (const action of ['task.read', 'task.setState', 'task.comment'] as const) {
      expect(can(actors.guest, action, task(me, someone, true), now)).toBe(false);
      expect(can(actors.partner, action, task(someone, someone, true), now)).toBe(false);
      expect(can(actors.member, action, task(me, someone, true), now)).toBe(true);
    }
  });

  it('a task is nothing any more to who has left the group', () => {
    for (const action of ['task.read', 'task.setState', 'task.edit', 'task.comment'] as const) {
      expect(can(actors['signed in'], action, task(me, me), now)).toBe(false);
    }
  });

  it('one resolves an own thread, as long as one may read the minutes', () => {
    expect(can(actors.member, 'comment.resolve', comment('draft', me), now)).toBe(true);
    expect(can(actors.partner, 'comment.resolve', comment('in_review', me), now)).toBe(true);
    expect(can(actors.member, 'comment.resolve', comment('draft', someone), now)).toBe(false);
    expect(can(actors.partner, 'comment.resolve', comment('draft', me), now)).toBe(false);
    expect(can(actors['signed in'], 'comment.resolve', comment('draft', me), now)).toBe(false);
  });

  it('an account is one’s own', () => {
    expect(can(actors['signed in'], 'person.self', { personId: me }, now)).toBe(true);
    expect(can(actors.office, 'person.self', { personId: someone }, now)).toBe(false);
  });

  it('the card of a group that is not listed is for its own people and the Geschäftsstelle', () => {
    const unlisted = { groupId: here, listed: false };
    for (const column of ['visitor', 'signed in', 'partner'] as const) {
      expect([column, can(actors[column], 'groupCard.read', unlisted, now)]).toEqual([column, false]);
    }
    for (const column of ['office', 'lead', 'member', 'guest'] as const) {
      expect([column, can(actors[column], 'groupCard.read', unlisted, now)]).toEqual([column, true]);
    }
  });

  it('a visitor reads a partner organisation only once it is published', () => {
    const organisation = { organisationId: otherOrganisation };
    expect(can(actors.visitor, 'organisation.read', { ...organisation, published: false }, now)).toBe(false);
    expect(can(actors.visitor, 'organisation.read', { ...organisation, published: true }, now)).toBe(true);
  });

  it('rights add up: a member who speaks for an invited organisation may answer for it', () => {
    const both = person({
      roles: new Map([[here, { role: 'member', until: null }]]),
      organisations: new Map([[invitedOrganisation, { until: null }]]),
    });
    expect(can(both, 'minutes.respond', minutesFacts('in_review', false), now)).toBe(true);
    expect(can(both, 'minutes.readInternal', minutesFacts('in_review', false), now)).toBe(true);
  });
});

describe('documents', () => {
  const read = (actor: Actor, facts: Partial<ObjectFacts['document']> & { state: DocumentState }) =>
    can(actor, 'document.read', { ...documentFacts(facts.state), ...facts }, now);
  const anyPartner = mandate(otherOrganisation);

  it('are no business of guests and organisations with whom they are not shared', () => {
    for (const state of documentStates) {
      for (const actor of [actors.guest, actors.partner, actors['signed in'], actors.visitor]) {
        expect([state, can(actor, 'document.read', documentFacts(state), now)]).toEqual([state, false]);
      }
    }
  });

  it('are read from the review on by those who were asked, and not before', () => {
    const asked = (state: DocumentState) => can(actors.partner, 'document.read', documentFacts(state, { asked: true }), now);
    expect(documentStates.map(asked)).toEqual([false, true, true, true]);
    expect(can(actors.partner, 'document.comment', documentFacts('draft', { asked: true }), now)).toBe(false);
  });

  it('can be commented, but not answered, by those they are shared with only', () => {
    const shared = documentFacts('in_review', { shared: true });
    expect(can(actors.partner, 'document.comment', shared, now)).toBe(true);
    expect(can(actors.partner, 'document.respond', shared, now)).toBe(false);
    expect(can(actors['guest who took part'], 'document.comment', shared, now)).toBe(false);
    expect(can(actors['guest who took part'], 'document.readComments', shared, now)).toBe(false);
    expect(can(actors.partner, 'document.readComments', documentFacts('in_review', { asked: true }), now)).toBe(false);
  });

  it('meant for the alliance are read by every partner once they are adopted, and by nobody else', () => {
    for (const visibility of ['alliance', 'public'] as const) {
      expect(documentStates.map((state) => read(anyPartner, { state, visibility }))).toEqual([false, false, true, true]);
      expect(read(actors['signed in'], { state: 'adopted', visibility })).toBe(false);
      expect(read(mandate(otherOrganisation, now), { state: 'adopted', visibility })).toBe(false);
    }
    expect(read(anyPartner, { state: 'adopted', visibility: 'group' })).toBe(false);
    expect(read(anyPartner, { state: 'archived', visibility: 'alliance', adopted: false })).toBe(false);
  });

  it('are read by everyone only when they were adopted, meant for all and published', () => {
    const open = { state: 'adopted', visibility: 'public', publishedToAll: true } as const;
    expect(read(actors.visitor, open)).toBe(true);
    expect(read(actors['signed in'], open)).toBe(true);
    for (const less of [{ publishedToAll: false }, { visibility: 'alliance' }, { adopted: false }] as const) {
      expect(read(actors.visitor, { ...open, ...less })).toBe(false);
    }
    expect(read(actors.visitor, { ...open, state: 'draft' })).toBe(false);
    expect(read(actors.visitor, { ...open, trashed: true })).toBe(false);
  });

  it('in the trash can be taken out by lead, minute-taker and creator, and nothing else can be done to them', () => {
    const trashed = { ...documentFacts('draft', { shared: true }), trashed: true };
    for (const action of (Object.keys(rules) as Action[]).filter((name) => name.startsWith('document.'))) {
      for (const column of columns) {
        const may = action === 'document.restore' && (column === 'lead' || column === 'secretary');
        expect([action, column, ask(action, actors[column], trashed as FactsOf<Action>)]).toEqual([action, column, may]);
      }
    }
    expect(can(actors.member, 'document.restore', { ...trashed, creatorId: me }, now)).toBe(true);
  });

  it('go to the trash by their creator, but never once they were adopted', () => {
    expect(can(actors.member, 'document.trash', { ...documentFacts('draft'), creatorId: me }, now)).toBe(true);
    expect(can(person(), 'document.trash', { ...documentFacts('draft'), creatorId: me }, now)).toBe(false);
    const given = { ...documentFacts('archived'), adopted: false };
    expect(can(actors.lead, 'document.trash', given, now)).toBe(true);
    expect(can(actors.lead, 'document.trash', documentFacts('archived'), now)).toBe(false);
  });

  it('have threads that are settled by their author, lead and minute-taker', () => {
    const thread = (authorId: PersonId) => ({ ...documentFacts('in_review', { shared: true }), authorId });
    expect(can(actors.partner, 'comment.resolve', thread(me), now)).toBe(true);
    expect(can(actors.partner, 'comment.resolve', thread(someone), now)).toBe(false);
    expect(can(actors.secretary, 'comment.resolve', thread(someone), now)).toBe(true);
    expect(can(actors['signed in'], 'comment.resolve', thread(me), now)).toBe(false);
  });
});
