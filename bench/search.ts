/**
 * Searching many documents: the first page of what is found, with excerpts and rights, against SQLite's own full-text
 * search (FTS5) on the same text, asked for the very words that a question comes to: it finds the same, without
 * rights, excerpts and a count. What it takes to find the words only as they are typed is printed beside it, and how
 * long single searches take among ten times as many documents.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  closeDatabase,
  db,
  documents,
  fields,
  groups,
  memberships,
  openDatabase,
  people,
  searchChanges,
  searchEntries,
  texts,
  write,
} from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { GroupId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { queryIn } from '~/features/search/search';
import { searchPage } from '~/features/search/search.server';
import { clausesOf, loneTerms, matchOf } from '~/services/search/query';
import { containing, learn } from '~/services/search/vocabulary.server';
import { termsOf } from '~/services/search/words';
import { dice } from './paper';
import { newFolder } from './served';
import { type Row, median } from './table';

const FEW = 10_000;
const MANY = 100_000;
const LETTERS = 2_000;
const GROUPS = 20;
const ROUNDS = 7;
const AT_ONCE = 500;

const heads = 'Sprach Arbeits Jugend Wohn Bildungs Familien Gesundheits Kommunal Landes Frauen Flüchtlings Ehrenamts Schul Sozial Kultur Netzwerk Förder Berufs Alltags Träger'.split(' ');
const tails = 'kurs integration förderung beratung stelle projekt bericht antrag raum gruppe verband planung hilfe angebot vermittlung schule konzept finanzierung teilhabe arbeit'.split(' ');
const small = 'die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für'.split(' ');
const endings = ['', 'e', 'en', 's', 'er'];

/** A vocabulary as texts have it: few words that are everywhere, many that are rare; compounds of all. */
function vocabulary(): string[] {
  const compounds = heads.flatMap((head) => tails.map((tail) => head + tail));
  const simple = tails.map((tail) => tail[0]!.toUpperCase() + tail.slice(1));
  const long = compounds.flatMap((word) => heads.slice(0, 12).map((head) => head + word.toLowerCase()));
  const formed = [...simple, ...compounds, ...long].flatMap((word) => endings.map((ending) => word + ending));
  return [...small, ...formed];
}

function writer(): () => string {
  const words = vocabulary();
  const roll = dice(11);
  const sides = 1_000_000;
  const word = () => (roll(2) === 0 ? small[roll(small.length)]! : words[Math.floor(words.length * (roll(sides) / sides) ** 4)]!);
  return () => {
    let text = '';
    while (text.length < LETTERS) text += `${word()} `;
    return text;
  };
}

/** A member of half of the groups searches; the other half is not theirs. */
async function fill(folder: string, count: number) {
  openDatabase(join(folder, 'portal.sqlite'));
  migrateDatabase();
  const bare = new Sqlite(join(folder, 'bare.sqlite'));
  bare.exec('CREATE VIRTUAL TABLE typed USING fts5(body); CREATE VIRTUAL TABLE words USING fts5(body)');
  const typed = bare.prepare('INSERT INTO typed (body) VALUES (?)');
  const words = bare.prepare('INSERT INTO words (body) VALUES (?)');
  const at = new Date();
  const { groupIds, personId } = await write(async (tx) => {
    const [field] = await tx.insert(fields).values({ slug: 'feld', name: 'Feld', position: 1 }).returning({ id: fields.id });
    const [person] = await tx
      .insert(people)
      .values({ email: 'bench@example.org', name: 'Bench', searchName: 'bench', createdAt: at })
      .returning({ id: people.id });
    const ids: GroupId[] = [];
    for (let index = 0; index < GROUPS; index += 1) {
      const values = { slug: `g${index}`, fieldId: field!.id, name: `Gruppe ${index}`, abbreviation: `G${index}`, createdAt: at };
      const [group] = await tx.insert(groups).values(values).returning({ id: groups.id });
      ids.push(group!.id);
      const role = { groupId: group!.id, personId: person!.id, role: 'member' as const, startsAt: new Date(0) };
      if (index % 2 === 0) await tx.insert(memberships).values(role);
    }
    return { groupIds: ids, personId: person!.id };
  });
  const next = writer();
  for (let done = 0; done < count; done += AT_ONCE) {
    const bodies = Array.from({ length: AT_ONCE }, next);
    bare.transaction(() => {
      for (const body of bodies) {
        typed.run(body);
        words.run(termsOf(body).join(' '));
      }
    })();
    await write(async (tx) => {
      for (const [index, body] of bodies.entries()) {
        const groupId = groupIds[index % GROUPS]!;
        const title = `Papier ${done + index}`;
        const [text] = await tx.insert(texts).values({ kind: 'paper', createdAt: at }).returning({ id: texts.id });
        const [document] = await tx
          .insert(documents)
          .values({ groupId, textId: text!.id, title, searchTitle: title, genre: 'position', createdAt: at, createdBy: personId, changedAt: at })
          .returning({ id: documents.id });
        const { id } = document!;
        const terms = termsOf(body);
        await tx.insert(searchEntries).values({
          kind: 'document', objectId: id, part: 'open', ownerKind: 'document', ownerId: id, groupId, path: `/dokumente/${id}`,
          title, body, at, titleTerms: termsOf(title).join(' '), bodyTerms: terms.join(' '),
        });
        await learn(tx, terms);
      }
      await tx.delete(searchChanges);
    });
  }
  return { bare, actor: (await loadActor(db, personId))! };
}

