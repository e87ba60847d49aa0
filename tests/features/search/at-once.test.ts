/** When a right ends, the words are no longer found from the same moment on: before anything is indexed again. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  agendaItems,
  comments,
  db,
  decisions,
  documentShares,
  documents,
  files,
  groups,
  mandates,
  memberships,
  minutes,
  organisations,
  participants,
  people,
  reviewInvitations,
  reviews,
  searchEntries,
  tasks,
  write,
} from '~db/client.server';
import type { Day, DocumentId } from '~db/values';
import type { Person } from '~/access/policy';
import { searchPage } from '~/features/search/search.server';
import { queryIn } from '~/features/search/search';
import { drainChanges } from '~/services/search/upkeep.server';
import { type Alliance, type Role, cast, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { makeMinutes } from '../../texts/minutes';
import { adopted, makePaper, sendOut, shareWith } from '../documents/papers';
import './finding';

useDatabase();

let alliance: Alliance;

beforeEach(async () => {
  alliance = await makeAlliance();
});

const insiders: readonly Role[] = ['office', 'lead', 'secretary', 'member'];

/** Which of the cast find something in the index as it is. */
async function findersNow(q: string): Promise<Role[]> {
  const asked = queryIn(new Request(`https://portal.example/suche?${new URLSearchParams({ q })}`));
  const finders: Role[] = [];
  for (const role of cast) {
    // Nobody, where the account is disabled.
    const actor = (await alliance.as(role)) as Person | undefined;
    if (actor && (await searchPage(actor, asked)).count > 0) finders.push(role);
  }
  return finders;
}

type Ending = {
  /** Makes what can be found, and says how it ends. */
  begin: () => Promise<() => Promise<unknown>>;
  word: string;
  /** Who finds it before, besides those inside. */
  before: readonly Role[];
  /** Who may still. */
  after: readonly Role[];
};

const set = <Table extends typeof documents>(id: DocumentId, values: Partial<Table['$inferInsert']>) =>
  write((tx) => tx.update(documents).set(values).where(eq(documents.id, id)));

/** A meeting to which the guest is invited. */
async function invitedMeeting() {
  const made = await makeMinutes(alliance);
  const guest = { meetingId: made.meetingId, personId: alliance.ids.guest, name: 'Gast', role: 'member' as const };
  await write(async (tx) => {
    await tx.insert(participants).values({ ...guest, invited: true, presence: 'present' });
    await tx.insert(agendaItems).values({ meetingId: made.meetingId, kind: 'consultation', position: 1, title: 'Quellenlage' });
  });
  return made;
}

async function taskFor(values: Partial<typeof tasks.$inferInsert>) {
  await write(async (tx) => {
    const [row] = await tx
      .insert(tasks)
      .values({ groupId: alliance.groupId, what: 'Quellenlage', createdAt: longAgo, ...values })
      .returning({ id: tasks.id });
    await tx.insert(files).values({
      taskId: row!.id, name: 'Quellenlage.pdf', kind: 'pdf', size: 1, sha256: 'x', uploadedBy: alliance.ids.lead, uploadedAt: longAgo,
    });
  });
}

