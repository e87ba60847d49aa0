/** What an import is bound by. Runs anywhere. */
export const importLimits = {
  /** Bytes of the file. */
  file: 50 * 2 ** 20,
  /** Entries of its zip. */
  entries: 5_000,
  /** What all parts of it together may become when they are unpacked, in bytes. */
  unpacked: 400 * 2 ** 20,
  /** What a part made of XML may become; a thousand pages need a third of it. */
  xml: 100 * 2 ** 20,
  /** How many times larger than packed a part of more than a megabyte may become. */
  ratio: 300,
  /** Elements within each other. */
  depth: 250,
  /** XML elements of one block, such as a table. */
  elements: 500_000,
  /** Characters of a Markdown file. */
  markdown: 5_000_000,
  /** Columns of a table. */
  columns: 100,
  words: 250_000,
  blocks: 50_000,
  images: 500,
} as const;
