/**
 * `npm test`: types, lint, then every test. Ends with one line "N passed, N failed" over all of it
 * and a non-zero code when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findChromium } from './chromium.mjs';

const report = '.cache/test-report.json';
let passed = 0;
let failed = 0;

function check(name, args) {
  console.log(`\n${name}`);
  const ok = spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
  if (ok) passed++;
  else failed++;
}

process.env.CHROMIUM = findChromium();
check('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
check('Lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint']);

console.log('\nTests');
mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });
const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  // A skipped test proves nothing: it counts as failed.
  failed += numFailedTests + numPendingTests + numTodoTests;
  if (run.status !== 0 && failed === 0) failed++;
} else failed++;

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
