/**
 * Runs in a page from its first moment (`open.ts`). Looks at each frame for what a person would see: the text
 * of the first screen, and an editor; there it types a letter, as the keyboard does. Plain JavaScript, as it
 * is handed to the browser as it stands.
 */
const letter = 'ß';
const opening = { readable: 0, editable: 0 };
let typed;

function painted(moment) {
  requestAnimationFrame(() => (opening[moment] ||= performance.now()));
}

function look() {
  // Nothing is painted before the style sheets are there, whatever stands in the page.
  const hasPainted = performance.getEntriesByName('first-contentful-paint').length > 0;
  if (!opening.readable && hasPainted && document.querySelector('[lang] > p:nth-of-type(8)')) opening.readable = performance.now();
  const editor = document.querySelector('.ProseMirror[contenteditable="true"]');
  const first = editor?.querySelector('p');
  if (typed?.isConnected && typed.textContent.includes(letter)) painted('editable');
  else if (first?.firstChild) {
    editor.focus({ preventScroll: true });
    document.getSelection().collapse(first.firstChild, 1);
    document.execCommand('insertText', false, letter);
    typed = first;
  }
  if (!opening.editable || !opening.readable) requestAnimationFrame(look);
}

window.opening = opening;
requestAnimationFrame(look);
