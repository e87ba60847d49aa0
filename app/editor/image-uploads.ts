/**
 * Images on their way into a paper. Until one has arrived, its place is kept by a line that says how far
 * it is: a decoration, which only who sends it sees. Browser.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { isRemote } from './block-ids';
import { anchorAt, positionAt, type Anchor } from './comments';
import { openingAt } from './opened-node';
import { UploadRefused, type UploadImage, type UploadedImage } from './upload.client';

export type UploadWords = {
  /** "foto.jpg wird hochgeladen" */
  sending: (name: string) => string;
  failed: string;
  cancel: string;
  retry: string;
  remove: string;
};

/** Asked as late as an image is sent: page and language may have changed since the editor was made. */
export type UploadOptions = { upload: () => UploadImage | undefined; words: () => UploadWords };

/** One image on its way. */
type Sending = {
  file: File;
  /** Where it was put into the text, which moves with the words around it. */
  anchor: Anchor;
  at: number;
  /** Which of those that came at once, so that they stand in their order. */
  batch: Map<string, number>;
  order: number;
  line: HTMLElement;
  /** Something was typed here since. */
  typedSince: boolean;
};

const key = new PluginKey<readonly Sending[]>('imageUploads');

type Change = { add: readonly Sending[] } | { remove: Sending };

/** The block boundary at a place in the text: in front of an empty paragraph, else behind the block. */
function boundaryAt(doc: Node, at: number): { at: number; isFree: boolean } {
  const $at = doc.resolve(Math.min(at, doc.content.size));
  if ($at.depth === 0) return { at: $at.pos, isFree: false };
  const block = $at.node(1);
  const isFree = block.type.name === 'paragraph' && block.content.size === 0;
  return { at: isFree ? $at.before(1) : $at.after(1), isFree };
}

/** Where an image goes among those that came with it and have arrived already. */
function placeFor(doc: Node, { at, batch, order }: Sending): number {
  const boundary = boundaryAt(doc, at);
  let place = boundary.at;
  const orderOf = (node: Node | null | undefined) =>
    node?.type.name === 'image' ? batch.get(String(node.attrs.fileId)) : undefined;
  if (boundary.isFree) {
    for (;;) {
      const before = doc.resolve(place).nodeBefore;
      if ((orderOf(before) ?? -1) <= order) return place;
      place -= before!.nodeSize;
    }
  }
  for (;;) {
    const behind = doc.resolve(place).nodeAfter;
    if ((orderOf(behind) ?? Infinity) >= order) return place;
    place += behind!.nodeSize;
  }
}

function button(label: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', onClick);
  return made;
}

class Uploads {
  constructor(
    private readonly view: EditorView,
    private readonly options: UploadOptions,
  ) {}

  /** Sends images; each appears in its place once it has arrived. */
  send(files: readonly File[], at = this.view.state.selection.from): void {
    const anchor = anchorAt(this.view.state, at);
    if (!anchor) return;
    const batch = new Map<string, number>();
    const sendings = files.map((file, order): Sending => {
      const line = document.createElement('div');
      line.className = 'm-uploading';
      line.contentEditable = 'false';
      return { file, anchor, at, batch, order, line, typedSince: false };
    });
    this.view.dispatch(this.view.state.tr.setMeta(key, { add: sendings } satisfies Change));
    for (const sending of sendings) void this.transfer(sending);
  }

  private async transfer(sending: Sending): Promise<void> {
    const { file, line } = sending;
    const words = this.options.words();
    const upload = this.options.upload();
    if (!upload) return this.end(sending);
    const abort = new AbortController();
    const progress = document.createElement('progress');
    progress.max = 1;
    progress.setAttribute('aria-label', words.sending(file.name));
    const name = document.createElement('span');
    name.textContent = words.sending(file.name);
    line.replaceChildren(name, progress, button(words.cancel, () => abort.abort()));
    try {
      const image = await upload(file, (part) => (progress.value = part), abort.signal);
      this.insert(sending, image);
    } catch (error) {
      if (abort.signal.aborted) return this.endAndFocus(sending);
      this.showFailure(sending, error instanceof UploadRefused ? error.message : words.failed);
    }
  }