const endings: Record<string, Ending> = {
  'an item of the agenda becomes internal': {
    begin: async () => {
      await invitedMeeting();
      return () => write((tx) => tx.update(agendaItems).set({ internal: true }));
    },
    word: 'Quellenlage',
    before: ['guest'],
    after: insiders,
  },
  'an invitation to a meeting is taken back': {
    begin: async () => {
      await invitedMeeting();
      return () => write((tx) => tx.update(participants).set({ invited: false }));
    },
    word: 'Quellenlage',
    before: ['guest'],
    after: insiders,
  },
  'somebody is taken out of a meeting': {
    begin: async () => {
      await invitedMeeting();
      return () => write((tx) => tx.delete(participants));
    },
    word: 'Quellenlage',
    before: ['guest'],
    after: insiders,
  },
  'the role of a guest ends': {
    begin: async () => {
      await invitedMeeting();
      return () => write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.guest)));
    },
    word: 'Quellenlage',
    before: ['guest'],
    after: insiders,
  },
  'the role of a member ends': {
    begin: async () => {
      await makePaper(alliance);
      return () => write((tx) => tx.delete(memberships).where(eq(memberships.personId, alliance.ids.member)));
    },
    word: 'Volkshochschule',
    before: [],
    after: ['office', 'lead', 'secretary'],
  },
  'an account is disabled': {
    begin: async () =>
      Promise.resolve(() => write((tx) => tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, alliance.ids.guest)))),
    word: '"Person guest"',
    before: ['guest'],
    after: ['office'],
  },
  'a share with an organisation ends': {
    begin: async () => {
      await shareWith(await makePaper(alliance), alliance.organisationId);
      return () => write((tx) => tx.delete(documentShares));
    },
    word: 'Volkshochschule',
    before: ['partner'],
    after: insiders,
  },
  'a share with a guest ends': {
    begin: async () => {
      const { id: documentId } = await makePaper(alliance);
      const share = { documentId, personId: alliance.ids.guest, createdAt: longAgo, createdBy: alliance.ids.lead };
      await write((tx) => tx.insert(documentShares).values(share));
      return () => write((tx) => tx.delete(documentShares));
    },
    word: 'Volkshochschule',
    before: ['guest'],
    after: insiders,
  },
  'a mandate ends': {
    begin: async () => {
      await shareWith(await makePaper(alliance), alliance.organisationId);
      return () => write((tx) => tx.update(mandates).set({ endDate: '2020-01-02' as Day }));
    },
    word: 'Volkshochschule',
    before: ['partner'],
    after: insiders,
  },
  'an organisation is archived': {
    begin: async () => {
      await shareWith(await makePaper(alliance), alliance.organisationId);
      return () => write((tx) => tx.update(organisations).set({ archivedAt: new Date() }));
    },
    word: 'Volkshochschule',
    before: ['partner'],
    after: insiders,
  },
  'a document is only for its group now': {
    begin: async () => {
      const { id } = await adopted(alliance);
      await set(id, { visibility: 'alliance' });
      return () => set(id, { visibility: 'group' });
    },
    word: 'Volkshochschule',
    before: ['partner', 'otherPartner'],
    after: [...insiders, 'partner', 'otherPartner'],
  },
  'a document is not published any more': {
    begin: async () => {
      const { id } = await adopted(alliance);
      await set(id, { visibility: 'public', publishedAt: longAgo });
      return () => set(id, { publishedAt: null });
    },
    word: 'Volkshochschule',
    before: ['guest', 'partner', 'otherPartner', 'stranger'],
    after: [...insiders, 'partner', 'otherPartner'],
  },
  'a document goes into the trash': {
    begin: async () => {
      const { id } = await makePaper(alliance);
      return () => set(id, { trashedAt: new Date() });
    },
    word: 'Volkshochschule',
    before: [],
    after: [],
  },
  'a review is taken back': {
    begin: async () => {
      await sendOut(await makePaper(alliance));
      return () => write((tx) => tx.update(reviews).set({ state: 'withdrawn' }));
    },
    word: 'Volkshochschule',
    before: ['partner', 'otherPartner'],
    after: insiders,
  },
  'an organisation is no longer asked in a review': {
    begin: async () => {
      await sendOut(await makePaper(alliance));
      return () => write((tx) => tx.delete(reviewInvitations).where(eq(reviewInvitations.organisationId, alliance.organisationId)));
    },
    word: 'Volkshochschule',
    before: ['partner', 'otherPartner'],
    after: [...insiders, 'otherPartner'],
  },
  'a document in review is a draft again': {
    begin: async () => {
      const { id } = await sendOut(await makePaper(alliance)).then(() => db.select().from(documents)).then(([row]) => row!);
      return () => set(id, { state: 'draft' });
    },
    word: 'Volkshochschule',
    before: ['partner', 'otherPartner'],
    after: insiders,
  },
  'a task is given to somebody else': {
    begin: async () => {
      await taskFor({ assigneePersonId: alliance.ids.guest });
      return () => write((tx) => tx.update(tasks).set({ assigneePersonId: alliance.ids.member }));
    },
    word: 'Quellenlage',
    before: ['guest'],
    after: insiders,
  },
  'a task of an organisation becomes internal': {
    begin: async () => {
      await taskFor({ assigneeOrganisationId: alliance.organisationId });
      return () => write((tx) => tx.update(tasks).set({ internal: true }));
    },
    word: 'Quellenlage',
    before: ['partner'],
    after: insiders,
  },
  'the minutes of a task are a draft again': {
    begin: async () => {
      const { minutesId } = await makeMinutes(alliance);
      await write((tx) => tx.update(minutes).set({ state: 'in_review' }));
      await taskFor({ minutesId, blockId: 'a', assigneeOrganisationId: alliance.organisationId });
      return () => write((tx) => tx.update(minutes).set({ state: 'draft' }));
    },
    word: 'Quellenlage',
    before: ['partner'],
    after: insiders,
  },
  'a comment of a review is internal': {
    begin: async () => {
      const paper = await makePaper(alliance);
      await sendOut(paper);
      const [{ versionId }] = (await db.select().from(reviews)) as [typeof reviews.$inferSelect];
      const said = { textId: paper.textId, versionId, body: 'Quellenlage', anchor: { kind: 'whole' as const } };
      await write((tx) => tx.insert(comments).values({ ...said, authorId: alliance.ids.lead, createdAt: longAgo }));
      return () => write((tx) => tx.update(comments).set({ internal: true }));
    },
    word: 'Quellenlage',
    before: ['partner', 'otherPartner'],
    after: insiders,
  },
  'a file is removed': {
    begin: async () => {
      await taskFor({ what: 'Anderes', assigneePersonId: alliance.ids.guest });
      return () => write((tx) => tx.update(files).set({ removedAt: new Date() }));
    },
    word: 'Quellenlage.pdf',
    before: ['guest'],
    after: [],
  },
  'a group is not listed any more': {
    begin: async () => Promise.resolve(() => write((tx) => tx.update(groups).set({ listed: false }))),
    word: '"AG sprache"',
    before: ['guest', 'partner', 'otherPartner', 'stranger'],
    after: [...insiders, 'guest'],
  },
  'an object is deleted': {
    begin: async () => {
      await write((tx) => tx.insert(tasks).values({ groupId: alliance.groupId, what: 'Quellenlage', createdAt: longAgo }));
      return () => write((tx) => tx.delete(tasks));
    },
    word: 'Quellenlage',
    before: [],
    after: [],
  },
};

