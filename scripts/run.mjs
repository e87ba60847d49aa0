/**
 * The commands of package.json. Runs on any Node from 18 on and without a package: it installs what
 * is missing and then goes on under the Node that the lock file brings (24 LTS).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from './node-flags.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const command = process.argv[2] ?? '';
const given = process.argv.slice(3);
const hash = (text) => createHash('sha256').update(text).digest('hex');

/** Runs a program to its end; stops everything with its code when it fails. */
function run(program, args, environment = {}) {
  const { status, error } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

function installed() {
  const stamp = join('node_modules', '.installed');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash(readFileSync('package-lock.json'));
}

function install() {
  if (installed()) return;
  console.log('Installing packages …');
  // npm warns of engines, as it sees the system's Node; the portal runs on the one installed here.
  const flags = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', [...flags, '--loglevel=error'], { NODE_ENV: '' });
  writeFileSync(join('node_modules', '.installed'), hash(readFileSync('package-lock.json')));
}

/** The Node that came with the packages, else the system's if it is new enough. */
function findNode() {
  const bundled = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(bundled) && spawnSync(bundled, ['--version']).status === 0) return bundled;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
  console.error(`Node ${process.versions.node} is too old for this system: please install Node 22.12 or newer.`);
  process.exit(1);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** A mark of all that goes into the build, by size and time of change. */
function sourceMark() {
  const files = ['app', 'db', 'public'].flatMap((folder) => [...filesBelow(folder)]);
  const marks = [...files, 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs'].map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
  return hash(marks.sort().join('\n'));
}

function build(node) {
  const stamp = join('build', '.built');
  const mark = sourceMark();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return;
  console.log('Building …');
  run(node, ['scripts/build.mjs'], { NODE_ENV: 'production' });
  mkdirSync('build', { recursive: true });
  writeFileSync(stamp, mark);
}

/** Serves until stopped; signals are handed on so that the server can stop in order. */
function serve(node, args, environment) {
  const child = spawn(node, [...nodeFlags, ...args], { stdio: 'inherit', env: { ...process.env, ...environment } });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
}

/** npm does not hand on the signal that ends it: without it the server would go on, and hold its port. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}

const commands = {
  demo: (node) => {
    build(node);
    serve(node, ['build/server.js', '--demo'], {
      NODE_ENV: 'production',
      DATA_DIR: process.env.DATA_DIR || 'data/demo',
    });
  },
  start: (node) => {
    build(node);
    serve(node, ['build/server.js'], { NODE_ENV: 'production' });
  },
  dev: (node) => {
    run(node, ['scripts/build.mjs', 'server'], { NODE_ENV: 'development' });
    serve(node, ['build/server.js', '--demo'], {
      NODE_ENV: 'development',
      DATA_DIR: process.env.DATA_DIR || 'data/dev',
    });
  },
  build,
  test: (node) => run(node, ['scripts/test.mjs', ...given]),
  bench: (node) => {
    build(node);
    run(node, ['node_modules/tsx/dist/cli.mjs', 'bench/run.ts', ...given], { NODE_ENV: 'production' });
  },
  backup: (node) => {
    build(node);
    run(node, ['build/server.js', '--backup'], { NODE_ENV: 'production' });
  },
  'search:rebuild': (node) => {
    build(node);
    run(node, ['build/server.js', '--search-rebuild'], { NODE_ENV: 'production' });
  },
};

const chosen = commands[command];
if (!chosen) {
  console.error(`Unknown command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
  process.exit(1);
}
install();
process.env.PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
chosen(findNode());
