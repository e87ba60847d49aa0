/** Pages that are kept for visitors: never out of date, never somebody else's, and the same as any other answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProfileVersionId } from '~db/values';
import { previewPath } from '~/features/alliance/profile';
import { profileDesk, publishProfile, saveProfile } from '~/features/alliance/profile.server';
import { named } from '../features/alliance/profiles';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';

let portal: ServedPortal;
let office: string;
let draft: ProfileVersionId;

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      const alliance: Alliance = await makeAlliance();
      const actor = await alliance.as('office');
      const save = async (name: string) => saveProfile(actor, named(name), (await profileDesk(actor)).basis);
      const first = await save('Erstes Bündnis');
      await publishProfile(actor, first, (await profileDesk(actor)).basis);
      draft = await save('Zweites Bündnis');
      office = await cookieOf(alliance.ids.office);
    },
  });
});

afterAll(async () => {
  await portal.stop();
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(portal.url + path, { method, headers, redirect: 'manual' });
const pageOf = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).text();

describe('what a visitor gets', () => {
  it('is the same each time, without a script, a cookie or a nonce, and may be kept as long as it is asked for again', async () => {
    const [first, second] = [await ask('/'), await ask('/')];
    expect(await first.text()).toBe(await second.text());
    expect(first.headers.get('set-cookie')).toBeNull();
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie');
    const policy = first.headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'none'");
    expect(policy).not.toContain('nonce');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not sent again to who has it', async () => {
    const etag = (await ask('/')).headers.get('etag')!;
    const again = await ask('/', { 'If-None-Match': `"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['br', 'gzip', 'identity'])('says the same as %s', async (encoding) => {
    const response = await ask('/', { 'Accept-Encoding': encoding });
    expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(await response.text()).toBe(await pageOf('/', { 'Accept-Encoding': 'deflate' }));
  });

  it('is told to HEAD without the page', async () => {
    const response = await ask('/', { 'Accept-Encoding': 'identity' }, 'HEAD');
    expect([response.status, Number(response.headers.get('content-length')) > 1000, await response.text()]).toEqual([200, true, '']);
  });

  it('is in the language of the browser, or the one that was chosen', async () => {
    expect(await pageOf('/', { 'Accept-Language': 'en' })).toContain('Erstes Bündnis (en)');
    expect(await pageOf('/', { 'Accept-Language': 'de' })).not.toContain('(en)');
    expect(await pageOf('/', { 'Accept-Language': 'de', Cookie: 'language=en' })).toContain('Erstes Bündnis (en)');
  });

  it('is a 404 where there is no such field, and the way to sign in where nobody may look', async () => {
    expect((await ask('/handlungsfelder/gibt-es-nicht')).status).toBe(404);
    expect((await ask('/heute')).headers.get('location')).toMatch(/^\/anmelden/);
  });
});

it('somebody who is signed in gets their own page, which no visitor is shown', async () => {
  const own = await ask('/', { Cookie: office });
  expect(await own.text()).toContain('Person office');
  expect(own.headers.get('cache-control')).toBe('no-store');
  expect(await pageOf('/')).not.toContain('Person office');
});

it('what is published is there at once, and a draft is not', async () => {
  expect(await pageOf('/')).toContain('Erstes Bündnis');
  const preview = await pageOf(previewPath(draft), { Cookie: office });
  expect(preview).toContain('Zweites Bündnis');
  expect(await pageOf('/')).not.toContain('Zweites');
  const [, basis] = /name="basis" value="([^"]+)"/.exec(preview)!;
  const answer = await fetch(portal.url + previewPath(draft), {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: office, Origin: portal.url },
    body: new URLSearchParams({ basis: basis! }),
  });
  expect(answer.status).toBe(302);
  expect(await pageOf('/')).toContain('Zweites Bündnis');
  expect(await pageOf('/kontakt')).toContain('<title>Kontakt – Zweites Bündnis</title>');
});