describe('is not found any more from the moment on in which', () => {
  it.each(Object.entries(endings))('%s', async (_, { begin, word, before, after }) => {
    const end = await begin();
    expect(await drainChanges()).toBe(true);
    const found = await findersNow(word);
    expect(found.filter((role) => !insiders.includes(role))).toEqual(before);
    await end();
    for (const role of await findersNow(word)) expect(after).toContain(role);
    // And once it was read anew those who may find it again.
    expect(await drainChanges()).toBe(true);
    expect(await findersNow(word)).toEqual(cast.filter((role) => after.includes(role)));
  });

  it('a role ends by the clock, nothing being written', async () => {
    const soon = new Date(Date.now() + 150);
    await write((tx) => tx.update(memberships).set({ endsAt: soon }).where(eq(memberships.personId, alliance.ids.secretary)));
    expect(await drainChanges()).toBe(true);
    expect(await findersNow('"Person secretary"')).toContain('member');
    await expect.poll(() => findersNow('"Person secretary"'), { timeout: 5_000 }).not.toContain('member');
    expect(await drainChanges()).toBe(true);
    expect(await findersNow('"Person secretary"')).toEqual(['office', 'secretary']);
  });

  it('a decision turns out to be internal, and its words of before', async () => {
    const { minutesId } = await makeMinutes(alliance);
    const decision = { groupId: alliance.groupId, minutesId, blockId: 'a', year: 2026, number: 1, resolutionText: 'Quellenlage' };
    await write((tx) => tx.insert(decisions).values({ ...decision, result: 'adopted' }));
    expect(await drainChanges()).toBe(true);
    expect(await findersNow('Quellenlage')).toEqual(insiders);
    await write((tx) => tx.update(decisions).set({ internal: true }));
    expect(await findersNow('Quellenlage')).toEqual([]);
  });

  it('what is read while it changes is not indexed as it was', async () => {
    await invitedMeeting();
    const draining = drainChanges();
    await write((tx) => tx.update(agendaItems).set({ internal: true }));
    await draining;
    for (const role of await findersNow('Quellenlage')) expect(insiders).toContain(role);
    const rows = await db.select().from(searchEntries).where(eq(searchEntries.kind, 'meeting'));
    for (const row of rows) if (row.part === 'open') expect(row.body).not.toContain('Quellenlage');
  });
});
