/** The editor of papers: what a group drafts together. Browser only. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bringToTop } from '~/ui/scrolling';
import { countWords, type Count } from './counting';
import type { FindDocuments } from './DocumentLinkForm';
import { Find } from './find';
import { FootnoteList } from './FootnoteList';
import { ImageUploads, sendImages } from './image-uploads';
import { KeyboardHelp } from './KeyboardHelp';
import { useLatest } from './latest';
import { NodeForms } from './NodeForms';
import { OpenedNode, openingAt } from './opened-node';
import type { OutlineHeading } from './outline';
import { indexOf, placeOfFootnote, placeOfHeading, wordsBetween, type PaperIndex } from './paper-index';
import { paperExtensions } from './paper-schema';
import { PaperTools, addFootnote, usePaperSlash, type PaperMeans } from './PaperTools';
import { paperViews, type ViewWords } from './paper-views';
import { cleanPasted, type PasteNote } from './pasted';
import { PasteNotes } from './PasteNotes';
import { Sight } from './sight';
import { TextEditor, textHandle, type TextEditorHandle, type TextEditorProps } from './TextEditor';
import type { UploadImage } from './upload.client';

export type { FindDocuments, FoundDocument } from './DocumentLinkForm';
export type { OutlineHeading } from './outline';
export type { Count } from './counting';
export type { AnchoredComment, LiveAnchor, Named, SelectedPassage } from './TextEditor';

/** How long the paper is, and what is selected of it. */
export type WordCount = Count & { selected: Count | null };

export type PaperEditorProps = TextEditorProps & {
  /** Sends an image (`uploadTo`); without it none can be put into the text. */
  uploadImage?: UploadImage;
  /** Without it there are links to addresses only. */
  findDocuments?: FindDocuments;
  onReady?: (handle: PaperEditorHandle) => void;
  /** The headings in their order, a moment after they have changed. */
  onOutline?: (outline: OutlineHeading[]) => void;
  /** A moment after the text or the selection has changed. */
  onWordCount?: (count: WordCount) => void;
};

export type PaperEditorHandle = TextEditorHandle & {
  /** Puts the cursor behind a heading and shows it. */
  goToHeading: (key: string) => void;
};

/** How long after the last change the paper is read through: outline, footnotes, count of words. */
const pause = 200;

/** What the keys of papers lead to. */
type Doors = { find: () => void; help: () => void; link: () => void };

const PaperKeys = Extension.create<Doors>({
  name: 'paperKeys',
  addOptions: () => ({ find: () => undefined, help: () => undefined, link: () => undefined }),
  addKeyboardShortcuts() {
    const { find, help, link } = this.options;
    const door = (open: () => void) => () => {
      if (!this.editor.isEditable) return false;
      open();
      return true;
    };
    return {
      'Mod-f': door(find),
      'Mod-/': door(help),
      'Mod-k': door(link),
      'Mod-Alt-f': () => addFootnote(this.editor),
    };
  },
});

/** Cleans what is pasted from elsewhere. */
const cleaning = (onPasted: (notes: ReadonlyMap<PasteNote, number>, images: File[]) => void) =>
  Extension.create({
    name: 'cleaning',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('cleaning'),
        props: {
          transformPastedHTML: (html) => {
            const { html: cleaned, notes, images } = cleanPasted(html, window.location.host);
            onPasted(notes, images);
            return cleaned;
          },
        },
      }),
    ],
  });

/**
 * Tiptap makes the views of nodes anew once React has drawn the frame of the text, for those that are
 * drawn by React, and so draws all of the text a second time. None of ours is: they are made once.
 */
const DrawnOnce = Extension.create({
  name: 'drawnOnce',
  onBeforeCreate() {
    const { extensionManager } = this.editor;
    Object.defineProperty(extensionManager, 'nodeViews', { value: extensionManager.nodeViews });
  },
});

function goToHeading(editor: Editor, key: string): void {
  const { doc } = editor.state;
  const at = placeOfHeading(doc, key);
  if (at === null) return;
  const end = TextSelection.near(doc.resolve(at + doc.nodeAt(at)!.nodeSize - 1), -1);
  editor.view.dispatch(editor.state.tr.setSelection(end));
  editor.commands.focus(null, { scrollIntoView: false });
  const dom = editor.view.nodeDOM(at);
  bringToTop(dom instanceof Element ? dom : null);
}

const selectedCount = ({ doc, selection: { from, to, empty } }: EditorState): Count | null =>
  empty ? null : countWords(wordsBetween(doc, from, to));

const asText = (value: unknown) => JSON.stringify(value);

