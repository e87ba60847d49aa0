/** Builds the portal once before tests that need it served. */
import { spawnSync } from 'node:child_process';

export default function setup() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}\n${stderr}`);
}
