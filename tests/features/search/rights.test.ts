/** Nobody finds what they may not read, and everybody what they may; by the same policy as everything else. */
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
  meetings,
  memberships,
  minutes,
  participants,
  reviewInvitations,
  reviews,
  searchEntries,
  taskComments,
  tasks,
  versions,
  write,
} from '~db/client.server';
import {
  type DocumentId,
  type MeetingId,
  type MinutesId,
  type TaskId,
  type TextId,
  documentStates,
  minutesStates,
  visibilities,
} from '~db/values';
import { allowed } from '~/access/authorize.server';
import { keysOf } from '~/access/keys';
import { visibleTo } from '~/services/search/visible.server';
import { documentToUpdate } from '~/editor/shared-document';
import { createText, textKind } from '~/live/log.server';
import { drainChanges } from '~/services/search/upkeep.server';
import { type Alliance, type Role, cast, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { readDraft } from '~/texts/draft.server';
import { sha256Of } from '~/texts/versions.server';
import { makeMinutes } from '../../texts/minutes';
import { adopted, chapters, makePaper, sendOut, shareWith } from '../documents/papers';
import { findsOf, pageFor } from './finding';

useDatabase();

let alliance: Alliance;

beforeEach(async () => {
  alliance = await makeAlliance();
});

const insiders: readonly Role[] = ['office', 'lead', 'secretary', 'member'];
const outsiders = cast.filter((role) => !insiders.includes(role));

/** Which of the cast find something. */
async function findersOf(q: string, more: Record<string, string> = {}): Promise<Role[]> {
  const finders: Role[] = [];
  for (const role of cast) if ((await pageFor(alliance, role, q, more)).count > 0) finders.push(role);
  return finders;
}

describe('is not found', () => {
  it.each(outsiders)('a draft, its comments, its words in any form: by %s', async (role) => {
    await makePaper(alliance);
    await makeMinutes(alliance);
    for (const q of ['Sprachkurse', 'Volkshochschule', 'hochschul', 'Vokshochschule', 'Vertraulich', 'Geheim']) {
      const page = await pageFor(alliance, role, q, {});
      expect([q, page.hits.filter(({ kind }) => kind !== 'group'), page.instead]).toEqual([q, [], []]);
    }
  });

  it('what is internal in minutes: by partners that were asked, and guests who were there', async () => {
    const { minutesId, textId, meetingId } = await makeMinutes(alliance);
    await approve(minutesId, textId, meetingId);
    expect(await findersOf('Volkshochschule')).toEqual([...insiders, 'guest', 'partner']);
    expect(await findersOf('Vertraulich')).toEqual(insiders);
    expect(await findersOf('Geheim')).toEqual(insiders);
    expect(await findersOf('Personal', { art: 'minutes' })).toEqual(insiders);
  });

  it('an internal item of the agenda: by guests who were invited', async () => {
    const { meetingId } = await makeMinutes(alliance);
    const item = { meetingId, kind: 'consultation', position: 1 } as const;
    await write(async (tx) => {
      await tx.insert(agendaItems).values({ ...item, title: 'Quellenlage' });
      await tx.insert(agendaItems).values({ ...item, title: 'Gehaltsfrage', internal: true });
      await tx.insert(agendaItems).values({ ...item, title: 'Vorschlagsrecht', state: 'proposed' });
      await tx.insert(participants).values({ meetingId, personId: alliance.ids.guest, name: 'Gast', role: 'member', invited: true });
    });
    expect(await findersOf('Quellenlage')).toEqual([...insiders, 'guest']);
    expect(await findersOf('Gehaltsfrage')).toEqual(insiders);
    expect(await findersOf('Vorschlagsrecht')).toEqual([]);
  });

  it('a document in the trash: by anybody', async () => {
    const { id } = await makePaper(alliance);
    expect(await findersOf('Volkshochschule')).toEqual(insiders);
    await write((tx) => tx.update(documents).set({ trashedAt: new Date() }).where(eq(documents.id, id)));
    expect(await findersOf('Volkshochschule')).toEqual([]);
  });

  it('a comment on a document: by those who may read the document alone', async () => {
    const paper = await adopted(alliance);
    await write((tx) => tx.update(documents).set({ visibility: 'alliance' }).where(eq(documents.id, paper.id)));
    await say(paper.textId, 'Zwischenruf');
    expect(await findersOf('Volkshochschule', { art: 'document' })).toEqual([...insiders, 'partner', 'otherPartner']);
    expect(await findersOf('Zwischenruf')).toEqual(insiders);
  });

  it('what was said outside of the review: by a partner who was asked in it', async () => {
    const paper = await makePaper(alliance);
    await say(paper.textId, 'Vorgeschichte');
    await sendOut(paper);
    const [round] = await db.select().from(reviews);
    await say(paper.textId, 'Nachgefragt', { versionId: round!.versionId });
    expect(await findersOf('Vorgeschichte')).toEqual(insiders);
    expect(await findersOf('Nachgefragt')).toEqual([...insiders, 'partner', 'otherPartner']);
  });

  it('a decision without its number, or of an internal item: by those who may not read it', async () => {
    const { minutesId } = await makeMinutes(alliance);
    const values = { groupId: alliance.groupId, minutesId, position: 1, result: 'adopted' as const };
    await write(async (tx) => {
      await tx.insert(decisions).values({ ...values, blockId: 'a', resolutionText: 'Zahllos' });
      await tx.insert(decisions).values({ ...values, blockId: 'b', resolutionText: 'Nummeriert', year: 2026, number: 1, internal: true });
    });
    expect(await findersOf('Zahllos')).toEqual([]);
    expect(await findersOf('Nummeriert')).toEqual(insiders);
  });

  it('a person: by those who share no group with them', async () => {
    const other = await makeAlliance('wohnen');
    expect(await findsOf(alliance, 'member', 'Person secretary', { art: 'person' })).toEqual(['person Person secretary']);
    expect(await findsOf(alliance, 'guest', 'Person secretary', { art: 'person' })).toEqual(['person Person secretary']);
    expect(await findsOf(alliance, 'stranger', 'Person', { art: 'person' })).toEqual(['person Person stranger']);
    expect(await findsOf(alliance, 'partner', 'Person', { art: 'person' })).toEqual(['person Person partner']);
    expect((await findsOf(other, 'office', 'Person', { art: 'person' })).length).toBe(2 * cast.length);
    expect(await findsOf(alliance, 'office', 'sprache.example', { art: 'person' })).toEqual([]);
  });

  it('a group that is not listed, or archived: by those outside of it', async () => {
    const set = (values: Partial<typeof groups.$inferInsert>) =>
      write((tx) => tx.update(groups).set(values).where(eq(groups.id, alliance.groupId)));
    expect(await findersOf('AG sprache', { art: 'group' })).toEqual([...cast]);
    await set({ listed: false });
    expect(await findersOf('AG sprache', { art: 'group' })).toEqual([...insiders, 'guest']);
    await set({ listed: true, archivedAt: new Date() });
    expect(await findersOf('AG sprache', { art: 'group' })).toEqual([...insiders, 'guest']);
  });

  it('anything, once a role or a share has ended, without anything being indexed', async () => {
    const paper = await makePaper(alliance);
    await shareWith(paper, alliance.organisationId);
    expect(await findersOf('Volkshochschule')).toEqual([...insiders, 'partner']);
    await write(async (tx) => {
      await tx.delete(documentShares);
      await tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.member));
    });
    expect(await findersOf('Volkshochschule')).toEqual(['office', 'lead', 'secretary']);
  });
});

