/** Reads the documents of the example as people would have written them: one after the other, in a shared text. */
import * as Y from 'yjs';
import type { Image, PaperBlock, PaperDocument } from '~/editor/document';
import { linkToDocument, plainText } from '~/editor/document';
import { paperFromYDoc } from '~/editor/shared-document';
import { replaceDocument } from '~/editor/shared-replacement';
import { settings } from '~/services/settings.server';
import { importText } from '~/texts/import/import.server';
import { demoId, pick } from '../ids';
import { findRun } from '../review';
import type { DemoDocument, DemoEdit } from './document';

/** What the text was when somebody had worked on it. */
export type Stage = { document: PaperDocument; state: Uint8Array; by: string; days: number; name: string };

export type ReadDocument = {
  demo: DemoDocument;
  doc: Y.Doc;
  stages: Stage[];
  /** Whose letters those of a Yjs client are. */
  clients: Map<number, string>;
};

/** @param pictures that the documents show, by their keys */
export async function readDocument(demo: DemoDocument, pictures: ReadonlyMap<string, Image>): Promise<ReadDocument> {
  const doc = new Y.Doc();
  const clients = new Map<number, string>();
  const stages: Stage[] = [];
  const sit = (by: string) => {
    doc.clientID = 1 + pick(`client ${demo.key} ${by}`, 2 ** 31);
    clients.set(doc.clientID, by);
  };
  const keep = ({ by, days, name = '' }: Pick<DemoEdit, 'by' | 'days' | 'name'>) => {
    stages.push({ document: paperFromYDoc(doc), state: Y.encodeStateAsUpdate(doc), by, days, name });
  };
  let text = `# ${demo.title}\n${demo.text}`;
  sit(demo.by);
  replaceDocument(doc, await paperOf(text, pictures));
  keep(demo);
  for (const edit of demo.edits ?? []) {
    sit(edit.by);
    for (const [from, to] of edit.changes) {
      if (!text.includes(from)) throw new Error(`${demo.key} does not say: ${from}`);
      text = text.replace(from, to);
      if (isWording(from) && isWording(to)) replaceWords(doc, from, to);
      replaceDocument(doc, await paperOf(text, pictures));
    }
    keep(edit);
  }
  return { demo, doc, stages, clients };
}

/** Words inside of a paragraph: they change without the paragraph becoming another one. */
const isWording = (text: string) => !/[\n*[\]|#>]/.test(text);

function replaceWords(doc: Y.Doc, from: string, to: string): void {
  const { node, from: at } = findRun(doc, from);
  node.delete(at, from.length);
  node.insert(at, to);
}

async function paperOf(text: string, pictures: ReadonlyMap<string, Image>): Promise<PaperDocument> {
  const linked = text.replace(/\]\(dokument:(\w+)\)/g, (_, key: string) => `](${linkToDocument(demoId('document', key))})`);
  const { document, findings } = await importText(Buffer.from(linked), 'text.md', { portal: settings().baseUrl });
  if (findings.length > 0) throw new Error(`Not taken over: ${JSON.stringify(findings)}`);
  return { ...document, content: document.content.map((block) => pictureFor(block, pictures)) };
}

function pictureFor(block: PaperBlock, pictures: ReadonlyMap<string, Image>): PaperBlock {
  const [, key] = (block.type === 'paragraph' && /^⟦(\w+)⟧$/.exec(plainText(block))) || [];
  return (key && pictures.get(key)) || block;
}
