/** The public start page, against bare Node that sends the same bytes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, newFolder, serve } from './served';
import { type Row, median } from './table';

const connections = 50;

/** @param portalUrl a portal that says something on its first page */
export async function measureStartPage(portalUrl: string): Promise<Row> {
  const html = await fetch(`${portalUrl}/`, { headers: { 'Accept-Encoding': 'identity' } }).then((response) => response.text());
  const file = join(newFolder(), 'page.html');
  writeFileSync(file, html);
  const bare = await serve(['bench/bare.mjs', file]);
  try {
    const figures = await compare({ url: `${portalUrl}/` }, { url: `${bare.url}/` }, connections);
    const [ours, baseline] = [median(figures.ours), median(figures.baseline)];
    return {
      what: `public start page (${(html.length / 1000).toFixed(0)} kB of HTML), ${connections} connections`,
      measured: `${ours.toFixed(0)}/s`,
      baseline: `bare Node http ${baseline.toFixed(0)}/s`,
      ratio: ours / baseline,
      promise: '≥ 0.3',
      kept: ours / baseline >= 0.3,
    };
  } finally {
    await bare.stop();
  }
}
