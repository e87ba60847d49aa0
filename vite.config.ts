import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

const folder = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

export default defineConfig(({ isSsrBuild }) => ({
  cacheDir: '.cache/vite',
  resolve: { alias: { '~': folder('app'), '~db': folder('db') } },
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
    // The server's code keeps its names, for whoever reads the log; it only takes less memory.
    ...(isSsrBuild ? { terserOptions: { compress: false, mangle: false } } : {}),
  },
}));