  private showFailure(sending: Sending, sentence: string): void {
    const words = this.options.words();
    const said = document.createElement('span');
    said.setAttribute('role', 'alert');
    said.textContent = `${sending.file.name}: ${sentence}`;
    sending.line.replaceChildren(
      said,
      button(words.retry, () => void this.transfer(sending)),
      button(words.remove, () => this.endAndFocus(sending)),
    );
  }

  private insert(sending: Sending, { id, width, height }: UploadedImage): void {
    const { view } = this;
    if (view.isDestroyed) return;
    const { state } = view;
    const current = key.getState(state)?.find((one) => one === sending) ?? sending;
    const place = placeFor(state.doc, current);
    current.batch.set(id, current.order);
    const { image, paragraph } = state.schema.nodes;
    const transaction = state.tr.insert(place, image!.create({ fileId: id, pixelWidth: width, pixelHeight: height }));
    const behind = place + 1;
    // So that one can go on writing below it.
    if (!transaction.doc.resolve(behind).nodeAfter) transaction.insert(behind, paragraph!.create());
    view.dispatch(transaction.setMeta(key, { remove: sending } satisfies Change));
    // Who has gone on writing is not taken away from it: the image says itself what it lacks.
    if (view.hasFocus() && !current.typedSince) view.dispatch(openingAt(view.state, place));
  }

  private end(sending: Sending): void {
    if (!this.view.isDestroyed) this.view.dispatch(this.view.state.tr.setMeta(key, { remove: sending } satisfies Change));
  }

  private endAndFocus(sending: Sending): void {
    this.end(sending);
    if (!this.view.isDestroyed) this.view.focus();
  }
}

const sendingsOf = new WeakMap<EditorView, Uploads>();

/** Sends images into a text, at the cursor or at a position. */
export const sendImages = (view: EditorView, files: readonly File[], at?: number): void =>
  sendingsOf.get(view)?.send(files, at);

const imagesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));

/** Programs put a picture of the text beside the text; then the text is meant. */
const holdsWords = (data: DataTransfer | null): boolean => {
  const html = data?.getData('text/html') ?? '';
  return html !== '' && (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim() !== '';
};

function applied(sendings: readonly Sending[], change: Change | undefined): readonly Sending[] {
  if (!change) return sendings;
  return 'add' in change ? [...sendings, ...change.add] : sendings.filter((one) => one !== change.remove);
}

function follow(sendings: readonly Sending[], state: EditorState, map: ((at: number) => number) | null): void {
  for (const sending of sendings) {
    sending.at = map ? map(sending.at) : (positionAt(state, sending.anchor) ?? Math.min(sending.at, state.doc.content.size));
    if (map) sending.typedSince = true;
  }
}

export const ImageUploads = Extension.create<UploadOptions>({
  name: 'imageUploads',
  addOptions: () => ({ upload: () => undefined, words: () => ({}) as UploadWords }),
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin<readonly Sending[]>({
        key,
        state: {
          init: () => [],
          apply: (transaction, sendings, _before, state) => {
            const change = transaction.getMeta(key) as Change | undefined;
            const now = applied(sendings, change);
            if (now.length > 0 && transaction.docChanged) {
              // A change from the others replaces the whole document, so nothing can be mapped through it.
              const isTheirs = isRemote(transaction);
              follow(now, state, isTheirs ? null : (at) => transaction.mapping.map(at));
              if (change) for (const sending of now) sending.typedSince = false;
            }
            return now;
          },
        },
        props: {
          decorations: (state) => {
            const sendings = key.getState(state) ?? [];
            if (sendings.length === 0) return DecorationSet.empty;
            return DecorationSet.create(
              state.doc,
              sendings.map((sending) =>
                Decoration.widget(placeFor(state.doc, sending), sending.line, {
                  side: sending.order,
                  stopEvent: () => true,
                  ignoreSelection: true,
                }),
              ),
            );
          },
          handlePaste: (view, { clipboardData }) => {
            const images = options.upload() ? imagesIn(clipboardData) : [];
            if (images.length === 0 || holdsWords(clipboardData)) return false;
            sendImages(view, images);
            return true;
          },
          handleDrop: (view, event) => {
            const images = options.upload() ? imagesIn(event.dataTransfer) : [];
            if (images.length === 0) return false;
            event.preventDefault();
            sendImages(view, images, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
            return true;
          },
        },
        view: (view) => {
          sendingsOf.set(view, new Uploads(view, options));
          return {};
        },
      }),
    ];
  },
});
