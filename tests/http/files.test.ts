/** Files over HTTP: who may send and fetch them, with which headers; what is refused and broken leaves nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, meetings, texts, write } from '~db/client.server';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';
import { makeMeeting } from '../features/minutes/session';
import * as example from '../services/files/examples';
import type { SweepRole } from './sweep-rows';

let portal: ServedPortal;
let alliance: Alliance;
let meeting: string;
let cancelled: string;
let paper: string;
const cookies: Partial<Record<SweepRole, string>> = {};
const roles = ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'stranger'] as const;

beforeAll(async () => {
  portal = await servePortal({
    env: { GROUP_FILES_MB: '120' },
    fill: async () => {
      alliance = await makeAlliance();
      const ahead = new Date(Date.now() + 7 * 86_400_000);
      meeting = (await makeMeeting(alliance, 1, ahead)).id;
      cancelled = (await makeMeeting(alliance, 2, ahead)).id;
      await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.number, 2)));
      paper = await draft();
      for (const role of roles) cookies[role] = await cookieOf(alliance.ids[role]);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

async function draft(): Promise<string> {
  const at = { createdAt: new Date(), createdBy: alliance.ids.lead, changedAt: new Date() };
  return write(async (tx) => {
    const [text] = await tx.insert(texts).values({ kind: 'paper', createdAt: at.createdAt }).returning({ id: texts.id });
    const [row] = await tx
      .insert(documents)
      .values({ groupId: alliance.groupId, textId: text!.id, title: 'Papier', searchTitle: 'papier', genre: 'position', ...at })
      .returning({ id: documents.id });
    return row!.id;
  });
}

const headersOf = (role: SweepRole): Record<string, string> => (role === 'visitor' ? {} : { Cookie: cookies[role]! });

function send(role: SweepRole, name: string, content: Buffer | string, fields: Record<string, string> = { meeting }) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new File([content as BlobPart], name));
  const headers = { ...headersOf(role), Origin: portal.url };
  return fetch(`${portal.url}/dateien`, { method: 'POST', body: form, headers, redirect: 'manual' });
}

const sent = async (role: SweepRole, name: string, content: Buffer | string, fields?: Record<string, string>) => {
  const response = await send(role, name, content, fields);
  expect([name, response.status]).toEqual([name, 200]);
  return (await response.json()) as { id: string; name: string; width: number | null; height: number | null };
};

const fetchFile = (role: SweepRole, id: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${portal.url}/dateien/${id}`, { method, headers: { ...headersOf(role), ...headers }, redirect: 'manual' });

const incoming = () => {
  const folder = join(portal.folder, 'files/incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('sending a file', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as const)('is refused to %s', async (role) => {
    const response = await send(role, 'plan.pdf', example.pdf);
    expect([response.status, await response.text()]).not.toContain('plan.pdf');
    expect([response.status, incoming()]).toEqual([404, []]);
  });

  it.each(['office', 'guest', 'partner', 'stranger'] as const)('for a document is refused to %s', async (role) => {
    expect((await send(role, 'a.png', example.pixel, { document: paper })).status).toBe(404);
    expect(incoming()).toEqual([]);
  });

  it('sends visitors to sign in', async () => {
    const response = await send('visitor', 'plan.pdf', example.pdf);
    expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([302, '/anmelden']);
  });

  it.each(['/dateien', '/gruppen/sprache/sitzungen/1/anlagen'])('is refused to foreign origins: %s', async (path) => {
    for (const origin of ['https://boese.example', 'null', undefined]) {
      const form = new FormData();
      form.set('file', new File(['x'], 'a.txt'));
      const headers = { ...headersOf('lead'), ...(origin ? { Origin: origin } : {}) };
      expect((await fetch(portal.url + path, { method: 'POST', body: form, headers })).status).toBe(403);
    }
  });

  it.each<[string, string, Buffer | string, RegExp]>([
    ['an SVG with a script', 'bild.svg', example.svg, /„bild\.svg“ ist eine SVG-Zeichnung/],
    ['a PDF named .png', 'plan.png', example.pdf, /„plan\.png“ heißt \.png, ist in Wirklichkeit aber ein PDF-Dokument\. .* „plan\.pdf“/],
    ['an Office file with macros', 'bericht.docx', example.docm, /enthält Makros/],
    ['no file', '', '', /Bitte wählen Sie eine Datei/],
    ['a file of 60 MB', 'groß.txt', Buffer.alloc(60 * 2 ** 20, 'x'), /„groß\.txt“ ist größer als 50 MB/],
  ])('says in a sentence why it does not take %s, and keeps nothing', async (_what, name, content, sentence) => {
    const response = await send('lead', name, content);
    const { error } = (await response.json()) as { error: string };
    expect([response.status, incoming()]).toEqual([400, []]);
    expect(error).toMatch(sentence);
  });

  it('says so for a meeting that is called off, for what is named by nothing, and for what is no form', async () => {
    expect((await send('lead', 'a.pdf', example.pdf, { meeting: cancelled })).status).toBe(400);
    expect((await send('lead', 'a.pdf', example.pdf, {})).status).toBe(404);
    expect((await send('lead', 'a.pdf', example.pdf, { meeting: 'x' })).status).toBe(404);
    const headers = { ...headersOf('lead'), Origin: portal.url, 'Content-Type': 'multipart/form-data; boundary=x' };
    const response = await fetch(`${portal.url}/dateien`, { method: 'POST', body: 'nichts davon', headers });
    expect([response.status, incoming()]).toEqual([400, []]);
  });

  it('is bounded by what the group may keep', async () => {
    const half = Buffer.alloc(45 * 2 ** 20, 'y');
    const first = await sent('lead', 'a.txt', half);
    const second = await sent('lead', 'b.txt', half);
    const response = await send('lead', 'c.txt', half);
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      400,
      expect.stringContaining('dürfen zusammen höchstens 120 MB groß sein'),
    ]);
    for (const { id } of [first, second]) {
      const body = new URLSearchParams({ intent: 'remove' });
      const headers = { ...headersOf('lead'), Origin: portal.url };
      const removed = await fetch(`${portal.url}/dateien/${id}`, { method: 'POST', body, headers, redirect: 'manual' });
      expect(removed.headers.get('location')).toBe(`/gruppen/sprache/sitzungen/1?entfernt=${id}#anlagen`);
      expect((await fetchFile('lead', id)).status).toBe(404);
    }
  });

  it('gives images of a text their size', async () => {
    expect(await sent('member', 'punkt.png', example.pixel, { document: paper })).toMatchObject({ width: 1, height: 1 });
    const response = await send('member', 'plan.pdf', example.pdf, { document: paper });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('ist kein Bild')]);
    await sent('member', 'plan.pdf', example.pdf, { document: paper, as: 'attachment' });
  });

  it('is the only thing that may bring so much', async () => {
    const large = (path: string, length: number) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(new URL(portal.url).port), 'localhost');
        socket.on('error', reject);
        socket.once('data', (answer) => {
          resolve(answer.toString().split('\r\n')[0]!);
          socket.destroy();
        });
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${portal.url}\r\nCookie: ${cookies.lead}\r\n` +
            `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`,
        );
      });
    expect(await large('/gruppen/sprache/sitzungen/1', 60 * 2 ** 20)).toContain('413');
    expect(await large('/dateien', 2 * 2 ** 30)).toContain('413');
  });
});

it('leaves nothing of an upload that breaks off, and goes on', async () => {
  const boundary = 'grenze';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n`;
  const socket = connect(Number(new URL(portal.url).port), 'localhost');
  socket.on('error', () => undefined);
  socket.write(
    `POST /dateien HTTP/1.1\r\nHost: localhost\r\nOrigin: ${portal.url}\r\nCookie: ${cookies.lead}\r\n` +
      `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 9000000\r\n\r\n${head}${'z'.repeat(2_000_000)}`,
  );
  await expect.poll(incoming).toHaveLength(1);
  socket.destroy();
  await expect.poll(incoming).toEqual([]);
  await expect.poll(() => portal.log()).toContain('an upload broke off');
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
});

describe('a file is served', () => {
  const policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

  it.each<[string, Buffer, string, string]>([
    ['Fahrplan Süd (neu).pdf', example.pdf, 'application/pdf', `inline; filename="Fahrplan Sud (neu).pdf"; filename*=UTF-8''Fahrplan%20S%C3%BCd%20%28neu%29.pdf`],
    ['Grüße "Łódź".docx', example.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', `attachment; filename="Grusse odz.docx"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22%C5%81%C3%B3d%C5%BA%22.docx`],
    ['Liste.csv', Buffer.from('a;b'), 'text/csv', `attachment; filename="Liste.csv"; filename*=UTF-8''Liste.csv`],
  ])('by what it is: %s', async (name, content, type, disposition) => {
    const { id } = await sent('lead', name, content);
    const response = await fetchFile('member', id);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': disposition,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store, no-transform',
      'cross-origin-resource-policy': 'same-origin',
      'content-length': String(content.length),
    });
  });

  it('in ranges, and by its head alone', async () => {
    const { id } = await sent('lead', 'ranges.pdf', Buffer.concat([example.pdf, Buffer.from('% ranges')]));
    const part = await fetchFile('member', id, { Range: 'bytes=5-7' });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '1.7', expect.stringMatching(/^bytes 5-7\//)]);
    expect((await fetchFile('member', id, { Range: 'bytes=900000-' })).status).toBe(416);
    const head = await fetchFile('member', id, {}, 'HEAD');
    expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([200, '', 'application/pdf']);
    expect((await fetchFile('stranger', id, {}, 'HEAD')).status).toBe(404);
  });

  it('images again only after asking again', async () => {
    const { id } = await sent('lead', 'punkt.png', example.pixel);
    const first = await fetchFile('member', id);
    const tag = first.headers.get('etag')!;
    expect([first.headers.get('cache-control'), first.headers.get('content-disposition')]).toEqual([
      'private, no-cache, no-transform',
      expect.stringMatching(/^inline/),
    ]);
    // As browsers ask; fetch in Node would forbid every cache.
    const asked = { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' };
    const again = await fetchFile('member', id, asked);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetchFile('stranger', id, asked)).status).toBe(404);
    expect((await fetchFile('visitor', id, asked)).status).toBe(302);
  });

  it('as what does not exist to those who may not read it', async () => {
    const { id } = await sent('lead', 'geheim.pdf', Buffer.concat([example.pdf, Buffer.from('% geheim')]));
    const missing = await (await fetchFile('stranger', 'a'.repeat(16))).text();
    const main = (html: string) => /<main\b.*<\/main>/s.exec(html)?.[0];
    for (const role of ['guest', 'partner', 'stranger'] as const) {
      const response = await fetchFile(role, id);
      const html = await response.text();
      expect([response.status, main(html)]).toEqual([404, main(missing)]);
      expect(response.headers.get('content-security-policy')).toContain('script-src');
    }
    const visitor = await fetchFile('visitor', id);
    expect([visitor.status, visitor.headers.get('location')]).toEqual([302, `/anmelden?weiter=${encodeURIComponent(`/dateien/${id}`)}`]);
  });
});

describe('the process', () => {
  it('forgets at its start what was half there when it was killed', async () => {
    const folder = join(portal.folder, 'files/incoming');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'halb'), 'halb');
    await portal.restart();
    expect(incoming()).toEqual([]);
  });

  it('copies files with the database while it serves', async () => {
    const content = Buffer.concat([example.pdf, Buffer.from('% Sicherung')]);
    await sent('lead', 'sicherung.pdf', content);
    const { status, stdout } = spawnSync(process.execPath, ['build/server.js', '--backup'], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: portal.folder },
      encoding: 'utf8',
    });
    const [database, files] = stdout.trim().split('\n') as [string, string];
    expect([status, existsSync(database)]).toEqual([0, true]);
    const copies = readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(copies.some(({ parentPath, name }) => readFileSync(join(parentPath, name)).equals(content))).toBe(true);
  });
});
