/** Holds the directions of imports (README, "Which way things lean") and says which file breaks them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Import, files, imports } from './setup/source';

type Room = 'db' | 'demo' | 'services' | 'access' | 'ui' | 'live' | 'editor' | 'texts' | 'news' | 'features' | 'words' | 'house';

function roomOf(file: string): Room | undefined {
  if (file.startsWith('db/demo')) return 'demo';
  if (file.startsWith('db/')) return 'db';
  const room = /^app\/(services|access|ui|live|editor|texts|news|features|words)\//.exec(file)?.[1] as Room | undefined;
  return room ?? (file.startsWith('app/') ? 'house' : undefined);
}

/** For each room the rooms it may lean on, itself included. */
const leansOn: Record<Room, readonly Room[]> = {
  db: ['db'],
  services: ['services', 'db', 'words'],
  access: ['access', 'services', 'db'],
  ui: ['ui', 'services', 'db'],
  live: ['live', 'access', 'services', 'db'],
  editor: ['editor', 'access', 'services', 'ui', 'db'],
  // Told by every room above: what happened, to whom.
  news: ['news', 'access', 'services', 'db'],
  texts: ['texts', 'news', 'live', 'editor', 'access', 'services', 'ui', 'db'],
  features: ['features', 'texts', 'news', 'live', 'editor', 'access', 'services', 'ui', 'db'],
  words: [],
  // The entry files and the example data stand above all rooms.
  demo: ['demo', 'features', 'texts', 'news', 'live', 'editor', 'access', 'services', 'ui', 'db'],
  house: ['house', 'demo', 'features', 'texts', 'news', 'live', 'editor', 'access', 'services', 'ui', 'db'],
};

const show = ({ from, to }: Import) => `${from} → ${to}`;

/** Files whose server parts Remix takes out of what the browser gets. */
const mayTouchServer = (file: string) =>
  /\.server\.tsx?$|\.route\.tsx?$|^app\/(root|server|entry\.server)\.tsx?$|^db\//.test(file);

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({
      from: 'app/access/authorize.server.ts',
      to: 'db/client.server.ts',
      typeOnly: false,
    });
  });

  it('lean the way the rooms lean', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      return here && there && !leansOn[here].includes(there);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('touch the database and the server from the server alone', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (typeOnly || mayTouchServer(from)) return false;
      return to.includes('.server') || (to.startsWith('db/') && !/^db\/value(s|-schemas)\.ts$/.test(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('let the browser know of db/ nothing but its values', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && from.startsWith('app/') && /^db\/(schema|columns|guards)/.test(to) && !from.includes('.server'),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it.each([
    ['drizzle-orm/sqlite-core', 'db/columns.server.ts'],
    ['lucia', 'app/access/session.server.ts'],
  ])('name %s in one file only', (name, owner) => {
    expect(imports.filter(({ to }) => to === name).map(({ from }) => from)).toEqual([owner]);
  });

  it('do not go in circles', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (!typeOnly && roomOf(to)) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const circles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const walk = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('are of packages that package.json names', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const known = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
    const missing = imports.filter(({ to }) => {
      if (roomOf(to) || /^(node:|virtual:|\.)/.test(to) || /\.(css|json|svg)$/.test(to)) return false;
      return !known.has(to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : to.split('/')[0]!);
    });
    expect(missing.map(show)).toEqual([]);
  });
});
