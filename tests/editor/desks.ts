/**
 * Several who write in one text, without a browser: the editor's own extensions on a view that draws
 * nothing. What each of them does reaches the others only when the test says so.
 */
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { joinBackward, splitBlock } from '@tiptap/pm/commands';
import { EditorState, TextSelection, type Command, type PluginView, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, undo } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { emptySection, fragmentName, type MinutesDocument } from '~/editor/document';
import { OwnCursor } from '~/editor/own-cursor';
import { OwnWords } from '~/editor/own-words';
import { minutesExtensions } from '~/editor/minutes-schema';
import { documentToUpdate } from '~/editor/shared-document';
import { syncOf } from '~/editor/shared-places';

type Key = 'Enter' | 'Backspace' | 'Undo';

/** Somebody at a screen of their own. */
export class Desk {
  readonly doc = new Y.Doc();
  state: EditorState;
  /** What was done here, in order, and where the cursor was then; and how much of it the others have. */
  private readonly done: { update: Uint8Array; cursor: unknown }[] = [];
  private readonly given = new Map<Desk, number>();
  private readonly view: EditorView;
  private readonly views: PluginView[] = [];
  /** What the browser has selected, when it has not told the editor. */
  private marked: Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset'> | null = null;
  /** Where the others were when they were heard last. */
  private readonly cursors = new Map<number, Record<string, unknown>>();

  constructor(text: Uint8Array, clientID: number) {
    this.doc.clientID = clientID;
    Y.applyUpdate(this.doc, text);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!(origin instanceof Desk)) this.done.push({ update, cursor: this.cursor });
    });
    const { schema, extensionManager } = new Editor({
      element: null,
      enablePasteRules: false,
      content: { type: 'doc', content: [emptySection()] },
      extensions: [
        ...minutesExtensions(),
        Collaboration.configure({ fragment: this.doc.getXmlFragment(fragmentName) }),
        OwnWords.configure({ company: { clientID, getStates: () => this.cursors } }),
        OwnCursor,
      ],
    });
    this.state = EditorState.create({ schema, plugins: extensionManager.plugins });
    const stateNow = () => this.state;
    const marked = () => this.marked;
    this.view = {
      get state() {
        return stateNow();
      },
      dispatch: this.dispatch,
      hasFocus: () => this.marked !== null,
      posAtDOM: (_node: unknown, offset: number) => offset,
      dom: {
        ownerDocument: Object.assign(new EventTarget(), { getSelection: marked }),
        contains: () => true,
      },
    } as unknown as EditorView;
    for (const { spec } of this.state.plugins) {
      const made = spec.view?.(this.view);
      if (made) this.views.push(made);
    }
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const { update } of this.views) update?.(this.view, before);
  };

  type(words: string): void {
    for (const letter of words) this.dispatch(this.state.tr.insertText(letter));
  }

  press(key: Key): void {
    if (!this.tryTo(key)) throw new Error(`nothing came of ${key}`);
  }

  /** @returns whether something came of it */
  tryTo(key: Key): boolean {
    if (key === 'Enter') return splitBlock(this.state, this.dispatch);
    if (key === 'Undo') return (undo as Command)(this.state, this.dispatch);
    const { from, $from } = this.state.selection;
    if ($from.parentOffset === 0) return joinBackward(this.state, this.dispatch);
    this.dispatch(this.state.tr.delete(from - 1, from));
    return true;
  }

  /** Puts the cursor into a block of words, after so many letters; else to its end. */
  clickInto(block: number, letters?: number): void {
    const { node, start } = this.blocks[block]!;
    const selection = TextSelection.create(this.state.doc, start + (letters ?? node.content.size));
    this.dispatch(this.state.tr.setSelection(selection));
  }

  /** The same, but the browser has not yet told the editor. */
  clickUntold(block: number): void {
    const { node, start } = this.blocks[block]!;
    const paper = { parentElement: { isContentEditable: true } } as Element;
    const offset = start + node.content.size;
    this.marked = { anchorNode: paper, anchorOffset: offset, focusNode: paper, focusOffset: offset };
  }

  private get blocks() {
    const found: { node: EditorState['doc']; start: number }[] = [];
    this.state.doc.descendants((node, at) => {
      if (node.isTextblock) found.push({ node, start: at + 1 });
    });
    return found;
  }

  /** The words of each block; `|` is where the cursor is. */
  get shown(): string[] {
    const { head } = this.state.selection;
    return this.blocks.map(({ node, start }) => {
      const text = node.textBetween(0, node.content.size, '', '*');
      const at = head - start;
      return at < 0 || at > text.length ? text : `${text.slice(0, at)}|${text.slice(at)}`;
    });
  }

  get words(): string[] {
    return this.blocks.map(({ node }) => node.textBetween(0, node.content.size, '', '*'));
  }

  /** Takes in the next so many things another one did; else all of them. */
  hear(other: Desk, count = Infinity): void {
    const from = other.given.get(this) ?? 0;
    const updates = other.done.slice(from, from + count);
    other.given.set(this, from + updates.length);
    for (const { update, cursor } of updates) {
      Y.applyUpdate(this.doc, update, this);
      this.cursors.set(other.doc.clientID, { cursor });
    }
  }

  /** As everybody tells the others. */
  private get cursor(): unknown {
    const { type, binding } = syncOf(this.state)!;
    const { head } = this.state.selection;
    return { head: Y.relativePositionToJSON(absolutePositionToRelativePosition(head, type, binding.mapping as never)) };
  }
}

/** Everybody hears everything; those who write by themselves when they hear something, too. */
export function meet(...desks: Desk[]): void {
  for (let round = 0; round < 3; round++) {
    for (const desk of desks) for (const other of desks) if (desk !== other) desk.hear(other);
  }
}

export const desksAt = (document: MinutesDocument, ...clientIDs: number[]): Desk[] => {
  const text = documentToUpdate(document);
  return clientIDs.map((clientID) => new Desk(text, clientID));
};
