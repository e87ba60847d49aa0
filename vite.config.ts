import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import purgeCSSPlugin from '@fullhuman/postcss-purgecss';
import { vitePlugin as remix } from '@remix-run/dev';
import type { Plugin as PostcssPlugin } from 'postcss';
import { defineConfig } from 'vite';

const folder = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** Classes of the design system whose names are put together from a known part and one of these. */
const composed = [
  /^kern-(alert|badge|icon)--(danger|info|success|warning)$/,
  /^kern-btn--(primary|secondary|tertiary)$/,
  /^kern-form-check__(checkbox|radio)$/,
];
/** Leaves out what no page uses of the design system: three quarters of it. */
function usedRules(): PostcssPlugin {
  const content = [`${folder('app')}/**/*.{ts,tsx}`];
  const purge = purgeCSSPlugin({ content, safelist: composed }) as PostcssPlugin;
  return {
    postcssPlugin: 'used-rules',
    OnceExit: async (root, helpers) => {
      if (!root.source?.input.file?.includes('/@kern-ux/')) return;
      // It gives words and lines the colours of the page. PurgeCSS does not look into such a list.
      root.walkRules(/^:is\(body,/, (rule) => void rule.before(helpers.comment({ text: 'purgecss ignore' })));
      // Nobody waits for the letters to read.
      root.walkAtRules('font-face', (rule) => void rule.append({ prop: 'font-display', value: 'swap' }));
      await purge.OnceExit?.(root, helpers);
      // Its dialog is not used, and what depends on all of a page is styled anew with each block that comes in.
      root.walkRules('body:has(.kern-dialog[open])', (rule) => void rule.remove());
    },
  };
}

/** What every page needs, whatever else it is made of. */
const everywhere = /\/node_modules\/(?:react|react-dom|scheduler|react-router|react-router-dom|@remix-run\/(?:react|router))\//;

function chunkOf(id: string): string | undefined {
  // One style sheet: a page that waits for several is laid out by the first of them, and again by each other.
  if (id.endsWith('.css')) return 'styles';
  // One piece is packed smaller than several, into which the parts fetched later would cut it.
  return everywhere.test(id) ? 'everywhere' : undefined;
}

/** Every page brings the names of all classes: what tells files apart is short, and the same for all of a file. */
function classOf(name: string, file: string): string {
  const place = relative(folder('.'), file.split('?')[0]!);
  return `${name}_${createHash('sha256').update(place).digest('hex').slice(0, 4)}`;
}

export default defineConfig(({ isSsrBuild }) => ({
  cacheDir: '.cache/vite',
  resolve: { alias: { '~': folder('app'), '~db': folder('db') } },
  css: { postcss: { plugins: [usedRules()] }, modules: { generateScopedName: classOf } },
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: {
    target: 'es2022',
    cssTarget: 'es2022',
    assetsInlineLimit: 0,
    minify: 'terser',
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
    // The server's code keeps its names, for whoever reads the log; it only takes less memory: one letter beyond
    // Latin-1 would make V8 keep all of it with two bytes a letter.
    ...(isSsrBuild ? { terserOptions: { compress: false, mangle: false, format: { ascii_only: true } } } : {}),
  },
}));
