/**
 * What a style is for, told by its name in German and English, as Word, LibreOffice, Google Docs and the
 * portal itself write it.
 */
import type { Frame } from './drafts';

export type Role =
  | { kind: 'text' }
  | { kind: 'title' }
  | { kind: 'heading'; level: number }
  | { kind: 'caption' }
  | { kind: 'rule' }
  | { kind: 'contents' }
  /** In a cell that is a header. */
  | { kind: 'cellHeading' }
  | { kind: 'frame'; frame: Frame }
  /** What an export of the portal puts around a text: it is made anew with the next one. */
  | { kind: 'surroundings' };

const heading = /^(?:heading|überschrift|berschrift)([1-9])$/;
const named: readonly [RegExp, Role][] = [
  [/^(title|titel)$/, { kind: 'title' }],
  [/^(caption|beschriftung|illustration|abbildung|figure|drawing|bildunterschrift)$/, { kind: 'caption' }],
  [/^(horizontalline|horizontalrule|horizontalelinie|trennlinie)$/, { kind: 'rule' }],
  [/^(tocheading|toc\d|contentsheading|contents\d|verzeichnis\d|inhaltsverzeichnis.*)$/, { kind: 'contents' }],
  [/^(tableheading|tabellenüberschrift)$/, { kind: 'cellHeading' }],
  [
    /^(quote|intensequote|quotations?|blockquotation|blocktext|blockquote|zitat|intensiveszitat)$/,
    { kind: 'frame', frame: 'quote' },
  ],
  [/^(hinweis|callout|calloutnote)$/, { kind: 'frame', frame: 'note' }],
  [/^(wichtig|calloutimportant)$/, { kind: 'frame', frame: 'important' }],
  [/^(documenthead|seal)$/, { kind: 'surroundings' }],
];

/** The name without what programs write differently. */
const compact = (name: string) => name.toLowerCase().replaceAll('_20_', '').replace(/[\s_-]+/g, '');

/** @returns undefined for a name that says nothing */
export function roleOfStyle(name: string): Role | undefined {
  const plain = compact(name);
  const level = heading.exec(plain)?.[1];
  if (level) return { kind: 'heading', level: Number(level) };
  return named.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Words in this style name the callout that they stand in. */
export const namesCallout = (style: string): boolean => compact(style) === 'kind';

/** The program that a file was written by, where that is the portal. */
export const isOwn = (program: string): boolean => program.trim() === 'Bündnis-Portal';

const calloutNames: Record<string, Frame> = { hinweis: 'note', note: 'note', wichtig: 'important', important: 'important' };

/** What a callout is for, by the name that stands above it. */
export const calloutNamed = (name: string): Frame | undefined => calloutNames[name.trim().replace(/:$/, '').toLowerCase()];
