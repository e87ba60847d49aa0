/** Minutes as the editor knows them: a section a TOP, decisions, action items. Runs anywhere. */
import { mergeAttributes, Node, type Extensions } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { BlockIds } from './block-ids';
import {
  attributesOf,
  commonExtensions,
  headings,
  typingRules,
  viewed,
  type NodeViews,
  type SchemaOptions,
} from './common-schema';
import { enterControls, leaveRecord, unwrapRecord } from './record-keys';
import { Sections } from './sections';

const MinutesDocumentNode = Document.extend({ content: 'agendaSection+' });

const AgendaSection = Node.create({
  name: 'agendaSection',
  content: '(block | record | internalPassage)+',
  isolating: true,
  selectable: false,
  extendNodeSchema: () => ({ definingAsContext: true }),
  addAttributes: () => attributesOf('agendaSection'),
  parseHTML: () => [{ tag: 'section[data-kind="agendaSection"]', contentElement: '[data-content]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'section',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'agendaSection' }),
    ['h2', {}, `${node.attrs.number} ${node.attrs.title}`.trim()],
    ['div', { 'data-content': '' }, 0],
  ],
});

/** A decision or an action item: one paragraph of words, with attributes beside it. */
const record = (name: 'decision' | 'actionItem') =>
  Node.create({
    name,
    group: 'record',
    content: 'inline*',
    defining: true,
    isolating: true,
    draggable: false,
    addAttributes: () => attributesOf(name),
    parseHTML: () => [{ tag: `div[data-kind="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-kind': name }), 0],
    addKeyboardShortcuts() {
      return {
        Enter: () => leaveRecord(this.editor, name),
        Backspace: () => unwrapRecord(this.editor, name),
        Tab: () => enterControls(this.editor, name),
      };
    },
  });

const InternalPassage = Node.create({
  name: 'internalPassage',
  group: 'internalPassage',
  content: '(block | record)+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-kind="internalPassage"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'internalPassage' }),
    0,
  ],
});

/** Two levels below the title of the section. */
const SectionHeading = headings({ h1: 3, h2: 3, h3: 3, h4: 4, h5: 4, h6: 4 });

export type MinutesViews = NodeViews<'agendaSection' | 'decision' | 'actionItem'>;

/**
 * The nodes, marks and typing rules of minutes. There is no history among them: undo belongs to
 * Yjs, which takes back one's own steps only.
 */
export function minutesExtensions({ language = 'de', views }: SchemaOptions<MinutesViews> = {}): Extensions {
  return [
    MinutesDocumentNode,
    ...commonExtensions(SectionHeading),
    viewed(AgendaSection, views?.agendaSection),
    viewed(record('decision'), views?.decision),
    viewed(record('actionItem'), views?.actionItem),
    InternalPassage,
    Sections,
    BlockIds,
    ...typingRules(language),
  ];
}
