/**
 * Writes what one types into the shared text where one types it. y-tiptap compares the texts before
 * and after instead, which can't tell apart two letters that are the same: an "l" typed in front of
 * somebody else's "l" would be put behind it, into their word. What is more than words in one block, or
 * the division of one, is left to it. Runs anywhere.
 */
import { Extension } from '@tiptap/core';
import type { Mark, Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { isRemote } from './block-ids';
import type { DocumentNode, TextNode } from './document';
import { startingWithText, toElement } from './shared-document';
import { elementOf, offsetIn, spotIn, syncOf, type SharedType, type Sync } from './shared-places';

/** The others who are here, as far as it matters where their cursors are. */
export type Company = { clientID: number; getStates: () => Map<number, Record<string, unknown>> };

const formatsOf = (marks: readonly Mark[]) => Object.fromEntries(marks.map(({ type, attrs }) => [type.name, attrs]));

/** Deletes letters; false when there is more than letters. */
function erase(block: Y.XmlElement, from: number, to: number): boolean {
  const parts: [Y.XmlText, number, number][] = [];
  let at = 0;
  for (const part of block.toArray()) {
    const size = part instanceof Y.XmlText ? part.length : 1;
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, size)];
    at += size;
    if (start >= end) continue;
    if (!(part instanceof Y.XmlText)) return false;
    parts.push([part, start, end - start]);
  }
  for (const [run, start, length] of parts) run.delete(start, length);
  return true;
}

function runAt(block: Y.XmlElement, offset: number): [Y.XmlText, number] {
  const { run, index } = spotIn(block, offset);
  if (run) return [run, index];
  const next = block.toArray()[index];
  if (next instanceof Y.XmlText) return [next, 0];
  const made = new Y.XmlText();
  block.insert(index, [made]);
  return [made, 0];
}

/** What is written of a step, with the node that the block stands for now. */
type Written = { block: Y.XmlElement; node: Node };

function writeWords(block: Y.XmlElement, { from, to, slice }: ReplaceStep, before: Node, after: Node): Written | null {
  const texts = slice.content.content;
  const start = before.resolve(from).parentOffset;
  if (!texts.every((node) => node.isText) || !erase(block, start, start + to - from)) return null;
  let offset = start;
  for (const { text, marks } of texts) {
    const [run, index] = runAt(block, offset);
    run.insert(index, text!, formatsOf(marks));
    offset += text!.length;
  }
  return { block, node: after.resolve(from).parent };
}

/** Whether all the others who are in this block write behind an offset. */
function othersAreBehind(block: Y.XmlElement, offset: number, { doc }: Sync, company: Company | null): boolean {
  const offsets: number[] = [];
  for (const [client, state] of company?.getStates() ?? []) {
    const { head } = (state.cursor ?? {}) as { head?: unknown };
    if (client === company?.clientID || !head) continue;
    const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), doc);
    const theirs = found && (found.type === block || found.type.parent === block);
    if (theirs) offsets.push(offsetIn(block, found));
  }
  return offsets.length > 0 && offsets.every((theirs) => theirs > offset);
}

/**
 * Divides a block in front of where the others write in it: what is before that goes into a block of
 * its own, and their words stay where they are. The binding moves what is behind, and what they are
 * writing at that moment would not go with it.
 */
function writeDivision(
  block: Y.XmlElement,
  { from, to, slice }: ReplaceStep,
  before: Node,
  after: Node,
  sync: Sync,
  company: Company | null,
): Written | null {
  const isDivision =
    from === to && slice.openStart === 1 && slice.openEnd === 1 && slice.size === 2 && slice.content.childCount === 2;
  if (!isDivision) return null;
  const $from = before.resolve(from);
  const front = after.resolve(from).parent;
  const back = after.resolve(from + 2).parent;
  if (!back.sameMarkup($from.parent) || !othersAreBehind(block, $from.parentOffset, sync, company)) return null;
  if (!erase(block, 0, $from.parentOffset)) return null;
  const added = toElement(front.toJSON() as Exclude<DocumentNode, TextNode>);
  (block.parent as Y.XmlFragment).insert($from.index(-1), [added]);
  sync.binding.mapping.set(added, front);
  return { block, node: back };
}

/** Writes a step, when it is something in one block that the shared text knows as it was. */
function write(sync: Sync, step: Step, before: Node, after: Node, company: Company | null): boolean {
  if (!(step instanceof ReplaceStep)) return false;
  const { mapping } = sync.binding;
  const [$from, $to] = [before.resolve(step.from), before.resolve(step.to)];
  const block = $from.sameParent($to) && elementOf(sync.type, $from);
  if (!block || mapping.get(block) !== $from.parent) return false;
  const written =
    writeWords(block, step, before, after) ?? writeDivision(block, step, before, after, sync, company);
  if (!written) return false;
  // So that nothing is left to be found by comparing.
  for (const part of block.toArray()) mapping.delete(part);
  mapping.set(block, written.node);
  const $after = after.resolve(step.from);
  let element = block.parent as SharedType;
  for (let depth = $from.depth - 1; depth > 0 && mapping.get(element) === $from.node(depth); depth--) {
    mapping.set(element, $after.node(depth));
    element = element.parent as SharedType;
  }
  return true;
}

const key = new PluginKey<readonly Transaction[]>('ownWords');

export const OwnWords = Extension.create<{ company: Company | null }>({
  name: 'ownWords',
  // Before the binding compares.
  priority: 1001,
  addOptions: () => ({ company: null }),
  addProseMirrorPlugins() {
    const { company } = this.options;
    return [
      new Plugin<readonly Transaction[]>({
        key,
        /** What led from the last state of the view to this one. */
        state: {
          init: () => [],
          apply: (transaction, before) =>
            transaction.getMeta('appendedTransaction') ? [...before, transaction] : [transaction],
        },
        view: ({ state }) => {
          const doc = syncOf(state)?.doc;
          const stop = doc && startingWithText(doc, ySyncPluginKey);
          return {
            update: (view, before) => {
              const sync = syncOf(view.state);
              const transactions = key.getState(view.state)!;
              if (!sync?.addToHistory || transactions.some(isRemote) || transactions[0]?.before !== before.doc) return;
              const steps = transactions.flatMap(({ steps, docs, doc }) =>
                steps.map((step, index) => [step, docs[index]!, docs[index + 1] ?? doc] as const),
              );
              if (steps.length === 0) return;
              const writeThem = () => steps.every(([step, from, to]) => write(sync, step, from, to, company));
              sync.binding.mux(() => sync.doc.transact(writeThem, ySyncPluginKey));
            },
            destroy: () => stop?.(),
          };
        },
      }),
    ];
  },
});