const say = (textId: TextId, body: string, more: Partial<typeof comments.$inferInsert> = {}) =>
  write((tx) =>
    tx
      .insert(comments)
      .values({ textId, body, anchor: { kind: 'whole' }, authorId: alliance.ids.lead, createdAt: longAgo, ...more }),
  );

async function versionOf(textId: TextId) {
  const text = await readDraft(textId, (await textKind(textId))!);
  return write(async (tx) => {
    const [row] = await tx
      .insert(versions)
      .values({ textId, number: 1, reason: 'review', createdAt: longAgo, document: text, state: Buffer.of(), sha256: sha256Of(text) })
      .returning({ id: versions.id });
    return row!.id;
  });
}

/** Invites the first organisation to a review. */
async function invite(textId: TextId, state: 'open' | 'withdrawn' = 'open') {
  const versionId = await versionOf(textId);
  await write(async (tx) => {
    const round = { textId, versionId, state, startedAt: longAgo, startedBy: alliance.ids.lead, deadline: longAgo, silenceIsConsent: true };
    const [review] = await tx.insert(reviews).values(round).returning({ id: reviews.id });
    await tx
      .insert(reviewInvitations)
      .values({ reviewId: review!.id, organisationId: alliance.organisationId, invitedAt: longAgo });
  });
}

