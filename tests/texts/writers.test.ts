/** Who wrote what: kept when letters are delivered, read back letter by letter. */
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { textAuthors, write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { plainText } from '~/editor/document';
import { documentFromYDoc, documentToUpdate, fragmentOf } from '~/editor/shared-document';
import { Deliveries } from '~/live/authors.server';
import { readText } from '~/live/log.server';
import { registerTextKind } from '~/live/kinds.server';
import { editRoom } from '~/live/rooms.server';
import { type AuthorRow, authorsOf, writersIn } from '~/texts/writers';
import { shownWriters, writersOf } from '~/texts/writers.server';
import { agendaItem, everything, minutes, paragraph, section, wholePaper } from '../editor/examples';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';
import { makeMinutes } from './minutes';

useDatabase();
registerTextKind('minutes', { access: async () => null });

let alliance: Alliance;
let textId: TextId;
let ada: PersonId;
let ben: PersonId;

beforeEach(async () => {
  alliance = await makeAlliance();
  textId = (await makeMinutes(alliance, minutes(section(agendaItem('1', 'A'), paragraph('Vorlage'))))).textId;
  [ada, ben] = [alliance.ids.lead, alliance.ids.secretary];
});

/** The first run of text of minutes. */
const firstRun = (ydoc: Y.Doc) => ((fragmentOf(ydoc).get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const insert = (at: number, words: string) => (ydoc: Y.Doc) => firstRun(ydoc).insert(at, words);

/** The words of the text with who wrote them. */
async function told(): Promise<[string, PersonId | null][]> {
  const ydoc = await readText(textId);
  const { runs } = await writersOf(textId, ydoc, 'minutes');
  const text = plainText(documentFromYDoc(ydoc, 'minutes'));
  const start = runs[0]!.from;
  return runs.map(({ from, to, personId }) => [text.slice(from - start, to - start), personId]);
}

describe('who wrote what', () => {
  it('is known letter by letter, and not of what the portal wrote', async () => {
    await editRoom(textId, insert(7, ' der Gruppe'), ada);
    await editRoom(textId, insert(7, ' aus'), ben);
    expect(await told()).toEqual([['Vorlage', null], [' aus', ben], [' der Gruppe', ada]]);
  });

  it('is not known where only the portal wrote', async () => {
    await editRoom(textId, insert(0, 'Neue '));
    const { runs } = await writersOf(textId, await readText(textId), 'minutes');
    expect(runs).toEqual([]);
  });

  it('is shown with names in the order of the text', async () => {
    await editRoom(textId, insert(0, 'Eins '), ada);
    const { written, legend } = shownWriters(await writersOf(textId, await readText(textId), 'minutes'));
    expect(legend).toEqual([{ author: 1, name: 'Person lead', initials: 'PL' }]);
    expect(written).toMatchObject([{ to: written[0]!.from + 5, author: 1 }]);
  });
});

/** A log of one text, whose clocks a test decides, and updates as crafted clients send them. */
function crafted() {
  const ydoc = new Y.Doc();
  const clocks = new Map<number, number>();
  const log = { textId, clockOf: (client: number) => clocks.get(client) ?? 0 };
  const writer = new Y.Doc();
  const words = (text: string) => {
    const before = Y.encodeStateVector(writer);
    writer.getText('t').insert(writer.getText('t').length, text);
    return Y.encodeStateAsUpdate(writer, before);
  };
  const deliver = async (update: Uint8Array, person: PersonId) => {
    await write((tx) => new Deliveries(tx, log).note(update, person));
    Y.applyUpdate(ydoc, update);
    clocks.set(writer.clientID, Y.getState(ydoc.store, writer.clientID));
  };
  const authors = async (): Promise<(PersonId | null)[]> => {
    const rows = (await write(async (tx) => tx.select().from(textAuthors))) as AuthorRow[];
    const sorted = rows.sort((a, b) => a.fromClock - b.fromClock);
    return Array.from({ length: writer.getText('t').length }, (_, clock) => sorted.findLast(({ fromClock }) => fromClock <= clock)?.personId ?? null);
  };
  return { words, deliver, authors };
}

describe('nobody is blamed for the letters of somebody else', () => {
  it('who continues what another client began', async () => {
    const { words, deliver, authors } = crafted();
    await deliver(words('aa'), ada);
    await deliver(words('bb'), ben);
    await deliver(words('aa'), ada);
    expect(await authors()).toEqual([ada, ada, ben, ben, ada, ada]);
  });

  it('who repeats what is known, and adds to it', async () => {
    const { words, deliver, authors } = crafted();
    const first = words('aa');
    await deliver(first, ada);
    await deliver(Y.mergeUpdates([first, words('b')]), ben);
    expect(await authors()).toEqual([ada, ada, ben]);
  });

  it('who sends ahead of what lies before', async () => {
    const { words, deliver, authors } = crafted();
    await deliver(words('a'), ada);
    const [missing, ahead] = [words('aa'), words('bb')];
    await deliver(ahead, ben);
    await deliver(missing, ada);
    await deliver(words('a'), ada);
    expect(await authors()).toEqual([ada, ada, ada, ben, ben, ada]);
  });

  it('who leaves a gap inside of one update', async () => {
    const { words, deliver, authors } = crafted();
    await deliver(words('a'), ada);
    const [begin, missing, end] = [words('b'), words('a'), words('b')];
    await deliver(Y.mergeUpdates([begin, end]), ben);
    await deliver(missing, ada);
    await deliver(words('a'), ada);
    expect(await authors()).toEqual([ada, ben, ada, ben, ada]);
  });

  it('when a change that would have said so fails', async () => {
    const { words, authors } = crafted();
    const update = words('aa');
    const failing = write(async (tx) => {
      await new Deliveries(tx, { textId, clockOf: () => 0 }).note(update, ada);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    await write((tx) => new Deliveries(tx, { textId, clockOf: () => 0 }).note(update, ada));
    expect(await authors()).toEqual([ada, ada]);
  });
});

it.each([['minutes', everything], ['paper', wholePaper]] as const)('of %s covers all words at the positions of the document', (kind, document) => {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, documentToUpdate(document));
  const client = [...ydoc.store.clients.keys()][0]!;
  const runs = authorsOf(ydoc, kind, [{ clientId: client, fromClock: 0, personId: 'p' as PersonId }]);
  expect(new Set(runs.map(({ personId }) => personId))).toEqual(new Set(['p']));
  const letters: string[] = [];
  const at = new Map<number, string>();
  const visit = (nodes: readonly { type: string; text?: string; content?: readonly never[] }[], start: number): number => {
    let position = start;
    for (const node of nodes) {
      if (node.type === 'text') for (const letter of node.text!) at.set(position++, letter);
      else if (node.content) position = visit(node.content, position + 1) + 1;
      else at.set(position++, '*');
    }
    return position;
  };
  visit(document.content as never, 0);
  for (const { from, to } of runs) for (let place = from; place < to; place += 1) letters.push(at.get(place) ?? '?');
  expect(letters.join('')).toBe([...at.values()].join(''));
});

it('finds the writers of a stretch in the order of their words', () => {
  const [a, b] = ['a', 'b'] as PersonId[];
  const runs = [{ from: 1, to: 3, personId: a! }, { from: 3, to: 5, personId: null }, { from: 8, to: 9, personId: b! }];
  expect(writersIn(runs, 2, 9)).toEqual([a, b]);
  expect(writersIn(runs, 3, 8)).toEqual([]);
  expect(writersIn([], 0, 9)).toEqual([]);
});
