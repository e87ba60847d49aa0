/**
 * A page with the editor of papers and nothing else, for tests of the editor itself. Two pages of the same
 * browser write in the same text: what one does reaches the other over a channel of the browser.
 */
import '@kern-ux/native/dist/kern.min.css';
import '../../app/ui/page.css';
import { createInstance } from 'i18next';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { Doc, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { PaperEditor, type FoundDocument, type PaperEditorHandle, type PaperEditorProps } from '~/editor/PaperEditor';
import type { PaperDocument } from '~/editor/document';
import { paperFromYDoc } from '~/editor/shared-document';
import { uploadTo } from '~/editor/upload.client';
import common from '~/words/de/common.json';
import editor from '~/words/de/editor.json';
import paper from '~/words/de/paper.json';
import type { DocumentId } from '~db/values';

type Told = { outline: unknown; count: unknown };

/** What tests reach for; the state of a text comes as base64. */
type Stage = { told: Told; handle: PaperEditorHandle | null; read: () => PaperDocument; opened: number };
declare global {
  interface Window {
    stage: Stage;
    stageState: string;
  }
}

const documents: FoundDocument[] = [
  { id: 'abcdefgh23456789' as DocumentId, title: 'Konzept Sprachcafés', group: 'Sprachförderung' },
  { id: 'abcdefgh23456799' as DocumentId, title: 'Positionspapier Wohnen', group: 'Wohnen und Leben' },
];

const find: PaperEditorProps['findDocuments'] = (query) =>
  Promise.resolve(documents.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase())));

const doc = new Doc();
const awareness = new Awareness(doc);
const name = new URLSearchParams(window.location.search).get('name') ?? 'Anna';
awareness.setLocalStateField('user', { id: name, name, color: '#7a1fa2' });
applyUpdate(doc, Uint8Array.from(atob(window.stageState), (sign) => sign.charCodeAt(0)), 'channel');

const channel = new BroadcastChannel('text');
channel.onmessage = ({ data }: MessageEvent<{ kind: 'update' | 'presence' | 'join'; bytes: Uint8Array }>) => {
  if (data.kind === 'update') applyUpdate(doc, data.bytes, 'channel');
  if (data.kind === 'presence') applyAwarenessUpdate(awareness, data.bytes, 'channel');
  if (data.kind === 'join') channel.postMessage({ kind: 'update', bytes: encodeStateAsUpdate(doc) });
};
doc.on('update', (bytes: Uint8Array, origin: unknown) => {
  if (origin !== 'channel') channel.postMessage({ kind: 'update', bytes });
});
awareness.on('update', ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
  if (origin === 'channel') return;
  const changed = [...added!, ...updated!, ...removed!];
  channel.postMessage({ kind: 'presence', bytes: encodeAwarenessUpdate(awareness, changed) });
});
channel.postMessage({ kind: 'join', bytes: new Uint8Array() });

window.stage = { told: { outline: null, count: null }, handle: null, read: () => paperFromYDoc(doc), opened: 0 };

const words = createInstance();
void words.init({
  lng: 'de',
  resources: { de: { common, editor, paper } },
  interpolation: { escapeValue: false },
  initImmediate: false,
});

const upload = uploadTo('papier');

function App() {
  const [mode] = useState<'edit' | 'read'>(() => (window.location.search.includes('read') ? 'read' : 'edit'));
  return (
    <I18nextProvider i18n={words}>
      <main style={{ maxWidth: '50rem', margin: '1rem auto', padding: '0 0.5rem' }}>
        <h1>Papier</h1>
        <PaperEditor
          doc={doc}
          awareness={awareness}
          mode={mode}
          language="de"
          label="Papier"
          people={[{ id: 'abcdefgh23456789', name: 'Ayşe Öztürk' }]}
          status={<span>gespeichert</span>}
          uploadImage={upload}
          findDocuments={find}
          onOutline={(outline) => (window.stage.told.outline = outline)}
          onWordCount={(count) => (window.stage.told.count = count)}
          onReady={(handle) => {
            window.stage.handle = handle;
            window.stage.opened = performance.now();
          }}
        />
      </main>
    </I18nextProvider>
  );
}

createRoot(document.getElementById('root')!).render(<App />);
