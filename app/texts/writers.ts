/**
 * Who wrote what in a text, letter by letter: who put each letter in its place. Whoever splits or moves
 * a paragraph puts its letters in a new place; Yjs knows no other way. Runs anywhere.
 */
import * as Y from 'yjs';
import type { PersonId, TextKind } from '~db/values';
import type { DocumentNode, TextDocument } from '~/editor/document';
import { nodeSize } from '~/editor/positions';
import { type Origins, documentFromYDoc } from '~/editor/shared-document';
import { holdsWords } from './word-blocks';

/** From this clock on the letters of the client are this person's; nobody's where that is null. */
export type AuthorRow = { clientId: number; fromClock: number; personId: PersonId | null };

/** A stretch of a document, in its positions; null where nobody is known. */
export type Run = { from: number; to: number; personId: PersonId | null };

/** The stretches of a shared text by their authors, in the positions of the document it stands for. */
export function authorsOf(ydoc: Y.Doc, kind: TextKind, rows: readonly AuthorRow[]): Run[] {
  const origins: Origins = new Map();
  const document = documentFromYDoc(ydoc, kind, origins);
  return new Authors(origins, rows).of(document);
}

class Authors {
  private readonly runs: Run[] = [];
  private readonly rows = new Map<number, AuthorRow[]>();
  private readonly read: ReadonlySet<Y.XmlElement>;

  constructor(
    private readonly origins: Origins,
    rows: readonly AuthorRow[],
  ) {
    this.read = new Set(origins.values());
    for (const row of [...rows].sort((a, b) => a.fromClock - b.fromClock)) {
      const ofClient = this.rows.get(row.clientId);
      if (ofClient) ofClient.push(row);
      else this.rows.set(row.clientId, [row]);
    }
  }

  of(document: TextDocument): Run[] {
    this.blocks(document.content, 0);
    return this.runs;
  }

  private blocks(nodes: readonly DocumentNode[], start: number): void {
    let at = start;
    for (const node of nodes) {
      const element = this.origins.get(node);
      if (element && holdsWords(node)) this.words(element, at + 1);
      else if ('content' in node) this.blocks(node.content, at + 1);
      else if (element) this.add(at, element._item!.id, 1);
      at += nodeSize(node);
    }
  }

  /** The words of a block: its runs of text, and between them what can't be divided. */
  private words(element: Y.XmlElement, start: number): void {
    let at = start;
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) at = this.letters(child, at);
      else if (child instanceof Y.XmlElement && this.read.has(child)) this.add(at++, child._item!.id, 1);
    }
  }

  private letters(text: Y.XmlText, start: number): number {
    let at = start;
    for (let item = text._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      this.add(at, item.id, item.length);
      at += item.length;
    }
    return at;
  }

  /** Letters that follow each other, of one client: of one person, or of several who took turns. */
  private add(at: number, { client, clock }: Y.ID, length: number): void {
    const rows = this.rows.get(client) ?? [];
    let row = rows.findLastIndex(({ fromClock }) => fromClock <= clock);
    for (let done = 0; done < length; row += 1) {
      const end = Math.min((rows[row + 1]?.fromClock ?? Infinity) - clock, length);
      this.extend(at + done, at + end, rows[row]?.personId ?? null);
      done = end;
    }
  }

  private extend(from: number, to: number, personId: PersonId | null): void {
    const last = this.runs.at(-1);
    if (last?.to === from && last.personId === personId) last.to = to;
    else this.runs.push({ from, to, personId });
  }
}

/** Who wrote in a stretch, without those who are not known, in the order of their first words. */
export function writersIn(runs: readonly Run[], from: number, to: number): PersonId[] {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  const found = new Set<PersonId>();
  for (let at = low; at < runs.length && runs[at]!.from < to; at += 1) {
    const { personId } = runs[at]!;
    if (personId !== null) found.add(personId);
  }
  return [...found];
}
