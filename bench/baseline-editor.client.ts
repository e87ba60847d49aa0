/** The page of the baseline for opening a text: Hocuspocus' provider, and an editor once it has the text. */
import { HocuspocusProvider } from '@hocuspocus/provider';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import * as Y from 'yjs';
import { fragmentName } from '~/editor/document';
import { paperExtensions } from '~/editor/paper-schema';

const document_ = new Y.Doc();
new HocuspocusProvider({
  url: `ws://${window.location.hostname}:${document.body.dataset.port}`,
  name: 'text',
  document: document_,
  onSynced: () =>
    new Editor({
      element: document.body,
      extensions: [...paperExtensions(), Collaboration.configure({ document: document_, field: fragmentName })],
      editorProps: { attributes: { lang: 'de' } },
    }),
});
