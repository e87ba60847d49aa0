/**
 * How long it takes to compare two versions of a long paper and to show the outcome, and how long it
 * holds up everybody else meanwhile: it runs in slices, so the loop must stay free between them.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseUpdateMeta } from 'yjs';
import { closeDatabase, openDatabase, people, textAuthors, write } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { TextId } from '~db/values';
import type { PaperDocument, Paragraph } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { createText } from '~/live/log.server';
import { compareVersions } from '~/texts/comparing.server';
import { cutVersion } from '~/texts/versions.server';
import { newFolder } from './served';
import { type Row, median } from './table';

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
const paper = (content: Paragraph[]): PaperDocument => ({ type: 'paper', content });

function sentence(roll: (sides: number) => number): string {
  return Array.from({ length: 40 }, () => `${vocabulary[roll(vocabulary.length)]!}${roll(20) === 0 ? roll(1000) : ''}`).join(' ');
}

function versions(): { before: PaperDocument; after: PaperDocument } {
  const roll = dice(7);
  const before = Array.from({ length: PARAGRAPHS }, () => sentence(roll));
  const after = before.map((text) => {
    if (roll(1000) >= CHANGED * 1000) return text;
    const words = text.split(' ');
    words.splice(roll(words.length), 1, 'neu', 'geschrieben');
    return words.join(' ');
  });
  return { before: paper(before.map(paragraph)), after: paper(after.map(paragraph)) };
}

/** A database in which the text has these two versions, each letter with its author. */
async function store({ before, after }: { before: PaperDocument; after: PaperDocument }): Promise<TextId> {
  openDatabase(join(newFolder(), 'portal.sqlite'));
  migrateDatabase();
  return write(async (tx) => {
    const [person] = await tx
      .insert(people)
      .values({ name: 'Ada', searchName: 'ada', email: 'ada@bench.example', createdAt: new Date() })
      .returning({ id: people.id });
    const textId = await createText(tx, 'paper');
    for (const document of [before, after]) {
      const state = documentToUpdate(document);
      await cutVersion(tx, textId, { document, state, reason: 'session', createdBy: null });
      for (const clientId of parseUpdateMeta(state).from.keys()) {
        await tx.insert(textAuthors).values({ textId, clientId, fromClock: 0, personId: person!.id });
      }
    }
    return textId;
  });
}

/** Compares as a page does. @returns how long it took, and the longest the loop was held up */
async function run(textId: TextId): Promise<{ took: number; held: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await compareVersions({ id: textId, kind: 'paper' }, { from: 1, to: 2 }, { view: 'inline', language: 'de' });
  const took = performance.now() - start;
  delay.disable();
  return { took, held: delay.max / 1e6 };
}

export async function benchCompare(): Promise<Row[]> {
  const textId = await store(versions());
  await run(textId);
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await run(textId));
  closeDatabase();
  const took = median(runs.map((one) => one.took));
  const held = median(runs.map((one) => one.held));
  return [
    {
      what: `compare two versions of ${PARAGRAPHS} paragraphs, ${CHANGED * 100} % changed, and show it`,
      measured: `${took.toFixed(0)} ms`,
      baseline: '',
      promise: '',
      kept: null,
    },
    {
      what: 'the longest it holds up everybody else',
      measured: `${held.toFixed(0)} ms`,
      baseline: '',
      promise: '≤ 50 ms',
      kept: held <= 50,
    },
  ];
}
