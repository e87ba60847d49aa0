/** What is found by which words, and that the index stays what the tables say. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections, db, documents, fields, fileTexts, files, meetings, searchChanges, searchEntries, taskSteps, tasks, write } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { PaperDocument } from '~/editor/document';
import { openPaperRooms } from '~/features/documents/room.server';
import { replaceDocument } from '~/editor/shared-replacement';
import { editRoom, holdRoom, releaseRoom } from '~/live/rooms.server';
import { drainChanges, noteEverything, searchIn, startSearch, stopSearch } from '~/services/search/upkeep.server';
import { findersOf } from '~/features/search/finders.server';
import { suggestions } from '~/features/search/search.server';
import { searchSources } from '~/features/search/sources.server';
import { paragraph } from '../../editor/examples';
import { type Alliance, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { makeMinutes } from '../../texts/minutes';
import { makePaper } from '../documents/papers';
import { findsOf, pageFor } from './finding';

useDatabase();

let alliance: Alliance;

beforeEach(async () => {
  alliance = await makeAlliance();
});

const paper = (title: string, ...words: string[]) =>
  makePaper(alliance, { type: 'paper', content: words.map((line) => paragraph(line)) } satisfies PaperDocument, title);

const documentsFor = (q: string) => findsOf(alliance, 'member', q, { art: 'document' });

describe('German words', () => {
  beforeEach(async () => {
    await paper('Eins', 'Die Arbeitsmarktintegration in Lüneburg; die Straße der Sprachkurse.');
    await paper('Zwei', 'Räume für das Ehrenamt.');
  });

  it.each([
    ['Integration', 'Eins'],
    ['Sprachkurs', 'Eins'],
    ['Lueneburg', 'Eins'],
    ['luneburg', 'Eins'],
    ['STRASSE', 'Eins'],
    ['markt', 'Eins'],
    ['Raum', 'Zwei'],
    ['raeume', 'Zwei'],
    ['Ehrenämter', 'Zwei'],
    ['Ehrenamt Räume', 'Zwei'],
    ['"Räume für das Ehrenamt"', 'Zwei'],
  ])('are found in other spellings, forms and in parts: %s', async (q, title) => {
    expect(await documentsFor(q)).toEqual([`document ${title}`]);
  });

  it.each(['Ehrenamt Lüneburg', '"Ehrenamt für"', 'Ehrenamt -Räume', '-Räume', '"', ''])('are not found by %s', async (q) => {
    expect(await documentsFor(q)).toEqual([]);
  });

  it('are found in spite of slips, and the page says what it looked for', async () => {
    const page = await pageFor(alliance, 'member', 'Sprahckurse', { art: 'document' });
    expect(page.hits.map(({ title }) => title)).toEqual(['Eins']);
    expect(page.instead).toEqual(['Sprachkurse']);
    expect((await pageFor(alliance, 'member', 'Sprachkurse')).instead).toEqual([]);
  });

  it.each(['Integraton', 'Integrazion', 'Arbeitsmarktintegratoin'])('are found in spite of slips in parts of them: %s', async (q) => {
    expect(await documentsFor(q)).toEqual(['document Eins']);
    expect((await pageFor(alliance, 'member', q)).instead).toEqual(['Arbeitsmarktintegration']);
  });

  it('with a slip are found as without: titles first, and suggested where nothing is called as it was typed', async () => {
    await paper('Kinderbetreuung während der Sprachkurse', 'Wir brauchen Räume.');
    for (const title of ['Drei', 'Vier']) await paper(title, 'Kinderbetreuung, Kinderbetreuungen: Kinderbetreuungsplätze.');
    const titles = async (q: string) => (await pageFor(alliance, 'member', q)).hits.map(({ title }) => title);
    expect(await titles('Kinderbetreung')).toEqual(await titles('Kinderbetreuung'));
    expect((await titles('Kinderbetreung'))[0]).toBe('Kinderbetreuung während der Sprachkurse');
    const suggested = async (role: 'member' | 'stranger', q: string) => (await suggestions(await alliance.as(role), q)).map(({ title }) => title);
    for (const q of ['Kinderbetreung', 'Kinderbetrun', 'Kinderbetreung Sprachkrus']) {
      expect(await suggested('member', q), q).toEqual(['Kinderbetreuung während der Sprachkurse']);
      expect(await suggested('stranger', q), q).toEqual([]);
    }
    await paper('Kinderbetreung', 'So geschrieben.');
    await drainChanges();
    expect(await suggested('member', 'Kinderbetreung')).toEqual(['Kinderbetreung']);
  });

  it('are marked in the excerpt as they stand there, and never as HTML', async () => {
    await paper('<b>Drei</b>', 'Der <i>Kurs</i>');
    const [hit] = (await pageFor(alliance, 'member', 'Drei Kurs')).hits;
    expect(hit!.heading).toEqual([
      { text: '<b>', marked: false },
      { text: 'Drei', marked: true },
      { text: '</b>', marked: false },
    ]);
    expect(hit!.excerpt).toContainEqual({ text: 'Kurs', marked: true });
  });
});

it('words are found and marked however their letters are put together', async () => {
  await paper('Ra\u0308ume', 'Der Zitro\u00adnenfalter der Gru\u0308nfla\u0308che.');
  for (const q of ['Zitronenfalter', 'Zitronen\u00adfalter', 'Grünfläche', 'Gru\u0308nfla\u0308che', 'Räume']) {
    expect(await documentsFor(q), q).toEqual(['document Räume']);
  }
  const [hit] = (await pageFor(alliance, 'member', 'Zitronenfalter Gru\u0308nfla\u0308che')).hits;
  expect(hit!.excerpt.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['Zitronenfalter', 'Grünfläche']);
});

it.each([
  ['Sitzung #', ['meeting', 'minutes']],
  ['"#. Sitzung"', ['meeting', 'minutes']],
  ['Protokoll der #. Sitzung', ['minutes']],
  ['Meeting #', ['meeting', 'minutes']],
  ['Minutes of meeting #', ['minutes']],
  ['Protokoll der 9#. Sitzung', []],
])('meetings and their minutes are found and suggested by what they are called: %s', async (called, kinds) => {
  const { meetingId } = await makeMinutes(alliance);
  const [{ number }] = (await db.select({ number: meetings.number }).from(meetings).where(eq(meetings.id, meetingId))) as [{ number: number }];
  const q = called.replace('#', String(number));
  expect(await findsOf(alliance, 'lead', q)).toEqual(kinds.map((kind) => `${kind} ${number}`));
  const suggested = await suggestions(await alliance.as('lead'), q);
  expect(suggested.map(({ kind, title }) => `${kind} ${title}`)).toEqual(kinds.map((kind) => `${kind} ${number}`));
});

it('an index that was filled in another way is filled anew, with what lies in files', async () => {
  await paper('Haushalt', 'Zahlen.');
  await drainChanges();
  await write((tx) => tx.insert(fileTexts).values({ sha256: 'x', body: 'Zitronen- falter', readAt: longAgo }));
  migrateDatabase();
  expect(await db.select().from(fileTexts)).toHaveLength(1);
  connections().writes.exec('DROP TABLE search_index; CREATE VIRTUAL TABLE search_index USING fts5(words)');
  migrateDatabase();
  expect([...(await db.select().from(searchEntries)), ...(await db.select().from(fileTexts))]).toEqual([]);
  await noteEverything();
  expect(await documentsFor('Haushalt')).toEqual(['document Haushalt']);
});

it('a group is found by the name of its field, also by the new one', async () => {
  const found = (q: string) => findsOf(alliance, 'member', q, { art: 'group' });
  await write((tx) => tx.update(fields).set({ name: 'Arbeitsmarktintegration' }));
  expect(await found('Integration')).toEqual(['group AG sprache']);
  await write((tx) => tx.update(fields).set({ name: 'Wohnen' }));
  expect(await found('Integration')).toEqual([]);
  expect(await found('Wohnen')).toEqual(['group AG sprache']);
});

it('a title counts more than a text', async () => {
  await paper('Anderes', 'Der Haushalt ist beraten, der Haushalt.');
  await paper('Haushalt', 'Zahlen.');
  const page = await pageFor(alliance, 'member', 'Haushalt');
  expect(page.hits.map(({ title }) => title)).toEqual(['Haushalt', 'Anderes']);
});

it('of what is equally good the newest comes first, also once all was indexed anew', async () => {
  const old = await paper('Haushalt eins', 'Zahlen.');
  const recent = await paper('Haushalt zwei', 'Zahlen.');
  const titles = async () => (await pageFor(alliance, 'member', 'Haushalt')).hits.map(({ title }) => title);
  expect(await titles()).toEqual(['Haushalt zwei', 'Haushalt eins']);
  await write((tx) => tx.update(documents).set({ changedAt: longAgo }).where(eq(documents.id, recent.id)));
  await write((tx) => tx.update(documents).set({ changedAt: new Date() }).where(eq(documents.id, old.id)));
  await noteEverything();
  expect(await titles()).toEqual(['Haushalt eins', 'Haushalt zwei']);
});

it('editions of what is called the same are told apart, and days are shown', async () => {
  await paper('Leitlinien', 'Erste Fassung.');
  const { id } = await paper('Leitlinien', 'Zweite Fassung.');
  await write((tx) => tx.update(documents).set({ edition: 2, changedAt: new Date('2026-03-01T23:30:00Z') }).where(eq(documents.id, id)));
  const { hits } = await pageFor(alliance, 'member', 'Leitlinien');
  expect(hits.map(({ edition }) => edition).sort()).toEqual([1, 2]);
  expect(hits.find(({ edition }) => edition === 2)).toMatchObject({ day: '2026-03-02' });
  const suggested = await suggestions(await alliance.as('member'), 'Leitl');
  expect(suggested.map(({ edition }) => edition).sort()).toEqual([1, 2]);
});

it('is narrowed by group and time, and leafed through', async () => {
  const other = await makeAlliance('wohnen');
  await makePaper(other, undefined, 'Fremdes');
  for (let index = 0; index < 22; index += 1) await paper(`Blatt ${index}`, 'Gleiches.');
  expect(await pageFor(alliance, 'office', 'Gleiches', { gruppe: 'wohnen' })).toMatchObject({ count: 0 });
  for (const gruppe of ['gibtsnicht', 'Gibt es nicht']) {
    expect(await pageFor(alliance, 'office', 'Gleiches', { gruppe })).toMatchObject({ count: 0, hits: [] });
  }
  expect(await pageFor(alliance, 'member', 'Gleiches', { gruppe: '' })).toMatchObject({ count: 22 });
  expect(await pageFor(alliance, 'member', 'Gleiches', { gruppe: 'sprache', zeit: 'week' })).toMatchObject({ count: 22, pages: 2 });
  const second = await pageFor(alliance, 'member', 'Gleiches', { seite: '2' });
  expect(second).toMatchObject({ page: 2, count: 22 });
  expect(second.hits).toHaveLength(2);
  expect(await pageFor(alliance, 'member', 'Gleiches', { seite: '7' })).toEqual(second);
  await write((tx) => tx.update(documents).set({ changedAt: longAgo }).where(eq(documents.groupId, alliance.groupId)));
  expect(await pageFor(alliance, 'member', 'Gleiches', { zeit: 'year' })).toMatchObject({ count: 0 });
});

describe('is fresh within two seconds', () => {
  const titles = async () => (await db.select({ title: searchEntries.title }).from(searchEntries)).map(({ title }) => title);
  const bodies = async () => (await db.select({ body: searchEntries.body }).from(searchEntries)).map(({ body }) => body).join(' ');

  beforeEach(() => startSearch());
  afterEach(() => stopSearch());

  it('of a change', async () => {
    await paper('Frisch', 'Ganz neu.');
    await expect.poll(titles, { timeout: 2_000, interval: 20 }).toContain('Frisch');
  });

  it('of a word in a text in which somebody goes on writing', async () => {
    openPaperRooms();
    const { textId } = await paper('Entwurf', 'Anfang.');
    const room = await holdRoom(textId);
    let written = 0;
    const writing = setInterval(() => {
      written += 1;
      void editRoom(textId, (doc) => replaceDocument(doc, { type: 'paper', content: [paragraph(`Wort0 bis Wort${written}.`)] }));
    }, 100);
    try {
      await expect.poll(bodies, { timeout: 2_000, interval: 20 }).toContain('Wort0');
      // Somebody who pauses is heard of sooner anyway.
      expect(written).toBeGreaterThan(3);
    } finally {
      clearInterval(writing);
      await room.inTurn(async () => {});
      releaseRoom(room);
    }
  });
});

it('what cannot be read stays noted, and the rest is indexed', async () => {
  await paper('Kaputt', 'Eins.');
  await paper('Heil', 'Zwei.');
  const group = { ...searchSources.group, read: () => Promise.reject(new Error('not now')) };
  searchIn({ sources: { ...searchSources, group }, findersOf });
  expect(await drainChanges()).toBe(false);
  expect(await db.select().from(searchChanges)).toMatchObject([{ kind: 'group' }]);
  searchIn({ sources: searchSources, findersOf });
  expect(await documentsFor('Zwei')).toEqual(['document Heil']);
});

/** All that can be found, in a fixed order. */
async function index() {
  const rows = await db.select().from(searchEntries);
  return rows.map(({ id: _, ...row }) => row).sort((a, b) => (a.kind + a.objectId + a.part).localeCompare(b.kind + b.objectId + b.part));
}

