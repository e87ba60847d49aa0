import { describe, expect, it, vi } from 'vitest';
import { noncePlace, rendered, withNonce } from '~/services/rendered.server';

const page = (html: string, whole = true) => vi.fn(() => Promise.resolve({ html, whole }));
const said = (text: string) => new TextEncoder().encode(text);

describe('a page', () => {
  it('is rendered once for the same address, words and data', async () => {
    const render = page('one');
    await rendered(['/one', 'de', said('data')], render);
    await rendered(['/one', 'de', said('data')], render);
    expect(render).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another address', ['/other', 'de', said('data')]],
    ['another language', ['/two', 'en', said('data')]],
    ['other data, such as the name of another person', ['/two', 'de', said('date')]],
    ['the same letters in other places', ['/twod', 'e', said('data')]],
  ])('is another one for %s', async (_, other) => {
    await rendered(['/two', 'de', said('data')], page('this'));
    const { pieces } = await rendered(other, page('that'));
    expect(pieces.join('')).toBe('that');
  });

  it('is not kept when a part of it failed', async () => {
    const failing = page('half', false);
    expect((await rendered(['/half'], failing)).whole).toBe(false);
    const whole = page('whole');
    await rendered(['/half'], whole);
    expect(whole).toHaveBeenCalledTimes(1);
  });

  it('has in each answer the nonce of that answer alone', async () => {
    const render = page(`<script nonce="${noncePlace}">Grüße</script><link nonce="${noncePlace}">`);
    const answers = await Promise.all(
      ['first', 'second'].map(async (nonce) => Buffer.from(withNonce(await rendered(['/nonce'], render), nonce)).toString()),
    );
    expect(answers).toEqual([
      '<script nonce="first">Grüße</script><link nonce="first">',
      '<script nonce="second">Grüße</script><link nonce="second">',
    ]);
  });

  it('goes when too much is kept, those asked for lately last', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const [first, second] = [page(megabyte), page(megabyte)];
    await rendered(['/first'], first);
    await rendered(['/second'], second);
    for (let at = 0; at < 6; at += 1) await rendered([`/more/${at}`], page(megabyte));
    await rendered(['/first'], first);
    await rendered(['/last'], page(megabyte));
    await rendered(['/first'], first);
    await rendered(['/second'], second);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
  });
});
