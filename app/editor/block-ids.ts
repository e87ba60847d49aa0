/**
 * Ids of decisions and action items. The register and the task list know a block by its id, so each
 * has one of its own: made on insertion, and made anew for a copy. Runs anywhere.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';

/** A new unguessable id of 16 characters. */
export const newBlockId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte & 31]).join('');

/** Whether a change came from the others (or from an undo), not from this person's hand. */
export const isRemote = (transaction: Transaction): boolean =>
  transaction.getMeta(ySyncPluginKey) !== undefined;

type Placed = { node: Node; at: number };

function recordsOf(doc: Node): Placed[] {
  const found: Placed[] = [];
  doc.descendants((node, at) => {
    if (node.type.spec.group === 'record') found.push({ node, at });
    return !node.isTextblock;
  });
  return found;
}

/** Where each id stands after the changes, going by where it stood before them. */
function homesOf(before: EditorState, transactions: readonly Transaction[]): Map<string, number> {
  const homes = new Map<string, number>();
  for (const { node, at } of recordsOf(before.doc)) {
    const id = String(node.attrs.blockId);
    if (!homes.has(id)) homes.set(id, transactions.reduce((place, { mapping }) => mapping.map(place), at));
  }
  return homes;
}

/** Blocks that need a new id: those without one, and copies of a block that is still there. */
function newcomers(doc: Node, homes: ReadonlyMap<string, number>): Placed[] {
  const records = recordsOf(doc);
  const keepers = new Map<string, number>();
  for (const { node, at } of records) {
    const id = String(node.attrs.blockId);
    if (!keepers.has(id) || homes.get(id) === at) keepers.set(id, at);
  }
  return records.filter(({ node, at }) => node.attrs.blockId === '' || keepers.get(node.attrs.blockId) !== at);
}

export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('blockIds'),
      appendTransaction: (transactions, before, after) => {
        if (!transactions.some((transaction) => transaction.docChanged && !isRemote(transaction))) return null;
        const blocks = newcomers(after.doc, homesOf(before, transactions));
        if (blocks.length === 0) return null;
        const transaction = after.tr;
        for (const { node, at } of blocks) {
          // A copy is another decision: the number belongs to the one it was given to.
          const number = 'number' in node.attrs ? { number: null } : {};
          transaction.setNodeMarkup(at, undefined, { ...node.attrs, ...number, blockId: newBlockId() });
        }
        return transaction;
      },
    }),
  ],
});
