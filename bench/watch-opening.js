/**
 * Runs in a page from its first moment (`open.ts`). Looks at the beginning of each frame for what a person
 * sees: the text of the first screen, and an editor; there it types a letter, as the keyboard does. What
 * stands in the page when a frame begins is painted by this frame. Plain JavaScript, as it is handed to
 * the browser as it stands.
 */
const letter = 'ß';
const opening = { readable: 0, editable: 0 };
/** When the frame began that was the first with the text of the first screen. */
let textSince = 0;
let typed;

/** The browser's own time of the first frame with content, where the text stood in it; else the frame after. */
function lookForText() {
  if (textSince === 0) {
    if (document.querySelector('[lang] > p:nth-of-type(8)')) textSince = performance.now();
    return;
  }
  const [painted] = performance.getEntriesByName('first-contentful-paint');
  if (painted) opening.readable = painted.startTime >= textSince ? painted.startTime : performance.now();
}

/** Once the letter is still there a frame later, it has been painted. */
function lookForEditor() {
  if (typed?.isConnected && typed.textContent.includes(letter)) {
    opening.editable = performance.now();
    return;
  }
  const editor = document.querySelector('.ProseMirror[contenteditable="true"]');
  const first = editor?.querySelector('p');
  if (!first?.firstChild) return;
  editor.focus({ preventScroll: true });
  document.getSelection().collapse(first.firstChild, 1);
  document.execCommand('insertText', false, letter);
  typed = first;
}

function look() {
  if (!opening.readable) lookForText();
  if (!opening.editable) lookForEditor();
  if (!opening.editable || !opening.readable) requestAnimationFrame(look);
}

window.opening = opening;
requestAnimationFrame(look);
