/** What the portal changes in shared minutes: sections follow the agenda, decisions get their numbers. */
import * as Y from 'yjs';
import { emptySection, type AgendaEntry, type DocumentNode, type MinutesDocument, type NodeName, type SectionAttributes } from './document';
import { fragmentOf, isRecord, portalOrigin, readingOf, toElement } from './shared-document';

/** The sections of shared minutes, as they lie in it. */
export const sectionsOf = (ydoc: Y.Doc): Y.XmlElement[] =>
  fragmentOf(ydoc)
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === 'agendaSection');

/** Changes what differs. @returns whether anything did */
export function setAttributes(element: Y.XmlElement, values: Partial<SectionAttributes>): boolean {
  const target = element as unknown as Y.XmlElement<Record<string, string | boolean>>;
  const changed = Object.entries(values).filter(([key, value]) => target.getAttribute(key) !== value);
  for (const [key, value] of changed) target.setAttribute(key, value);
  return changed.length > 0;
}

/**
 * Makes the sections of a shared document follow the agenda: new items get a section, changed ones
 * their number, title and mark "intern". Only attributes change; no section is ever moved or taken
 * out, because whoever writes in it offline would lose what they wrote. Order comes from the
 * numbers (`documentFromYDoc`, and the editor's style), and a section whose item has left the
 * agenda loses its number: with text in it, it is shown at the end; without, not at all.
 *
 * @returns whether anything changed
 */
export function syncSections(ydoc: Y.Doc, agenda: readonly AgendaEntry[]): boolean {
  return ydoc.transact(() => {
    const fragment = fragmentOf(ydoc);
    const sections = new Map<string, Y.XmlElement>();
    let changed = false;
    for (const section of sectionsOf(ydoc)) {
      const itemId = String(section.getAttribute('itemId') ?? '');
      const listed = agenda.some((entry) => entry.id === itemId) && !sections.has(itemId);
      if (listed) sections.set(itemId, section);
      else changed = setAttributes(section, { number: '' }) || changed;
    }
    let previous: Y.XmlElement | null = null;
    for (const entry of agenda) {
      const present = sections.get(entry.id);
      if (present) {
        const { number, title, internal } = entry;
        changed = setAttributes(present, { number, title, internal }) || changed;
        previous = present;
      } else {
        const added = toElement(emptySection(entry));
        if (previous) fragment.insertAfter(previous, [added]);
        else fragment.insert(0, [added]);
        previous = added;
        changed = true;
      }
    }
    return changed;
  }, portalOrigin);
}

/**
 * Writes the numbers of decisions (`SPR 2026-07`) into a shared document.
 *
 * @param numbers by `blockId`, as `deriveRecords` gives it; other decisions stay as they are
 */
export function assignDecisionNumbers(ydoc: Y.Doc, numbers: ReadonlyMap<string, string>): void {
  ydoc.transact(() => {
    const { rules, ids } = readingOf('minutes');
    const visit = (parent: Y.XmlElement | Y.XmlFragment, type: NodeName) => {
      for (const child of parent.toArray()) {
        if (!(child instanceof Y.XmlElement)) continue;
        if (!rules[type]?.includes(child.nodeName as DocumentNode['type'])) continue;
        if (isRecord(child)) {
          const number = numbers.get(ids.of(child));
          if (number !== undefined && child.nodeName === 'decision') child.setAttribute('number', number);
        } else {
          visit(child, child.nodeName as NodeName);
        }
      }
    };
    visit(fragmentOf(ydoc), 'doc');
  }, portalOrigin);
}

/** The same for a document that is not shared any more. */
export function withDecisionNumbers(
  document: MinutesDocument,
  numbers: ReadonlyMap<string, string>,
): MinutesDocument {
  const numbered = <Node extends DocumentNode>(node: Node): Node => {
    if (node.type === 'decision') {
      const number = numbers.get(node.attrs.blockId);
      return number === undefined ? node : { ...node, attrs: { ...node.attrs, number } };
    }
    if (node.type !== 'agendaSection' && node.type !== 'internalPassage') return node;
    return { ...node, content: (node.content as DocumentNode[]).map(numbered) };
  };
  return { type: 'doc', content: document.content.map(numbered) };
}

