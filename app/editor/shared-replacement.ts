/** Making a shared document say what another one says, as when an earlier version is restored. */
import * as Y from 'yjs';
import { canonicalJson, emptySection, kindOf, type DocumentNode, type MinutesDocument, type TextDocument } from './document';
import { fragmentOf, portalOrigin, readElement, readingOf, toElement, toTypes, type Reading } from './shared-document';
import { sectionsOf, setAttributes } from './shared-minutes';

/**
 * Makes a shared document say what another one of its kind says. Blocks that are the same stay what
 * they are, with the cursors and comments in them; of the others, edits made at the same moment are
 * lost. Sections of minutes that the other one does not have are emptied and lose their number.
 */
export function replaceDocument(ydoc: Y.Doc, document: TextDocument): void {
  ydoc.transact(() => {
    const reading = readingOf(kindOf(document));
    if (document.type === 'paper') replaceBlocks(fragmentOf(ydoc), document.content, reading);
    else replaceSections(ydoc, document, reading);
  }, portalOrigin);
}

function replaceSections(ydoc: Y.Doc, document: MinutesDocument, reading: Reading): void {
  const left = new Map<string, Y.XmlElement>();
  const others: Y.XmlElement[] = [];
  for (const section of sectionsOf(ydoc)) {
    const itemId = String(section.getAttribute('itemId') ?? '');
    if (left.has(itemId)) others.push(section);
    else left.set(itemId, section);
  }
  for (const wanted of document.content) {
    const present = left.get(wanted.attrs.itemId);
    left.delete(wanted.attrs.itemId);
    if (!present) {
      fragmentOf(ydoc).push([toElement(wanted)]);
      continue;
    }
    setAttributes(present, wanted.attrs);
    replaceBlocks(present, wanted.content, reading);
  }
  for (const section of [...left.values(), ...others]) {
    setAttributes(section, { number: '' });
    replaceBlocks(section, emptySection().content, reading);
  }
}

/** Replaces what lies between the first and the last block that differ. */
function replaceBlocks(parent: Y.XmlFragment, wanted: readonly DocumentNode[], reading: Reading): void {
  const present = parent
    .toArray()
    .map((child) => (child instanceof Y.XmlElement ? canonicalJson(readElement(child, reading)) : ''));
  const goal = wanted.map(canonicalJson);
  const most = Math.min(present.length, goal.length);
  let start = 0;
  while (start < most && present[start] === goal[start]) start += 1;
  let end = 0;
  while (end < most - start && present.at(-1 - end) === goal.at(-1 - end)) end += 1;
  if (present.length > start + end) parent.delete(start, present.length - start - end);
  if (goal.length > start + end) parent.insert(start, toTypes(wanted.slice(start, goal.length - end)));
}
