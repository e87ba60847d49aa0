/** A paper while it is written: the editor of papers, with images and other documents at hand. Loaded by itself. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId, Language, PersonId, TextId } from '~db/values';
import { type FindDocuments, PaperEditor, type PaperEditorHandle, type SelectedPassage } from '~/editor/PaperEditor';
import type { OutlineHeading } from '~/editor/outline';
import { uploadTo } from '~/editor/upload.client';
import { foldForSearch } from '~/services/search-name';
import { LiveText } from '~/texts/LiveText.client';

type Linkable = { id: DocumentId; title: string; group: string };

export type LiveDocumentProps = {
  /** The document whose files its images become; null where there can be none, as in a template. */
  documentId: DocumentId | null;
  textId: TextId;
  person: { id: PersonId; name: string };
  label: string;
  people: readonly { id: string; name: string }[];
  documents: readonly Linkable[];
  onOutline: (headings: OutlineHeading[]) => void;
  onWords: (count: number) => void;
  onReady: () => void;
  onEditor: (editor: PaperEditorHandle) => void;
  /** One may no longer see the document; what is on the screen stays, with the reason. */
  onRightEnded: () => void;
  /** Somebody wants to comment on what is selected. */
  onComment: ((passage: SelectedPassage) => void) | undefined;
  onOpenComment: (id: string) => void;
};

const mostFound = 8;

export default function LiveDocument(props: LiveDocumentProps) {
  const { i18n } = useTranslation();
  const { documentId, documents } = props;
  const uploadImage = useMemo(() => (documentId ? uploadTo(documentId) : undefined), [documentId]);
  const findDocuments = useMemo<FindDocuments>(
    () => (query) => {
      const wanted = foldForSearch(query);
      return Promise.resolve(documents.filter(({ title }) => foldForSearch(title).includes(wanted)).slice(0, mostFound));
    },
    [documents],
  );
  return (
    <LiveText
      kind="paper"
      textId={props.textId}
      person={props.person}
      onReady={props.onReady}
      onRightEnded={props.onRightEnded}
      onComment={props.onComment}
      editor={({ line, state, status, onReady, onSelection }) => (
        <PaperEditor
          status={status}
          doc={line.doc}
          awareness={line.awareness}
          mode={state.mode}
          language={i18n.language as Language}
          label={props.label}
          people={props.people}
          findDocuments={findDocuments}
          {...(uploadImage ? { uploadImage } : {})}
          onReady={(editor) => {
            onReady();
            props.onEditor(editor);
          }}
          onSelection={onSelection}
          onComment={props.onOpenComment}
          onOutline={props.onOutline}
          onWordCount={({ words }) => props.onWords(words)}
        />
      )}
    />
  );
}
