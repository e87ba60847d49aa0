/**
 * How images, footnotes, callouts and tasks are drawn while a paper is written: plain elements without
 * React, of which a long paper may have hundreds. Their forms are in `NodeForms.tsx`. Browser.
 */
import type { NodeViewRenderer, NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Callout, Footnote, Image } from './document';
import { fileAddress } from './files';
import { openingAt } from './opened-node';
import type { PaperViews } from './paper-schema';

/** The words the views say; `t` of the namespace `paper`. */
export type ViewWords = {
  missingAlt: string;
  editImage: string;
  tone: (tone: Callout['attrs']['tone']) => string;
  footnote: (number: number, words: string) => string;
};

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** A view whose node keeps its kind: drawn once, and again where its attributes have changed. */
const drawn = (node: Node, draw: (node: Node) => void) => {
  let shown = node;
  draw(node);
  return (next: Node): boolean => {
    if (next.type !== node.type) return false;
    if (!next.sameMarkup(shown)) draw(next);
    shown = next;
    return true;
  };
};

const image = (words: ViewWords): NodeViewRenderer =>
  ({ node, view, getPos }: NodeViewRendererProps) => {
    const dom = element('figure', 'm-image');
    const picture = element('img', '', { loading: 'lazy', decoding: 'async', draggable: 'false' });
    const caption = element('figcaption', '');
    // Reached by keyboard with Enter on the image; for pointers it stands there as a button.
    const edit = element('button', 'm-image-edit', { type: 'button', tabindex: '-1' });
    edit.textContent = words.editImage;
    edit.addEventListener('click', () => {
      const at = getPos();
      if (at !== undefined) view.dispatch(openingAt(view.state, at));
    });
    const missing = element('p', 'm-missing');
    missing.textContent = words.missingAlt;
    const update = drawn(node, ({ attrs }) => {
      const { fileId, alt, caption: said, width, pixelWidth, pixelHeight } = attrs as Image['attrs'];
      dom.style.inlineSize = `${width}%`;
      const address = fileAddress(fileId);
      if (picture.getAttribute('src') !== address) picture.src = address;
      picture.alt = alt ?? '';
      if (pixelWidth > 0 && pixelHeight > 0) {
        picture.width = pixelWidth;
        picture.height = pixelHeight;
      }
      caption.textContent = said;
      dom.replaceChildren(picture, ...(said === '' ? [] : [caption]), ...(alt === null ? [missing] : []), edit);
    });
    return {
      dom,
      update,
      ignoreMutation: () => true,
      stopEvent: (event) => event.target === edit,
    };
  };

/**
 * Footnotes are numbered in the order of the text, all at once after whatever has drawn or moved some of
 * them; only those are touched whose number has changed.
 */
class Numbers {
  private asked = false;

  constructor(private readonly words: ViewWords) {}

  askFor(root: HTMLElement): void {
    if (this.asked) return;
    this.asked = true;
    queueMicrotask(() => {
      this.asked = false;
      [...root.getElementsByClassName('m-footnote')].forEach((sign, index) => {
        if (!(sign instanceof HTMLElement) || sign.dataset.number === String(index + 1)) return;
        sign.dataset.number = String(index + 1);
        this.write(sign);
      });
    });
  }

  /** Writes the number of a footnote, once it has one, and what it is called. */
  write(sign: HTMLElement): void {
    const { number, words = '' } = sign.dataset;
    if (!number) return;
    sign.firstElementChild!.textContent = number;
    sign.firstElementChild!.setAttribute('aria-label', this.words.footnote(Number(number), words));
  }
}

const footnote = (numbers: Numbers): NodeViewRenderer =>
  ({ node, view }: NodeViewRendererProps) => {
    const dom = element('sup', 'm-footnote');
    dom.append(element('span', '', { role: 'note' }));
    const update = drawn(node, ({ attrs }) => {
      dom.dataset.words = (attrs as Footnote['attrs']).text;
      numbers.write(dom);
    });
    numbers.askFor(view.dom);
    return { dom, update, ignoreMutation: () => true, destroy: () => numbers.askFor(view.dom) };
  };

const callout = (words: ViewWords): NodeViewRenderer =>
  ({ node }: NodeViewRendererProps) => {
    const dom = element('div', 'm-callout', { role: 'note' });
    const kind = element('p', 'm-kind', { contenteditable: 'false' });
    const contentDOM = element('div', '');
    dom.append(kind, contentDOM);
    const update = drawn(node, ({ attrs }) => {
      const { tone } = attrs as Callout['attrs'];
      dom.dataset.tone = tone;
      dom.setAttribute('aria-label', words.tone(tone));
      kind.textContent = words.tone(tone);
    });
    return {
      dom,
      contentDOM,
      update,
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    };
  };

export const paperViews = (words: ViewWords): PaperViews => ({
  image: image(words),
  footnote: footnote(new Numbers(words)),
  callout: callout(words),
});
