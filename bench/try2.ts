import { fillForTry } from './search';
import { searchPage } from '~/features/search/search.server';
import { queryIn } from '~/features/search/search';
import { newFolder } from './served';
import { lookUp } from '~db/search-index.server';
import { keysOf } from '~/access/audience';
import { clausesOf, steps } from '~/services/search/query';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { visibleTo } from '~/services/search/visible.server';
const folder = newFolder();
const { bare, actor } = await fillForTry(folder, Number(process.env.N ?? 10000));
const keys = keysOf(actor);
const qs = ['Kurs', 'Integration', 'Sprachkurs','Trägerteilhabe', 'Berufsarbeit', 'Alltagsvermittlung','vermittlung', 'jugend', 'kommunal', 'teilhabe','Integration Sprachkurs', 'Jugendraum Beratung'];
const first = bare.prepare('SELECT rowid FROM typed WHERE typed MATCH ? ORDER BY rank LIMIT 20');
const asking = (q: string) => queryIn(new Request(`http://localhost/suche?${new URLSearchParams({ q })}`));
for (const q of qs) {
  const t = async (f: () => unknown) => { for (let i = 0; i < 20; i++) await f(); const b = performance.now(); for (let i = 0; i < 100; i++) await f(); return ((performance.now() - b) * 10).toFixed(0); };
  const a = asking(q);
  const matches = [...steps(clausesOf(q), [])];
  const each: string[] = [];
  for (const m of matches) { each.push(await t(() => lookUp({ visible: visibleTo(keys), matches: [m], most: 100, offset: 0, limit: 0 })) + ':' + lookUp({ visible: visibleTo(keys), matches: [m], most: 100, offset: 0, limit: 0 }).count); }
  console.log(q.padEnd(25), 'ours', await t(() => searchPage(actor, a)), 'bare', await t(() => first.all(q)), 'lookup', await t(() => lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 20 })), 'ids', await t(() => lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 0 })), each.join(' '), (await searchPage(actor, a)).count);
}

import { settleOverdue } from '~/services/search/upkeep.server';
import { search } from '~/services/search/search.server';
import { placesOf, excerptOf, markedIn } from '~/services/search/excerpt';
const T = async (name: string, f: () => unknown) => { for (let i = 0; i < 200; i++) await f(); let best = 1e9; for (let r = 0; r < 10; r++) { const b = performance.now(); for (let i = 0; i < 100; i++) await f(); best = Math.min(best, (performance.now() - b) * 10); } console.log(name, best.toFixed(1)); };
const q = 'Sprachkurs';
await T('settle', settleOverdue);
await T('keys', () => keysOf(actor));
await T('steps', () => [...steps(clausesOf(q), [])]);
const matches = [...steps(clausesOf(q), [])];
await T('lookup0', () => lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 0 }));
await T('lookup20', () => lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 20 }));
const rows = lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 20 }).rows;
await T('places', () => placesOf(['sprachkur']));
await T('excerpts', () => { const p = placesOf(['sprachkur']); return rows.map((r) => excerptOf(r.body, p)); });
await T('heads', () => { const p = placesOf(['sprachkur']); return rows.map((r) => markedIn(r.title, p)); });
await T('both', () => { const { rows } = lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 20 }); const p = placesOf(['sprachkur']); return rows.map((r) => excerptOf(r.body, p)); });
await T('both lazy', () => { const { rows } = lookUp({ visible: visibleTo(keys), matches: steps(clausesOf(q), []), most: 100, offset: 0, limit: 20 }); const p = placesOf(['sprachkur']); return rows.map((r) => ({ ...r, e: excerptOf(r.body, p) })); });
await T('length', () => { const { rows } = lookUp({ visible: visibleTo(keys), matches, most: 100, offset: 0, limit: 20 }); return rows.map((r) => /xyzxyz/.test(r.body)); });
await T('search', () => search(q, { keys, limit: 20 }));
await T('page', () => searchPage(actor, asking(q)));
await T('asking', () => asking(q));
await T('typed', () => first.all(q));
process.exit(0);
