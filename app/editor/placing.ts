/** Where a box is laid over the text: a menu at a sign, a form at an image. Browser. */

/** Below a place in the window, or above it where there is no room; inside of what it is positioned in. */
export function placeAt(box: HTMLElement, { top, bottom, left }: Pick<DOMRect, 'top' | 'bottom' | 'left'>): void {
  const frame = box.offsetParent?.getBoundingClientRect();
  if (!frame) return;
  const fitsBelow = bottom + box.offsetHeight + 8 < window.innerHeight;
  const fitsAbove = top - box.offsetHeight - 6 > 0;
  const y = fitsBelow || !fitsAbove ? bottom + 6 : top - box.offsetHeight - 6;
  const x = Math.max(8, Math.min(left, document.documentElement.clientWidth - box.offsetWidth - 8));
  box.style.top = `${y - frame.top}px`;
  box.style.left = `${x - frame.left}px`;
}
