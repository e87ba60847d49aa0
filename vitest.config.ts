import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const folder = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));
const alias = { '~': folder('app'), '~db': folder('db') };

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    // Two cores: more workers than that only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // A guard against waiting forever, not a measure: machines are slow at times.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/http/**'],
          setupFiles: ['tests/setup/environment.ts', 'tests/setup/unit.ts'],
          globalSetup: ['tests/setup/base-database.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'served',
          include: ['tests/e2e/**/*.test.ts', 'tests/http/**/*.test.ts'],
          setupFiles: ['tests/setup/environment.ts'],
          globalSetup: ['tests/setup/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As patient as the browser is, by the same guard.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
