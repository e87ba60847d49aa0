/** What an import could not take over as it was, for whoever reads it beside the new text. Runs anywhere. */

/** In the order in which they are told: what may be missing first, then what looks different. */
export const findingKinds = [
  /** Told by the state of tracked changes. */
  'trackedInsertion',
  'trackedDeletion',
  'trackedFormatting',
  /** Not in the text. */
  'comment',
  'embeddedObject',
  'imageKind',
  'imageMissing',
  'imageLinked',
  'imageMany',
  /** By those who keep files: too many pixels, or a virus. */
  'imageRefused',
  'tableOfContents',
  'headerFooter',
  'hiddenText',
  'html',
  /** In the text, in another form. */
  'textBox',
  'formula',
  'symbol',
  'nestedTable',
  'mergedCells',
  'blockInCell',
  'imageMoved',
  'deepHeading',
  'headingNumber',
  'numberFormat',
  'footnoteFormat',
  'longFootnote',
  'internalLink',
  'otherLink',
  'field',
  'code',
  /** Only its look is gone. */
  'underline',
  'strikethrough',
  'raised',
  'colour',
  'alignment',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that was found, how often, and the words of the first. */
export type Finding = { kind: FindingKind; count: number; example?: string };

const longestExample = 120;

/** Counts what is found while reading. */
export class Report {
  readonly #found = new Map<FindingKind, Finding>();

  /** @param example words by which one finds it in the original */
  add(kind: FindingKind, example = '', count = 1): void {
    const found = this.#found.get(kind) ?? { kind, count: 0 };
    found.count += count;
    const words = example.replace(/\s+/g, ' ').trim();
    if (!found.example && words) {
      found.example = words.length > longestExample ? `${words.slice(0, longestExample - 1)}…` : words;
    }
    this.#found.set(kind, found);
  }

  count(kind: FindingKind): number {
    return this.#found.get(kind)?.count ?? 0;
  }

  findings(): Finding[] {
    return findingKinds.flatMap((kind) => this.#found.get(kind) ?? []);
  }
}
