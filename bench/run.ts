/**
 * `npm run bench`: measures what the portal promises and prints one table. Ratios are against
 * baselines of the same run, as machines differ and are noisy. Names choose parts:
 * `npm run bench -- pages today compare live crowd start weight pdf open digest search`.
 */
import { cpSync, rmSync } from 'node:fs';
import { benchCompare } from './compare';
import { benchCrowd } from './crowd';
import { benchDigest } from './digest';
import { longestMinutes, signInAs } from './fill';
import { benchLive } from './live';
import { benchOpen } from './open';
import { measureMinutes, measureOverview } from './pages';
import { measurePdf } from './pdf';
import { newFolder, serve } from './served';
import { measureMemory, measureStart } from './start';
import { measureStartPage } from './start-page';
import { type Row, printTable } from './table';
import { measureToday } from './today';
import { scriptWeight } from './weight';

const parts = ['pages', 'today', 'compare', 'live', 'crowd', 'start', 'weight', 'pdf', 'open', 'digest', 'search'] as const;
type Part = (typeof parts)[number];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name as Part));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
  process.exit(1);
}
const wanted = (part: Part) => asked.length === 0 || asked.includes(part);

/** The example alliance in a folder of its own; filled by the portal, which then ends. */
async function fillDemo(): Promise<string> {
  const folder = newFolder();
  const portal = await serve(['build/server.js', '--demo'], folder);
  await portal.halt();
  return folder;
}

function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const rows: Row[] = [];
const demo = await fillDemo();
const path = await longestMinutes(demo, 'sprachfoerderung');
const cookie = await signInAs(demo, 'mitglied@demo.example');

function weighed(what: string, kilobytes: number, most: number): Row {
  const kept = kilobytes <= most;
  return { what, measured: `${kilobytes.toFixed(0)} kB`, baseline: '', promise: `≤ ${most} kB`, kept };
}

if (wanted('start')) {
  console.log('Starting …');
  rows.push(...(await measureStart(copyOf(demo))), ...(await measureMemory(copyOf(demo))));
}

if (wanted('pages')) {
  console.log('Asking for pages …');
  const portal = await serve(['build/server.js'], copyOf(demo));
  rows.push(await measureStartPage(portal.url));
  rows.push(await measureMinutes(portal.url, path, cookie));
  await portal.stop();
  rows.push(await measureOverview());
}

if (wanted('today')) {
  console.log('Asking what waits …');
  rows.push(await measureToday());
}

if (wanted('compare')) {
  console.log('Comparing versions …');
  rows.push(...(await benchCompare(copyOf(demo), cookie)));
}

if (wanted('weight')) {
  console.log('Weighing pages …');
  const folder = copyOf(demo);
  const [name, value] = (await signInAs(folder, 'protokoll@demo.example')).split(/=(.*)/s) as [string, string];
  const draft = await longestMinutes(folder, 'sprachfoerderung', 'draft');
  const portal = await serve(['build/server.js'], folder);
  rows.push(
    weighed('JavaScript on the public start page, gzip', await scriptWeight(`${portal.url}/`), 30),
    weighed('JavaScript on the minutes page while writing, gzip', await scriptWeight(portal.url + draft, { name, value }), 350),
  );
  await portal.stop();
}

if (wanted('pdf')) {
  console.log('Setting a paper …');
  rows.push(...(await measurePdf()));
}

if (wanted('open')) {
  console.log('Opening a long paper …');
  rows.push(...(await benchOpen(copyOf(demo), cookie)));
}

if (wanted('search')) {
  console.log('Searching …');
  await import('./words');
  rows.push(...(await (await import('./search')).benchSearch()));
}

if (wanted('digest')) {
  console.log('Writing mails of the day …');
  rows.push(...(await benchDigest()));
}

if (wanted('live')) {
  console.log('Typing together …');
  rows.push(...(await benchLive()));
}

if (wanted('crowd')) {
  console.log('Coming together …');
  rows.push(...(await benchCrowd()));
}

rmSync(demo, { recursive: true, force: true });
console.log();
printTable(rows);
