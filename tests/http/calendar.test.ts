/** Calendars over HTTP, as calendar programs fetch them: without a session, again and again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAddress, newKey } from '~/features/calendar/addresses.server';
import { allGroups } from '~/features/calendar/calendar';
import { inviteToMeeting } from '~/features/meetings/invitations.server';
import { meetingIn, withItems } from '../features/meetings/meeting-maker';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { readCalendar } from '../setup/ical';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';

let portal: ServedPortal;
let alliance: Alliance;
let path: string;
let token: string;
let cookie: string;

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      alliance = await makeAlliance();
      const { id } = await meetingIn(alliance);
      await withItems(alliance, id, 'Sprachkurse für Geflüchtete');
      await inviteToMeeting(await alliance.as('lead'), id, []);
      const { url } = await makeAddress(await alliance.as('member'), { key: newKey(), name: 'Handy', group: allGroups, tasks: true });
      path = new URL(url).pathname;
      token = /([\w-]{32})\.ics$/.exec(path)![1]!;
      cookie = await cookieOf(alliance.ids.member);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

const get = (address: string, init: RequestInit = {}) => fetch(portal.url + address, { redirect: 'manual', ...init });

describe('refused', () => {
  it('is every address but the one that was given, in plain words and without a way to sign in', async () => {
    for (const wrong of [`/kalender/${'a'.repeat(32)}.ics`, '/kalender/x.ics', path.replace(/.\.ics$/, '!.ics'), `${path}.data`, '/kalender/%00.ics']) {
      const response = await get(wrong);
      expect([wrong, response.status, response.headers.get('content-type')]).toEqual([wrong, 404, 'text/plain; charset=utf-8']);
      expect(response.headers.get('location')).toBeNull();
    }
  });

  it('is to change anything there, and the log does not say where', async () => {
    const response = await get(path, { method: 'POST', headers: { Origin: 'https://fremd.example' } });
    expect(response.status).toBe(403);
    await expect.poll(() => portal.log()).toContain('a foreign origin was refused');
    expect(portal.log()).not.toContain(token);
  });
});

describe('the calendar', () => {
  it('comes to whoever has the address, and is nobody else’s', async () => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
    expect(response.headers.get('set-cookie')).toBeNull();
    const { method, events } = readCalendar(await response.text());
    expect([method, events.map(({ summary }) => summary)]).toEqual(['PUBLISH', ['AG sprache: 1. Sitzung']]);
    expect(events[0]!.description).toContain('Sprachkurse für Geflüchtete');
    expect(events[0]!.url).toBe(`${portal.url}/gruppen/sprache/sitzungen/1`);
  });

  it('is not sent again while it says the same, packed or not', async () => {
    const etags = [];
    for (const encoding of ['gzip', 'identity']) {
      const first = await get(path, { headers: { 'Accept-Encoding': encoding } });
      await first.text();
      const etag = first.headers.get('etag')!;
      etags.push(etag);
      const second = await get(path, { headers: { 'If-None-Match': etag } });
      expect([second.status, await second.text(), second.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect(new Set(etags).size).toBe(1);
  });

  it('can be asked for by HEAD, which says what GET says', async () => {
    const [head, whole] = [await get(path, { method: 'HEAD' }), await get(path)];
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['content-type', 'etag', 'last-modified']) expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it('comes without the ending of its address, too', async () => {
    expect((await get(`/kalender/${token}`)).headers.get('etag')).toBe((await get(path)).headers.get('etag'));
  });

  it('does not care who is signed in', async () => {
    const response = await get(path, { headers: { Cookie: cookie } });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
  });

  it('leaves no trace of its address in the log', () => {
    expect(portal.log()).not.toContain(token);
  });
});

it('a page shows an address once: it is in no later answer', async () => {
  const form = new URLSearchParams({ intent: 'make', key: newKey(), name: 'Tablet', group: allGroups });
  const headers = { Cookie: cookie, Origin: portal.url, 'Content-Type': 'application/x-www-form-urlencoded' };
  const made = await get('/konto/kalender', { method: 'POST', body: form.toString(), headers });
  expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
  const shown = /\/kalender\/([\w-]{32})\.ics/.exec(await made.text())![1]!;
  expect((await get(`/kalender/${shown}.ics`)).status).toBe(200);
  const later = await (await get('/konto/kalender', { headers: { Cookie: cookie } })).text();
  expect(later).toContain('Tablet');
  expect(later).not.toContain(shown);
});