/** Minutes as approved, with a guest who was there and an organisation that was asked; their text is the draft's. */
async function approve(minutesId: MinutesId, textId: TextId, meetingId: MeetingId) {
  await invite(textId);
  await write(async (tx) => {
    await tx
      .insert(participants)
      .values({ meetingId, personId: alliance.ids.guest, name: 'Gast', role: 'member', presence: 'present' });
    await tx.update(minutes).set({ state: 'approved' }).where(eq(minutes.id, minutesId));
  });
}

describe('every role finds exactly what the policy lets it read', () => {
  /** What of a kind somebody may find, by the rights as they are asked in the query. */
  async function seen(role: Role, kind: string): Promise<string[]> {
    const { after, entries } = visibleTo(keysOf(await alliance.as(role)));
    const rows = (await db.select().from(searchEntries)).filter(({ id }) => entries[id - after - 1] === 1);
    return rows.filter((row) => row.kind === kind && row.part === 'open').map(({ objectId }) => objectId).sort();
  }

  async function compare<Id extends string>(
    kind: string,
    ids: readonly Id[],
    may: (role: Role, id: Id) => Promise<boolean>,
  ): Promise<void> {
    expect(await drainChanges()).toBe(true);
    let shown = 0;
    for (const role of cast) {
      const readable: Id[] = [];
      for (const id of ids) if (await may(role, id)) readable.push(id);
      expect([role, await seen(role, kind)]).toEqual([role, readable.sort()]);
      shown += readable.length;
    }
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(ids.length * cast.length);
  }

  const newText = () => write((tx) => createText(tx, 'paper', documentToUpdate(chapters)));

  it('of documents and their files, in every state and visibility, shared and not', async () => {
    const ids: DocumentId[] = [];
    const fileIds = new Map<string, DocumentId>();
    const { guest, lead } = alliance.ids;
    for (const state of documentStates)
      for (const visibility of visibilities)
        for (const published of [false, true])
          for (const adoptedOnce of state === 'adopted' ? [true] : state === 'archived' ? [true, false] : [false])
            for (const way of ['nobody', 'organisation', 'guest', 'asked', 'takenBack'] as const) {
              const textId = await newText();
              const id = await write(async (tx) => {
                const [row] = await tx
                  .insert(documents)
                  .values({
                    groupId: alliance.groupId, textId, title: 'Titel', searchTitle: 'titel', genre: 'position', visibility,
                    createdAt: longAgo, createdBy: lead, changedAt: longAgo, publishedAt: published ? longAgo : null,
                  })
                  .returning({ id: documents.id });
                const documentId = row!.id;
                const shared = { documentId, createdAt: longAgo, createdBy: lead };
                if (way === 'organisation') await tx.insert(documentShares).values({ ...shared, organisationId: alliance.organisationId });
                if (way === 'guest') await tx.insert(documentShares).values({ ...shared, personId: guest });
                const [file] = await tx
                  .insert(files)
                  .values({ documentId, name: 'Anlage.pdf', kind: 'pdf', size: 1, sha256: 'x', uploadedBy: lead, uploadedAt: longAgo })
                  .returning({ id: files.id });
                fileIds.set(file!.id, documentId);
                await tx.update(documents).set({ state, adoptedAt: adoptedOnce ? longAgo : null }).where(eq(documents.id, documentId));
                return documentId;
              });
              ids.push(id);
              if (way === 'asked' || way === 'takenBack') await invite(textId, way === 'asked' ? 'open' : 'withdrawn');
            }
    await compare('document', ids, async (role, id) => allowed(await alliance.as(role), 'document.read', id));
    await compare('file', [...fileIds.keys()], async (role, id) =>
      allowed(await alliance.as(role), 'document.read', fileIds.get(id)!),
    );
  });

  it('of minutes, whoever was there or asked', async () => {
    const ids: MinutesId[] = [];
    for (const state of minutesStates)
      for (const way of ['nobody', 'attended', 'excused', 'asked', 'takenBack'] as const) {
        const { minutesId, meetingId, textId } = await makeMinutes(alliance);
        ids.push(minutesId);
        if (way === 'attended' || way === 'excused') {
          const presence = way === 'attended' ? ('present' as const) : ('excused' as const);
          await write((tx) =>
            tx.insert(participants).values({ meetingId, personId: alliance.ids.guest, name: 'Gast', role: 'member', presence }),
          );
        }
        await write((tx) => tx.update(minutes).set({ state }).where(eq(minutes.id, minutesId)));
        if (way === 'asked' || way === 'takenBack') await invite(textId, way === 'asked' ? 'open' : 'withdrawn');
      }
    await compare('minutes', ids, async (role, id) => allowed(await alliance.as(role), 'minutes.read', id));
  });

  it('of meetings, whoever was invited', async () => {
    const { meetingId: invitedTo } = await makeMinutes(alliance);
    const { meetingId: other } = await makeMinutes(alliance);
    await write((tx) =>
      tx.insert(participants).values({ meetingId: invitedTo, personId: alliance.ids.guest, name: 'Gast', role: 'member', invited: true }),
    );
    await compare('meeting', [invitedTo, other], async (role, id) => allowed(await alliance.as(role), 'meeting.read', id));
    expect(await db.select({ id: meetings.id }).from(meetings)).toHaveLength(2);
  });

  it('of tasks and what is said about them, whoever they are given to', async () => {
    const { minutesId } = await makeMinutes(alliance);
    const ids: TaskId[] = [];
    const said = new Map<string, TaskId>();
    for (const internal of [false, true])
      for (const from of [null, minutesId])
        for (const to of ['nobody', 'guest', 'member', 'partner'] as const)
          await write(async (tx) => {
            const [row] = await tx
              .insert(tasks)
              .values({
                groupId: alliance.groupId, what: 'Raum suchen', internal, minutesId: from, blockId: `${internal}${to}`, createdAt: longAgo,
                assigneePersonId: to === 'guest' || to === 'member' ? alliance.ids[to] : null,
                assigneeOrganisationId: to === 'partner' ? alliance.organisationId : null,
              })
              .returning({ id: tasks.id });
            ids.push(row!.id);
            const [comment] = await tx
              .insert(taskComments)
              .values({ taskId: row!.id, authorId: alliance.ids.lead, body: 'Gut.', at: longAgo })
              .returning({ id: taskComments.id });
            said.set(comment!.id, row!.id);
          });
    const may = async (role: Role, id: TaskId) => allowed(await alliance.as(role), 'task.read', id);
    await compare('task', ids, may);
    await compare('comment', [...said.keys()], (role, id) => may(role, said.get(id)!));
  });
});
