/** How fast pages are answered, each against something that does the same work in the same run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillGroup } from './fill';
import { compare, newFolder, serve } from './served';
import { type Row, median } from './table';

/** The minutes page, against bare Node that renders the same markup. */
export async function measureMinutes(portalUrl: string, path: string, cookie: string): Promise<Row> {
  const html = await fetch(portalUrl + path, { headers: { cookie } }).then((response) => response.text());
  const file = join(newFolder(), 'page.html');
  writeFileSync(file, html);
  const bare = await serve(['--import', 'tsx', 'bench/baseline-page.ts', file]);
  try {
    const figures = await compare({ url: portalUrl + path, cookie }, { url: `${bare.url}/` }, 10);
    const [ours, baseline] = [median(figures.ours), median(figures.baseline)];
    return {
      what: `minutes page signed in (${(html.length / 1000).toFixed(0)} kB of HTML), 10 connections`,
      measured: `${ours.toFixed(0)}/s`,
      baseline: `renderToString ${baseline.toFixed(0)}/s`,
      ratio: ours / baseline,
      promise: '≥ 0.5',
      kept: ours / baseline >= 0.5,
    };
  } finally {
    await bare.stop();
  }
}

/** A group's overview with many rows, against the same page with a tenth of them. */
export async function measureOverview(): Promise<Row> {
  const large = await fillGroup({ members: 200, tasks: 500, meetings: 100 });
  const small = await fillGroup({ members: 20, tasks: 50, meetings: 10 });
  const [servedLarge, servedSmall] = [
    await serve(['build/server.js'], large.folder),
    await serve(['build/server.js'], small.folder),
  ];
  try {
    const figures = await compare(
      { url: `${servedLarge.url}/gruppen/gruppe`, cookie: large.cookie },
      { url: `${servedSmall.url}/gruppen/gruppe`, cookie: small.cookie },
      10,
    );
    const [ours, baseline] = [median(figures.ours), median(figures.baseline)];
    return {
      what: 'group overview, 200 members, 500 tasks, 100 meetings',
      measured: `${ours.toFixed(0)}/s`,
      baseline: `a tenth of the rows ${baseline.toFixed(0)}/s`,
      ratio: ours / baseline,
      promise: '≥ 0.8',
      kept: ours / baseline >= 0.8,
    };
  } finally {
    await servedLarge.stop();
    await servedSmall.stop();
  }
}
