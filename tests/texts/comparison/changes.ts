/** Reads both states off a comparison, and makes documents that differ, for tests. */
import type { DocumentNode, Inline, TextDocument } from '~/editor/document';
import type { Change, Comparison, Stretch } from '~/texts/comparison/comparison';

type Side = 'before' | 'after';

/** The blocks of one side, put together from what the comparison says of each. */
export function sideOf({ changes }: Comparison, side: Side): DocumentNode[] {
  return joined(nodesOf(changes, side));
}

function nodesOf(changes: readonly Change[], side: Side): DocumentNode[] {
  return changes.flatMap((change): DocumentNode[] => {
    switch (change.kind) {
      case 'kept':
        return [change[side]];
      case 'inserted':
        return side === 'after' ? [change.after] : [];
      case 'deleted':
      case 'movedFrom':
        return side === 'before' ? [change.before] : [];
      case 'movedTo':
        return side === 'after' ? [change.changed ? nodeOf(change.changed, side) : change.after] : [];
      case 'changed':
        return [nodeOf(change, side)];
    }
  });
}

function nodeOf({ content, ...change }: Extract<Change, { kind: 'changed' }>, side: Side): DocumentNode {
  if (!content) return change[side];
  const inner = content.kind === 'nodes' ? nodesOf(content.changes, side) : wordsOf(content.stretches, side);
  return { ...change[side], content: inner } as DocumentNode;
}

const wordsOf = (stretches: readonly Stretch[], side: Side): Inline[] =>
  stretches.flatMap((stretch) => (side in stretch ? (stretch as Record<Side, Inline[]>)[side] : []));

/** The same nodes, runs of text that are set alike as one: as every text is read. */
export function joined(nodes: readonly DocumentNode[]): DocumentNode[] {
  const all: DocumentNode[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks)) {
      all[all.length - 1] = { ...last, text: last.text + node.text };
    } else {
      all.push('content' in node ? ({ ...node, content: joined(node.content) } as DocumentNode) : node);
    }
  }
  return all;
}

/** Random numbers that are the same in each run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Holder = { content: DocumentNode[] };

/** A copy of a document in which something was edited, whatever kinds of node it holds. */
export function edited<Document extends TextDocument>(document: Document, roll: (sides: number) => number): Document {
  const copy = structuredClone(document);
  for (let edits = roll(6) + 1; edits > 0; edits -= 1) {
    const holders: Holder[] = [];
    const gather = (node: Holder) => {
      holders.push(node);
      for (const child of node.content) if ('content' in child) gather(child as Holder);
    };
    gather(copy as Holder);
    edit(holders[roll(holders.length)]!, holders, roll);
  }
  return copy;
}

function edit(holder: Holder, holders: readonly Holder[], roll: (sides: number) => number): void {
  const { content } = holder;
  const at = roll(content.length + 1);
  const node = content[at];
  switch (roll(5)) {
    case 0:
      if (content.length > 1) content.splice(at, 1);
      return;
    case 1:
      if (node) content.splice(roll(content.length + 1), 0, structuredClone(node));
      return;
    case 2: {
      // To another place that may hold it: that of one of its kind.
      const other = holders.find(({ content: [first] }) => first && first.type === node?.type && roll(3) === 0);
      if (other && node && content.length > 1 && !JSON.stringify(node).includes(JSON.stringify(other))) {
        content.splice(at, 1);
        other.content.push(node);
      }
      return;
    }
    case 3:
      if (node?.type === 'text') node.text = `${node.text.slice(0, roll(node.text.length))} neu ${node.text.slice(roll(node.text.length))}`;
      else if (node && 'attrs' in node) change(node.attrs as Record<string, unknown>, roll);
      return;
    case 4:
      if (node?.type === 'text') node.marks = roll(2) === 0 ? [{ type: 'bold' }] : [{ type: 'link', attrs: { href: 'https://a.example/' } }];
  }
}

function change(attrs: Record<string, unknown>, roll: (sides: number) => number): void {
  const open = Object.entries(attrs).filter(([name]) => !['tone', 'result', 'due'].includes(name));
  const [name, value] = open[roll(open.length)] ?? ['', null];
  if (typeof value === 'number') attrs[name] = roll(3) + 2;
  if (typeof value === 'string') attrs[name] = `neu ${roll(100)}`;
  if (typeof value === 'boolean') attrs[name] = !value;
}
