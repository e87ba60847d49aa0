/**
 * From a selection in the rendered text (`renderHtml`) to positions in the document, so that frozen
 * versions can be commented on. Browser.
 */

export type RenderedPassage = {
  from: number;
  to: number;
  quote: string;
  /** The section it begins in. */
  itemId: string;
};

const textOf = (element: Element): Element => element.querySelector(':scope > [data-text]') ?? element;

/** How many steps the nodes before a point in a block's text take. */
function stepsBefore(root: Node, container: Node, offset: number): number {
  let steps = 0;
  const walk = (node: Node): boolean => {
    if (node === container && node.nodeType === Node.TEXT_NODE) {
      steps += offset;
      return true;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      steps += node.nodeValue!.length;
      return false;
    }
    const element = node as Element;
    if (element !== root && (element.hasAttribute('data-atom') || element.tagName === 'BR')) {
      // A point inside of something that can't be divided lies before it.
      if (element.contains(container)) return true;
      steps += 1;
      return false;
    }
    for (const [index, child] of [...node.childNodes].entries()) {
      if (node === container && index === offset) return true;
      if (walk(child)) return true;
    }
    return node === container;
  };
  walk(root);
  return steps;
}

/** The position in the document of a point in the rendered text; null outside of all text. */
function positionOf(container: Node, offset: number): number | null {
  const start = container instanceof Element ? container : container.parentElement;
  const block = start?.closest('[data-from]');
  if (!block) return null;
  const text = textOf(block);
  const from = Number(block.getAttribute('data-from')) + 1;
  const to = Number(block.getAttribute('data-to')) - 1;
  const hasBlocks = text.querySelector('[data-from]') !== null;
  if (hasBlocks) {
    const following = [...container.childNodes].slice(offset).filter((child) => child instanceof Element);
    const next = following
      .map((child) => (child.matches('[data-from]') ? child : child.querySelector('[data-from]')))
      .find((child) => child !== null);
    return next ? Number(next.getAttribute('data-from')) : to;
  }
  if (!text.contains(container)) {
    const isBefore = (text.compareDocumentPosition(container) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    return isBefore ? from : to;
  }
  return Math.min(from + stepsBefore(text, container, offset), to);
}

/**
 * What is selected inside of an element that holds rendered minutes; null when nothing is, or when
 * the selection reaches out of it.
 */
export function renderedPassage(root: Element, selection: Selection | null): RenderedPassage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const from = positionOf(range.startContainer, range.startOffset);
  const to = positionOf(range.endContainer, range.endOffset);
  const quote = selection.toString().trim();
  if (from === null || to === null || from >= to || quote === '') return null;
  const begin = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  return { from, to, quote, itemId: begin?.closest('[data-section]')?.getAttribute('data-section') ?? '' };
}
