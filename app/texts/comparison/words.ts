/** What changed in the words of a block, and in how they are set. Runs anywhere. */
import type { Inline, Mark } from '~/editor/document';
import { type Likeness, marksKey, wordPattern } from './likeness';
import { Names, align } from './align';
import type { Stretch } from './comparison';

/** A word, what stands between two, or a node that can't be divided. `pieces` where its marks change inside. */
type Token = { key: string; pieces: Inline[] };

/** Compares two contents word by word. */
export function compareWords(before: readonly Inline[], after: readonly Inline[], likeness: Likeness): Stretch[] {
  const [a, b] = [tokensOf(before, likeness), tokensOf(after, likeness)];
  const names = new Names();
  const numbered = (tokens: Token[]) => tokens.map(({ key }) => names.of(key));
  return stretchesOf(a, b, withoutCrumbs(spansOf(align(numbered(a), numbered(b)), a.length, b.length), a));
}

function tokensOf(content: readonly Inline[], likeness: Likeness): Token[] {
  const tokens: Token[] = [];
  let run: { text: string; marks: Mark[] | undefined }[] = [];
  const endRun = () => {
    tokens.push(...tokensOfRun(run));
    run = [];
  };
  for (const node of content) {
    if (node.type === 'text') {
      run.push({ text: node.text, marks: node.marks });
    } else {
      endRun();
      tokens.push({ key: `${likeness.numberOf(node)}`, pieces: [node] });
    }
  }
  endRun();
  return tokens;
}

/** Words reach over the borders of marks: a half-bold word is one word. */
function tokensOfRun(run: readonly { text: string; marks: Mark[] | undefined }[]): Token[] {
  let [part, offset] = [0, 0];
  const take = (length: number): Inline[] => {
    const pieces: Inline[] = [];
    let left = length;
    while (left > 0) {
      const { text, marks } = run[part]!;
      const piece = text.slice(offset, offset + left);
      if (piece !== '') pieces.push(marks ? { type: 'text', text: piece, marks } : { type: 'text', text: piece });
      left -= piece.length;
      offset += piece.length;
      if (offset === text.length) [part, offset] = [part + 1, 0];
    }
    return pieces;
  };
  const words = run.map(({ text }) => text).join('').match(wordPattern) ?? [];
  return words.map((word) => ({ key: `"${word}`, pieces: take(word.length) }));
}

/** A stretch of tokens: equal on both sides, or exchanged. */
type Span = { equal: boolean; from: number; to: number; fromAfter: number; toAfter: number };

function spansOf(pairs: readonly (readonly [number, number])[], length: number, lengthAfter: number): Span[] {
  const spans: Span[] = [];
  let [at, atAfter] = [0, 0];
  const add = (equal: boolean, to: number, toAfter: number) => {
    if (at === to && atAfter === toAfter) return;
    const last = spans.at(-1);
    if (last?.equal === equal) Object.assign(last, { to, toAfter });
    else spans.push({ equal, from: at, to, fromAfter: atAfter, toAfter });
    [at, atAfter] = [to, toAfter];
  };
  for (const [place, placeAfter] of pairs) {
    add(false, place, placeAfter);
    add(true, place + 1, placeAfter + 1);
  }
  add(false, length, lengthAfter);
  return spans;
}

const isCrumb = (text: string) => text.length <= 3 && /^[\s\p{P}]*$/u.test(text);

/** A blank or comma left standing between two exchanged words belongs to what was exchanged. */
function withoutCrumbs(spans: readonly Span[], tokens: readonly Token[]): Span[] {
  const joined: Span[] = [];
  spans.forEach((span, index) => {
    const between = index > 0 && index < spans.length - 1;
    const text = () => tokens.slice(span.from, span.to).map(({ key }) => (key.startsWith('"') ? key.slice(1) : 'atom'));
    const equal = span.equal && !(between && span.to - span.from <= 3 && isCrumb(text().join('')));
    const last = joined.at(-1);
    if (last && !last.equal && !equal) Object.assign(last, { to: span.to, toAfter: span.toAfter });
    else joined.push({ ...span, equal });
  });
  return joined;
}

function stretchesOf(before: readonly Token[], after: readonly Token[], spans: readonly Span[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { equal, from, to, fromAfter, toAfter } of spans) {
    if (equal) {
      for (let at = from; at < to; at += 1) addPair(stretches, before[at]!.pieces, after[fromAfter + at - from]!.pieces);
      continue;
    }
    const pieces = (tokens: readonly Token[], start: number, end: number) =>
      tokens.slice(start, end).flatMap((token) => token.pieces);
    if (from < to) stretches.push({ kind: 'deleted', before: joinText(pieces(before, from, to)) });
    if (fromAfter < toAfter) stretches.push({ kind: 'inserted', after: joinText(pieces(after, fromAfter, toAfter)) });
  }
  for (const stretch of stretches) {
    if (stretch.kind !== 'kept' && stretch.kind !== 'formatted') continue;
    stretch.before = joinText(stretch.before);
    stretch.after = joinText(stretch.after);
  }
  return stretches;
}

function addPair(stretches: Stretch[], before: Inline[], after: Inline[]): void {
  const kind = setAlike(before) === setAlike(after) ? 'kept' : 'formatted';
  const last = stretches.at(-1);
  if (last?.kind !== kind) return void stretches.push({ kind, before: [...before], after: [...after] });
  last.before.push(...before);
  last.after.push(...after);
}

/** How each letter of some pieces is set. */
const setAlike = (pieces: readonly Inline[]): string =>
  joinText(pieces)
    .map((node) => (node.type === 'text' ? `${node.text.length} ${marksKey(node.marks)}` : ''))
    .join('\n\n');

/** Pieces of text that are set alike, as one. */
function joinText(pieces: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.type === 'text' && piece.type === 'text' && marksKey(last.marks) === marksKey(piece.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}
