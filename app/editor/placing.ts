/** Where a box is laid over the text: a menu at a sign, a form at an image. Browser. */

/** What the tools above the text may cover of the window. */
const tools = 128;

/**
 * Below a place in the window; above it where there is no room; and where there is none either, as at a
 * large image, over it.
 */
export function placeAt(box: HTMLElement, { top, bottom, left }: Pick<DOMRect, 'top' | 'bottom' | 'left'>): void {
  const frame = box.offsetParent?.getBoundingClientRect();
  if (!frame) return;
  const height = box.offsetHeight;
  const lowest = window.innerHeight - height - 8;
  const above = top - height - 6;
  const y = bottom + 6 <= lowest ? bottom + 6 : above >= tools ? above : Math.max(lowest, tools);
  const x = Math.max(8, Math.min(left, document.documentElement.clientWidth - box.offsetWidth - 8));
  box.style.top = `${y - frame.top}px`;
  box.style.left = `${x - frame.left}px`;
}
