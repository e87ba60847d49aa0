/**
 * Every route × every role, over HTTP. A new route without a row here fails the sweep. Each refusal
 * is the same 404 as for what does not exist, and names nothing; visitors are sent to sign in.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteConfigEntry } from '@remix-run/route-config';
import routes from '~/routes';
import { fillSweep, type Things } from './sweep-fill';
import { rows, sweepRoles, type SweepRole, type Who } from './sweep-rows';
import { type ServedPortal, servePortal } from '../setup/portal';

let portal: ServedPortal;
let things: Things;

beforeAll(async () => {
  portal = await servePortal({ fill: async () => void (things = await fillSweep()) });
});

afterAll(async () => {
  await portal.stop();
});

/** The address patterns of all routes, `/gruppen/:group/mitglieder`. */
function patterns(entries: readonly RouteConfigEntry[], base = ''): string[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${base}/${entry.path}` : base;
    if (!entry.children) return [path || '/'];
    return patterns(entry.children, path);
  });
}

const known = patterns(routes as RouteConfigEntry[]).filter((pattern) => pattern !== '/*');

/** A pattern with the names of the things that were filled in. */
function named(pattern: string, names: Record<string, string> = {}): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = names[name] ?? things.names[name];
    if (!value) throw new Error(`Nothing was filled in for :${name} in ${pattern}`);
    return value;
  });
}

const addressOf = (pattern: string, names: Record<string, string> = {}) =>
  named(named(pattern, { ...rows[pattern]?.names, ...names }));

const bodyOf = (fields: Record<string, string>) =>
  new URLSearchParams(
    Object.entries(fields).map(([field, value]): [string, string] => [field, value.startsWith(':') ? named(value) : value]),
  ).toString();

const ask = (address: string, role: SweepRole, init: RequestInit = {}) =>
  fetch(portal.url + address, {
    redirect: 'manual',
    ...init,
    headers: {
      ...(role === 'visitor' ? {} : { Cookie: things.cookies[role] }),
      ...(init.method ? { Origin: portal.url, 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
    },
  });

/** Words that a refusal must not say to someone: one's own name and group are no secrets. */
const secretsFrom = (role: SweepRole) =>
  things.secrets.filter(({ known }) => !known.includes(role)).map(({ words }) => words);

/** What a page says: its title and its main part. (Around it, the bar marks where one is.) */
function said(html: string): string {
  const title = /<title>.*?<\/title>/s.exec(html)?.[0];
  const main = /<main\b.*<\/main>/s.exec(html)?.[0];
  if (!title || !main) throw new Error('A page without a title or a main part.');
  return title + main;
}

it('knows every route, and no other', () => {
  expect(Object.keys(rows).sort()).toEqual([...new Set(known)].sort());
});

const includes = (who: Who, role: SweepRole) => who === 'everyone' || who.includes(role);

const cells = Object.entries(rows).flatMap(([pattern, row]) =>
  sweepRoles.map((role) => ({ pattern, role, row, may: includes(row.get, role) })),
);

describe('refusals', () => {
  it.each(cells.filter((cell) => !cell.may && cell.role !== 'visitor'))(
    '$pattern is a 404 for $role, and tells nothing',
    async ({ pattern, role }) => {
      const [refused, missing] = await Promise.all([ask(addressOf(pattern), role), ask('/gibt/es/nicht', role)]);
      const [page, other] = [await refused.text(), await missing.text()];
      expect(refused.status).toBe(404);
      expect(said(page)).toBe(said(other));
      for (const secret of secretsFrom(role)) expect(page).not.toContain(secret);
      const data = await ask(`${addressOf(pattern)}.data`, role);
      const text = await data.text();
      for (const secret of secretsFrom(role)) expect(text).not.toContain(secret);
    },
  );

  it.each(cells.filter((cell) => !cell.may && cell.role === 'visitor'))(
    '$pattern sends visitors to sign in',
    async ({ pattern }) => {
      const response = await ask(addressOf(pattern), 'visitor');
      expect([response.status, response.headers.get('location')]).toEqual([
        302,
        `/anmelden?weiter=${encodeURIComponent(addressOf(pattern))}`,
      ]);
    },
  );
});

describe('grants', () => {
  it.each(cells.filter((cell) => cell.may))('$pattern is for $role', async ({ pattern, role, row }) => {
    const response = await ask(addressOf(pattern), role);
    expect([pattern, response.status]).toEqual([pattern, row.sentOn?.includes(role) ? 302 : (row.status ?? 200)]);
    if (row.file) expect(response.headers.get('content-type')).toBe(row.file);
    if (response.status !== 200 || pattern === '/' || row.bare || row.file) return;
    const [, title] = /<title>(.*?)<\/title>/s.exec(await response.text())!;
    expect(title, 'names the place').toMatch(/^(?!Nicht verfügbar).+ – /);
  });
});

const posts = Object.entries(rows).flatMap(([pattern, row]) =>
  (row.post ?? []).flatMap(({ roles, body, elsewhere }) =>
    sweepRoles.map((role) => ({
      name: [pattern, body.intent && `(${body.intent})`, elsewhere?.names.document].filter(Boolean).join(' '),
      pattern,
      role,
      body,
      names: elsewhere?.names,
      may: includes(roles, role),
      mayRead: includes(elsewhere?.get ?? row.get, role),
    })),
  ),
);

describe('changes', () => {
  it.each(posts.filter((post) => !post.may))('$name is refused to $role', async ({ pattern, role, body, names, mayRead }) => {
    const before = things.fingerprint(portal.folder);
    const response = await ask(addressOf(pattern, names), role, { method: 'POST', body: bodyOf(body) });
    if (role === 'visitor') {
      expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([302, '/anmelden']);
    } else {
      // A form that is not even well-formed is a 400 before anybody is asked; it tells no more.
      expect([400, 404]).toContain(response.status);
      const [page, other] = [await response.text(), await (await ask('/gibt/es/nicht', role)).text()];
      if (!mayRead) expect(said(page)).toBe(said(other));
      if (!mayRead) for (const secret of secretsFrom(role)) expect(page).not.toContain(secret);
    }
    expect(things.fingerprint(portal.folder)).toBe(before);
  });
});
