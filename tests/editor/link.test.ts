import { expect, test } from 'vitest';
import { linkTarget } from '~/editor/link';

test.each(['javascript:alert(1)', 'data:text/html,x', 'portal', 'a b.example', '', 'ftp://a.example', 'a@b', 'www.'])(
  '“%s” leads nowhere',
  (typed) => expect(linkTarget(typed)).toBeNull(),
);

test.each([
  ['https://portal.example/a?b=c', 'https://portal.example/a?b=c'],
  ['portal.example', 'https://portal.example'],
  [' www.portal.example/kurse ', 'https://www.portal.example/kurse'],
  ['ayse@verein.example', 'mailto:ayse@verein.example'],
  ['mailto:ayse@verein.example', 'mailto:ayse@verein.example'],
])('“%s” leads to %s', (typed, href) => expect(linkTarget(typed)).toBe(href));
