/** The process as operators and browsers meet it: health, headers, origins, settings, the end. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';

let portal: ServedPortal;
let cookie: string;
let alliance: Alliance;

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      alliance = await makeAlliance();
      cookie = await cookieOf(alliance.ids.member);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

const post = (path: string, headers: Record<string, string>) =>
  fetch(portal.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: 'language=en&path=/',
  });

describe('unsafe requests', () => {
  const paths = ['/sprache', '/sprache.data', '/sprache?_data=routes%2Fx', '/gruppen/x', '/live/x'];

  it.each(paths)('without an origin are refused before any page sees them: %s', async (path) => {
    expect((await post(path, { Cookie: cookie })).status).toBe(403);
  });

  it.each(paths)('of a foreign origin are refused: %s', async (path) => {
    for (const origin of ['https://boese.example', 'null', 'http://localhost', `${portal.url}.boese.example`]) {
      expect([origin, (await post(path, { Cookie: cookie, Origin: origin })).status]).toEqual([origin, 403]);
    }
  });

  it('of the portal itself are taken', async () => {
    const response = await post('/sprache', { Origin: portal.url });
    expect(response.status).toBe(302);
    expect(response.headers.get('set-cookie')).toContain('language=en');
  });
});

describe('every answer', () => {
  it('forbids what the portal does not need, and is for no cache', async () => {
    const response = await fetch(`${portal.url}/anmelden`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]+'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('has a nonce of its own, on every script of the page', async () => {
    const [first, second] = await Promise.all([fetch(`${portal.url}/anmelden`), fetch(`${portal.url}/anmelden`)]);
    const nonce = (response: Response) => /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy')!)![1]!;
    expect(nonce(first)).not.toBe(nonce(second));
    const html = await first.text();
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce(first)}"`);
  });

  it('names no host but the portal’s', async () => {
    const html = await (await fetch(`${portal.url}/`)).text();
    expect([...html.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)].map(([tag]) => tag)).toEqual([]);
  });
});

describe('visitors', () => {
  it.each(['/gruppen/sprache', '/gruppen/gibt-es-nicht', '/geschaeftsstelle', '/gibt-es-nicht'])(
    'are sent to sign in from %s, whether it exists or not',
    async (path) => {
      const response = await fetch(portal.url + path, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([
        302,
        `/anmelden?weiter=${encodeURIComponent(path)}`,
      ]);
    },
  );
});

describe('the process', () => {
  it('says that it is well only while the database answers', async () => {
    const response = await fetch(`${portal.url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', version: expect.any(String) as string, database: 'ok' });
  });

  it('stops with one clear line when a setting is wrong', () => {
    const { status, stderr } = spawnSync(process.execPath, ['build/server.js'], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: 'drei' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('PORT="drei"');
  });

  it('ends in order when it is asked to', async () => {
    const other = await servePortal({});
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    expect(await other.stop()).toBe(0);
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});

describe('npm start', () => {
  const freePort = () =>
    new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        server.close(() => resolve(port));
      });
    });

  it('serves until npm is told to end, which does not hand that on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portal-npm-'));
    const port = await freePort();
    const npm = spawn('npm', ['start'], { env: { ...process.env, PORT: String(port), DATA_DIR: folder, BASE_URL: '' }, stdio: 'ignore' });
    const answers = () => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok, () => false);
    await expect.poll(answers, { timeout: 30_000 }).toBe(true);
    npm.kill('SIGTERM');
    await expect.poll(answers).toBe(false);
    rmSync(folder, { recursive: true, force: true });
  });
});
