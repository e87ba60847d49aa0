/** Finds Chromium for the browser tests, or installs Debian's package where it may, or says how. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** How it is started for tests and measures: without a sandbox of its own, and silent on the network. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const find = () => places.find((place) => place && existsSync(place));

/** @returns the path of a Chromium; ends the process with advice where there is none */
export function findChromium() {
  if (!find() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  }
  const found = find();
  if (found) return found;
  console.error('The browser tests need Chromium: "apt-get install chromium", or name one in CHROMIUM.');
  process.exit(1);
}