/** Reads the paper through in the pauses of writing, and tells what has changed. */
function useReading(listeners: Pick<PaperEditorProps, 'onOutline' | 'onWordCount'>) {
  const latest = useLatest(listeners);
  const [footnotes, setFootnotes] = useState<string[]>([]);
  const told = useRef({ outline: '', count: '', footnotes: '' });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const read = (editor: Editor) => {
    if (editor.isDestroyed) return;
    const index: PaperIndex = indexOf(editor.state.doc);
    const count = { ...index.count, selected: selectedCount(editor.state) };
    const now = { outline: asText(index.headings), count: asText(count), footnotes: asText(index.footnotes) };
    const { onOutline, onWordCount } = latest.current;
    if (now.outline !== told.current.outline) onOutline?.(index.headings);
    if (now.count !== told.current.count) onWordCount?.(count);
    if (now.footnotes !== told.current.footnotes) setFootnotes(index.footnotes);
    told.current = now;
  };
  const readSoon = (editor: Editor) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => read(editor), pause);
  };
  return { footnotes, read, readSoon };
}

/** The shared text of a paper, to write or to read. */
export function PaperEditor(props: PaperEditorProps) {
  const { language, mode, uploadImage, findDocuments, onReady } = props;
  const { t } = useTranslation('paper');
  const [panel, setPanel] = useState<string | null>(null);
  const [helping, setHelping] = useState(false);
  const [notes, setNotes] = useState<ReadonlyMap<PasteNote, number> | null>(null);
  const { footnotes, read, readSoon } = useReading(props);
  const upload = useLatest(uploadImage);
  const openHelp = useCallback(() => setHelping(true), []);
  const means: PaperMeans = useMemo(
    () => ({ hasUpload: uploadImage !== undefined, findDocuments, onHelp: openHelp }),
    [uploadImage, findDocuments, openHelp],
  );
  const commands = usePaperSlash(means, setPanel);
  const words: ViewWords = {
    missingAlt: t('image.missing'),
    editImage: t('image.edit'),
    tone: (tone) => t(`tools.tone.${tone}`),
    footnote: (number, said) => t('footnote.sign', { number, words: said }),
  };

  return (
    <TextEditor
      {...props}
      onSelection={(passage) => props.onSelection?.(passage)}
      kind={{
        extensions: () => {
          let editor: Editor | undefined;
          return [
            ...paperExtensions({
              language,
              views: paperViews(words),
              checkboxLabel: (task) => t('task.tick', { task }),
            }),
            PaperKeys.configure({ find: () => setPanel('find'), help: openHelp, link: () => setPanel('link') }),
            DrawnOnce,
            Sight,
            OpenedNode,
            Find,
            ImageUploads.configure({
              upload: () => upload.current,
              words: () => ({
                sending: (name) => t('upload.sending', { name }),
                failed: t('upload.failed'),
                cancel: t('form.cancel'),
                retry: t('upload.retry'),
                remove: t('upload.remove'),
              }),
            }),
            cleaning((found, images) => {
              setNotes(found.size > 0 ? found : null);
              // After what was pasted stands in the text.
              if (images.length > 0) setTimeout(() => editor && sendImages(editor.view, images));
            }),
            Extension.create({
              name: 'paperReading',
              onCreate() {
                editor = this.editor as Editor;
              },
              onSelectionUpdate() {
                readSoon(this.editor as Editor);
              },
            }),
          ];
        },
        help: t('help.spoken'),
        hint: t('hint'),
        commands,
        tools: (frame) => (
          <>
            <PaperTools {...frame} means={means} panel={{ open: panel, setOpen: setPanel }} />
            {notes && <PasteNotes notes={notes} onClose={() => setNotes(null)} />}
          </>
        ),
        // Writing goes on at the end; at the beginning a box or an image would open its form over the text.
        begin: (doc) => doc.content.size,
        onEditor: (editor) => {
          read(editor);
          onReady?.({ ...textHandle(editor), goToHeading: (key) => goToHeading(editor, key) });
        },
        onUpdate: readSoon,
        rest: (editor) => (
          <>
            <FootnoteList
              footnotes={footnotes}
              {...(mode === 'edit' && {
                onOpen: (index: number) => {
                  const at = placeOfFootnote(editor.state.doc, index);
                  if (at !== null) editor.view.dispatch(openingAt(editor.state, at));
                },
              })}
            />
            {mode === 'edit' && (
              <>
                <NodeForms editor={editor} numberOf={(at) => numberAt(editor, at)} />
                <KeyboardHelp
                  open={helping}
                  onClose={() => {
                    setHelping(false);
                    editor.view.focus();
                  }}
                />
              </>
            )}
          </>
        ),
      }}
    />
  );
}

/** The number that is drawn at a footnote. */
function numberAt(editor: Editor, at: number): number {
  const sign = editor.view.nodeDOM(at);
  return sign instanceof HTMLElement ? Number(sign.dataset.number ?? 0) : 0;
}
