import { describe, expect, it } from 'vitest';
import { readNotice, redirectWith } from '~/services/notice.server';

/** What a browser sends back of the cookies of an answer. */
const sentBack = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');

describe('notices', () => {
  it('are never what somebody else wrote', async () => {
    const forged = btoa(JSON.stringify({ key: 'office:invited', values: { name: 'Rufen Sie 0900 an.', email: 'x' } }));
    expect(await readNotice(`notice=${forged}`, 'de')).toBeUndefined();
    expect(await readNotice(`notice=${encodeURIComponent(forged)}.c2lnbmVk`, 'de')).toBeUndefined();
    const own = sentBack(await redirectWith('/', 'meetings:planned', { number: 7 }));
    expect(await readNotice(own.replace('notice=', 'notice=x'), 'de')).toBeUndefined();
    expect(await readNotice('notice=', 'de')).toBeUndefined();
    expect(await readNotice(null, 'de')).toBeUndefined();
  });

  it('stay out of the address, and out of reach of scripts', async () => {
    const response = await redirectWith('/gruppen/x?seite=2#a', 'meetings:planned', { number: 7 }, ['a=b; Path=/']);
    expect(response.headers.get('Location')).toBe('/gruppen/x?seite=2#a');
    const [first, second] = response.headers.getSetCookie();
    expect(first).toBe('a=b; Path=/');
    expect(second).toMatch(/^notice=.+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('are told in the language of whoever reads, and then forgotten', async () => {
    const cookie = sentBack(await redirectWith('/', 'meetings:invited', { count: 3 }));
    const german = await readNotice(cookie, 'de');
    expect(german?.text).toMatch(/^3 Personen/);
    expect((await readNotice(cookie, 'en'))?.text).toMatch(/^3 people/);
    expect(german?.forget).toMatch(/^notice=; Max-Age=0; Path=\/;/);
  });
});
