/** Ending mails over HTTP, as mail programs do it with one click (RFC 8058). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsubscribePath } from '~/news/unsubscribe.server';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { type ServedPortal, servePortal } from '../setup/portal';

let portal: ServedPortal;
let alliance: Alliance;
let path: string;

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      alliance = await makeAlliance();
      path = await unsubscribePath(undefined, { personId: alliance.ids.member, kind: 'review', groupId: null });
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

const post = (body: BodyInit) => fetch(portal.url + path, { method: 'POST', body, redirect: 'manual' });
const page = async () => (await fetch(portal.url + path, { headers: { 'Accept-Language': 'de' } })).text();

describe('one click in a mail program', () => {
  it.each(['multipart/form-data', 'application/x-www-form-urlencoded'])('is answered plainly, without a way on or a cookie (%s)', async (type) => {
    const body = type.startsWith('multipart') ? new FormData() : new URLSearchParams();
    body.set('List-Unsubscribe', 'One-Click');
    const response = await post(body);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await page()).toContain('Abbestellt');
  });

  it('is no click on the page, which says what happened', async () => {
    const response = await post(new URLSearchParams());
    expect([response.status, response.headers.get('location')]).toEqual([302, path]);
  });
});
