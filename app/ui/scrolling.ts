/** Going to a place in a page. Browser. */

const mostCorrections = 30;

/**
 * Brings something to the top of the window, and keeps it there until it has come to rest: of a long text what
 * comes into sight is laid out only then, and is rarely as high as was guessed.
 */
export function bringToTop(element: Element | null): void {
  let before: number | null = null;
  let left = mostCorrections;
  const correct = () => {
    const top = element?.getBoundingClientRect().top;
    if (!element || top === before || (left -= 1) < 0) return;
    element.scrollIntoView({ block: 'start', behavior: 'instant' });
    before = element.getBoundingClientRect().top;
    requestAnimationFrame(() => requestAnimationFrame(correct));
  };
  correct();
}
