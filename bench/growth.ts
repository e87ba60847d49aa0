/**
 * A hundred thousand edits to one document, typed as people do over fifty sessions, through the room and its log; then what
 * the database has grown by. A process of its own; says what it found to its parent.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { closeDatabase, openDatabase, write } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import { registerTextKind } from '~/live/kinds.server';
import { createText, readText } from '~/live/log.server';
import { holdRoom, openRooms, releaseRoom } from '~/live/rooms.server';
import type { Growth } from './crowd';
import { AUTHORS, dice, newParagraph, wordOf } from './paper';

const EDITS = 100_000;
/** After so many edits everyone has opened the page anew. */
const SESSION = 2_000;
/** How many edits are on their way at a time, as when several people type. */
const TOGETHER = 20;

/**
 * Types: word after word at a place of one's own; every twentieth word is mistyped and corrected by
 * backspace, now and then a passage is deleted, a paragraph begun, or another place looked for.
 */
class Typist {
  #text: Y.XmlText;
  #at = 0;
  #pending: string[] = [];

  constructor(
    readonly paper: Y.XmlFragment,
    readonly roll: (sides: number) => number,
  ) {
    this.#text = this.#somewhere();
  }

  #somewhere(): Y.XmlText {
    const paragraph = this.paper.get(this.roll(this.paper.length)) as Y.XmlElement;
    const text = paragraph.get(0) as Y.XmlText;
    this.#at = this.roll(text.length + 1);
    return text;
  }

  /** One edit: a key, or a passage at a time. */
  edit(): void {
    if (this.#pending.length === 0) return this.#decide();
    const key = this.#pending.shift()!;
    // Others may have deleted before the place meanwhile.
    this.#at = Math.min(this.#at, this.#text.length);
    if (key !== '\b') {
      this.#text.insert(this.#at, key);
      this.#at += 1;
    } else if (this.#at > 0) {
      this.#at -= 1;
      this.#text.delete(this.#at, 1);
    }
  }

  #decide(): void {
    const word = wordOf(this.roll);
    const dice = this.roll(1_000);
    if (dice < 50) this.#pending = [...word.slice(0, 2), 'x', 'y', '\b', '\b', ...word.slice(2), ' '];
    else this.#pending = [...word, ' '];
    if (dice >= 970 && this.#text.length > 200) {
      const from = this.roll(this.#text.length - 60);
      this.#text.delete(from, 20 + this.roll(40));
    } else if (dice >= 950) {
      const place = this.roll(this.paper.length + 1);
      this.paper.insert(place, [newParagraph('')]);
      this.#text = (this.paper.get(place) as Y.XmlElement).get(0) as Y.XmlText;
      this.#at = 0;
    } else {
      if (dice >= 920) this.#text = this.#somewhere();
      this.edit();
    }
  }
}

const textOf = (doc: Y.Doc): string =>
  doc
    .getXmlFragment('paper')
    .toArray()
    .map((paragraph) => ((paragraph as Y.XmlElement).get(0) as Y.XmlText).toString())
    .join('\n');

const folder = mkdtempSync(join(tmpdir(), 'portal-growth-'));
const file = join(folder, 'portal.sqlite');
openDatabase(file);
migrateDatabase();
closeDatabase();
const empty = statSync(file).size;

openDatabase(file);
registerTextKind('minutes', { access: async () => ({ mode: 'edit', until: null }), changed: async () => undefined });
const doc = new Y.Doc();
doc.getXmlFragment('paper').push([newParagraph('')]);
const textId = await write(async (tx) => createText(tx, 'minutes', Y.encodeStateAsUpdate(doc)));
const room = await holdRoom(textId);
let updates: Uint8Array[] = [];
doc.on('update', (update: Uint8Array) => updates.push(update));
const typists = AUTHORS.map((_, at) => new Typist(doc.getXmlFragment('paper'), dice(at)));
const turns = dice(99);
for (let edit = 0; edit < EDITS; edit += 1) {
  const author = turns(AUTHORS.length);
  // Whoever opens the page anew is another client to Yjs.
  doc.clientID = AUTHORS[author]! + Math.floor(edit / SESSION);
  doc.transact(() => typists[author]!.edit());
  if (updates.length < TOGETHER && edit < EDITS - 1) continue;
  await Promise.all(updates.map((update) => room.append(update, null)));
  updates = [];
}
releaseRoom(room);
while (openRooms().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
const kept = textOf(await readText(textId));
if (kept !== textOf(doc)) throw new Error('The database holds another text than was typed.');
closeDatabase();

const whole = statSync(file).size;
const growth: Growth = { edits: EDITS, textBytes: Buffer.byteLength(kept), grown: whole - empty, whole, empty };
rmSync(folder, { recursive: true, force: true });
if (process.send) process.send(growth, () => process.exit());
else console.log(growth);
