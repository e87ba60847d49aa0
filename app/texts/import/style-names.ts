/** What a style is for, told by its name in German and English, as Word, LibreOffice and Google Docs write it. */
import type { Frame } from './drafts';

export type Role =
  | { kind: 'text' }
  | { kind: 'title' }
  | { kind: 'heading'; level: number }
  | { kind: 'caption' }
  | { kind: 'rule' }
  | { kind: 'contents' }
  | { kind: 'frame'; frame: Frame };

const heading = /^(?:heading|überschrift|berschrift)\s*([1-9])$/;
const named: readonly [RegExp, Role][] = [
  [/^(title|titel)$/, { kind: 'title' }],
  [/^(caption|beschriftung|illustration|abbildung|figure|drawing|bildunterschrift)$/, { kind: 'caption' }],
  [/^(horizontal line|horizontale linie|trennlinie)$/, { kind: 'rule' }],
  [/^(toc heading|toc \d|contents heading|contents \d|verzeichnis ?\d|inhaltsverzeichnis.*)$/, { kind: 'contents' }],
  [
    /^(quote|intense quote|quotations?|block quotation|block text|block quote|blockquote|zitat|intensives zitat|blocktext)$/,
    { kind: 'frame', frame: 'quote' },
  ],
  [/^(hinweis|note|callout)$/, { kind: 'frame', frame: 'note' }],
  [/^(wichtig|important)$/, { kind: 'frame', frame: 'important' }],
];

/** @returns undefined for a name that says nothing */
export function roleOfStyle(name: string): Role | undefined {
  const plain = name.trim().toLowerCase().replaceAll('_20_', ' ').replaceAll('_', ' ');
  const level = heading.exec(plain)?.[1];
  if (level) return { kind: 'heading', level: Number(level) };
  return named.find(([pattern]) => pattern.test(plain))?.[1];
}