/** Everywhere, here and there, seldom; parts of compounds; two words. */
const common = ['Kurs', 'Integration', 'Sprachkurs'];
const rare = ['Trägerteilhabe', 'Berufsarbeit', 'Alltagsvermittlung'];
const parts = ['vermittlung', 'jugend', 'kommunal', 'teilhabe'];
const questions = [...common, ...rare, ...parts, 'Integration Sprachkurs', 'Jugendraum Beratung'];

const asking = (q: string) => queryIn(new Request(`http://localhost/suche?${new URLSearchParams({ q })}`));

async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** A question as the index is asked it. */
async function widened(q: string): Promise<string> {
  const clauses = clausesOf(q);
  const words = new Map<string, string[]>();
  for (const term of loneTerms(clauses)) words.set(term, await containing(term));
  return matchOf(clauses, words)!;
}

async function compared(folder: string): Promise<Row[]> {
  const { bare, actor } = await fill(folder, FEW);
  const first = (table: string) => bare.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rank LIMIT 20`);
  const [same, typed] = [first('words'), first('typed')];
  const matches = await Promise.all(questions.map(widened));
  const times = { ours: [] as number[], same: [] as number[], typed: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await timed(async () => {
      for (const q of questions) await searchPage(actor, asking(q));
    });
    const bareSame = await timed(() => matches.forEach((match) => same.all(match)));
    const bareTyped = await timed(() => questions.forEach((q) => typed.all(q)));
    // The first round only warms up.
    if (round === 0) continue;
    times.ours.push(ours);
    times.same.push(bareSame);
    times.typed.push(bareTyped);
  }
  bare.close();
  closeDatabase();
  const perSecond = (taken: number[]) => (questions.length * 1000) / median(taken);
  const ratio = perSecond(times.ours) / perSecond(times.same);
  const among = `among ${FEW.toLocaleString('en')} documents`;
  const measured = `${perSecond(times.ours).toFixed(0)}/s`;
  return [
    {
      what: `searches ${among}, 20 shown with excerpts and rights`,
      measured,
      baseline: `bare FTS5, the same words ${perSecond(times.same).toFixed(0)}/s`,
      ratio,
      promise: '≥ 0.50',
      kept: ratio >= 0.5,
    },
    {
      what: `the same ${among}, beside words only as they are typed`,
      measured,
      baseline: `bare FTS5 ${perSecond(times.typed).toFixed(0)}/s`,
      ratio: perSecond(times.ours) / perSecond(times.typed),
      promise: 'print',
      kept: null,
    },
  ];
}

async function printed(folder: string): Promise<Row[]> {
  const { bare, actor } = await fill(folder, MANY);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const q of questions) {
      const time = await timed(() => searchPage(actor, asking(q)));
      if (round > 0) times.push(time);
    }
  }
  bare.close();
  closeDatabase();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]!.toFixed(1);
  return [{
    what: `a search among ${MANY.toLocaleString('en')} documents`,
    measured: `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
    baseline: '',
    promise: 'print',
    kept: null,
  }];
}

/** Each in a folder of its own. */
export async function benchSearch(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of [compared, printed]) {
    const folder = newFolder();
    rows.push(...(await measure(folder)));
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}