it('after any changes the index is what it would be if it was made anew', async () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const word = () => ['Kurs', 'Raum', 'Straße', 'Antrag', 'Träger'][random(5)]!;
  const taskIds: (typeof tasks.$inferSelect.id)[] = [];
  const papers = [await paper('Eins', word()), await paper('Zwei', word())];
  const steps: (() => Promise<unknown>)[] = [
    async () => papers.push(await paper(word(), word())),
    () => write((tx) => tx.update(documents).set({ title: word() }).where(eq(documents.id, papers[random(papers.length)]!.id))),
    () => write((tx) => tx.update(documents).set({ trashedAt: random(2) ? longAgo : null }).where(eq(documents.id, papers[random(papers.length)]!.id))),
    () => write(async (tx) => {
      const [row] = await tx.insert(tasks).values({ groupId: alliance.groupId, what: word(), createdAt: longAgo }).returning({ id: tasks.id });
      taskIds.push(row!.id);
      await tx.insert(taskSteps).values({ taskId: row!.id, position: 0, what: word() });
      await tx.insert(files).values({
        taskId: row!.id, name: `${word()}.pdf`, kind: 'pdf', size: 1, sha256: 'x', uploadedBy: alliance.ids.lead, uploadedAt: longAgo,
      });
    }),
    () => write((tx) => tx.update(tasks).set({ what: word() }).where(eq(tasks.groupId, alliance.groupId))),
    async () => {
      const id = taskIds.pop();
      if (id) await write((tx) => tx.delete(tasks).where(eq(tasks.id, id)));
    },
    () => drainChanges(),
  ];
  for (let step = 0; step < 60; step += 1) await steps[random(steps.length)]!();
  expect(await drainChanges()).toBe(true);
  const kept = await index();
  const found = await Promise.all(['Kurs', 'Raum', 'Strasse', 'träg'].map((q) => findsOf(alliance, 'lead', q)));
  expect(found.flat().length).toBeGreaterThan(0);
  await noteEverything();
  expect(await drainChanges()).toBe(true);
  expect(await index()).toEqual(kept);
  expect(await Promise.all(['Kurs', 'Raum', 'Strasse', 'träg'].map((q) => findsOf(alliance, 'lead', q)))).toEqual(found);
});
