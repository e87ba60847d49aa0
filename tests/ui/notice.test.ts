import { describe, expect, it } from 'vitest';
import { noticePath, readNotice } from '~/ui/notice';

describe('notices', () => {
  it('travel in the address as a key and values, and keep the rest of it', () => {
    const path = noticePath('/gruppen/x?seite=2#a', 'meetings:planned', { number: 7, name: 'Öl & Ärger' });
    expect(path).toMatch(/^\/gruppen\/x\?seite=2&/);
    expect(path).toMatch(/#a$/);
    expect(readNotice(new URL(path, 'http://x.example').search)).toEqual({
      namespace: 'meetings',
      key: 'meetings:notice.planned',
      values: { number: '7', name: 'Öl & Ärger' },
    });
  });

  it('carry a count as the number that plurals are chosen by', () => {
    const counted = (text: string) => readNotice(`?hinweis=meetings:invited&h.count=${text}`)?.values;
    expect(counted('3')).toEqual({ count: 3 });
    expect(counted('drei')).toEqual({ count: 'drei' });
  });

  it('refuse anything that is not a key', () => {
    expect(readNotice('?hinweis=Bitte+rufen+Sie+0900+an')).toBeUndefined();
    expect(readNotice('?hinweis=common:a.b')).toBeUndefined();
    expect(readNotice('')).toBeUndefined();
  });
});
