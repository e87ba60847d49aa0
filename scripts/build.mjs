/** Builds the pages (Remix, browser and server) and the process that serves them (`build/server.js`). */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { build } from 'vite';

const compressions = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Lays the compressed forms of each file beside it, once and as small as can be, for the server to choose from. */
async function compressFiles(folder) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      for (const [ending, compress] of Object.entries(compressions)) {
        const packed = await compress(content, { level: 9 });
        if (packed.length < content.length) await writeFile(join(folder, `${name}.${ending}`), packed);
      }
    }),
  );
}

if (process.argv[2] !== 'server') {
  await build({ logLevel: 'warn' });
  await compressFiles('build/client/assets');
  await build({ logLevel: 'warn', build: { ssr: true } });
}

await bundle({
  entryPoints: ['app/server.ts'],
  outfile: 'build/server.js',
  platform: 'node',
  target: 'node22',
  format: 'esm',
  bundle: true,
  packages: 'external',
});
