/**
 * How long it takes to see two versions of a long text compared, and how long others wait for the portal
 * meanwhile.
 */
import { join } from 'node:path';
import { parseUpdateMeta } from 'yjs';
import { closeDatabase, db, meetings, minutes, openDatabase, textAuthors, write } from '~db/client.server';
import type { MinutesDocument, Paragraph } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { createText } from '~/live/log.server';
import { useSettings } from '~/services/settings.server';
import { cutVersion } from '~/texts/versions.server';
import { serve } from './served';
import { type Row, median } from './table';

/** The number of the meeting whose minutes they are. */
const number = 2000;
const PARAGRAPHS = 5_000;
const CHANGED = 0.02;
const ROUNDS = 9;

/** Random numbers that are the same in each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const vocabulary = ['Sprachkurse', 'im', 'Landkreis', 'brauchen', 'eine', 'verlässliche', 'Finanzierung', 'und', 'Räume', 'die', 'Kommunen', 'stellen'];

const paragraph = (text: string): Paragraph => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const asMinutes = (content: Paragraph[]): MinutesDocument => ({
  type: 'doc',
  content: [{ type: 'agendaSection', attrs: { itemId: 'bench', number: '1', title: 'Bericht', internal: false }, content }],
});

function sentence(roll: (sides: number) => number): string {
  return Array.from({ length: 40 }, () => `${vocabulary[roll(vocabulary.length)]!}${roll(20) === 0 ? roll(1000) : ''}`).join(' ');
}

function longVersions(): { before: MinutesDocument; after: MinutesDocument } {
  const roll = dice(7);
  const before = Array.from({ length: PARAGRAPHS }, () => sentence(roll));
  const after = before.map((text) => {
    if (roll(1000) >= CHANGED * 1000) return text;
    const words = text.split(' ');
    words.splice(roll(words.length), 1, 'neu', 'geschrieben');
    return words.join(' ');
  });
  return { before: asMinutes(before.map(paragraph)), after: asMinutes(after.map(paragraph)) };
}

/** Adds minutes with two such versions, each letter with its author. @returns the address of their comparison */
async function fillVersions(folder: string): Promise<string> {
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  const group = (await db.query.groups.findFirst({ where: (row, { eq }) => eq(row.slug, 'sprachfoerderung') }))!;
  const person = (await db.query.people.findFirst())!;
  const { before, after } = longVersions();
  await write(async (tx) => {
    const startsAt = new Date(2020, 0, 1);
    const [meeting] = await tx
      .insert(meetings)
      .values({ groupId: group.id, number, startsAt, endsAt: startsAt, createdAt: startsAt, createdBy: person.id })
      .returning({ id: meetings.id });
    const textId = await createText(tx, 'minutes', documentToUpdate(after));
    await tx.insert(minutes).values({ meetingId: meeting!.id, groupId: group.id, textId, createdAt: startsAt });
    for (const document of [before, after]) {
      const state = documentToUpdate(document);
      await cutVersion(tx, textId, { document, state, reason: 'session', createdBy: null });
      for (const clientId of parseUpdateMeta(state).from.keys()) {
        await tx.insert(textAuthors).values({ textId, clientId, fromClock: 0, personId: person.id });
      }
    }
  });
  closeDatabase();
  return `/gruppen/sprachfoerderung/sitzungen/${number}/protokoll/fassungen/vergleich?von=1&bis=2`;
}

/** Asks for a page, and for something small again and again until it has come. */
async function ask(url: string, path: string, cookie: string): Promise<{ took: number; waited: number; bytes: number }> {
  const start = performance.now();
  let bytes = 0;
  const page = fetch(url + path, { headers: { cookie } }).then(async (response) => {
    bytes = (await response.text()).length;
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return performance.now() - start;
  });
  let took: number | undefined;
  void page.then((time) => (took = time));
  let waited = 0;
  while (took === undefined) {
    const asked = performance.now();
    await Promise.race([fetch(`${url}/healthz`).then((response) => response.text()), page]);
    waited = Math.max(waited, performance.now() - asked);
  }
  return { took, waited, bytes };
}

/** @param folder of the example alliance, which this may fill; `cookie` of a member of the group */
export async function benchCompare(folder: string, cookie: string): Promise<Row[]> {
  const path = await fillVersions(folder);
  const portal = await serve(['build/server.js'], folder);
  try {
    await ask(portal.url, path, cookie);
    const runs = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await ask(portal.url, path, cookie));
    const figure = { baseline: '', promise: '', kept: null };
    return [
      {
        ...figure,
        what: `compare two versions of ${PARAGRAPHS} paragraphs, ${CHANGED * 100} % changed: the page (${(runs[0]!.bytes / 1e6).toFixed(1)} MB)`,
        measured: `${median(runs.map(({ took }) => took)).toFixed(0)} ms`,
      },
      {
        ...figure,
        what: 'the longest that others wait meanwhile',
        measured: `${median(runs.map(({ waited }) => waited)).toFixed(0)} ms`,
      },
    ];
  } finally {
    await portal.stop();
  }
}
