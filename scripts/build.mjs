/** Builds the pages (Remix, browser and server) and the process that serves them (`build/server.js`). */
import { build as bundle } from 'esbuild';
import { build } from 'vite';

if (process.argv[2] !== 'server') {
  await build({ logLevel: 'warn' });
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
