/**
 * The forms of what stands in a paper and has no words to type in: an image is given its description,
 * caption and width, a footnote its words. They are laid below the thing, and what is typed is kept
 * however one leaves them. Browser.
 */
import { useEditorState, type Editor } from '@tiptap/react';
import { useEffect, useId, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { imageWidths, type Footnote, type Image } from './document';
import styles from './editor.module.css';
import { closing, goBehind, openedThing, selectedThing } from './opened-node';
import forms from './paper-tools.module.css';
import { placeAt } from './placing';

type ImageAttributes = Image['attrs'];

/** Changes attributes of what is selected, and leaves it selected. */
function change(editor: Editor, attributes: Record<string, unknown>): void {
  const thing = selectedThing(editor.state);
  if (!thing) return;
  const transaction = editor.state.tr;
  for (const [name, value] of Object.entries(attributes)) {
    if (thing.node.attrs[name] !== value) transaction.setNodeAttribute(thing.at, name, value);
  }
  if (transaction.docChanged) editor.view.dispatch(transaction);
}

function removeSelected(editor: Editor): void {
  editor.view.dispatch(editor.state.tr.deleteSelection());
  editor.view.focus();
}

/** Says what is selected, and opens its form; @param numberOf the number of the footnote at a position */
export function NodeForms({ editor, numberOf }: { editor: Editor; numberOf: (at: number) => number }) {
  const { t } = useTranslation('paper');
  const shown = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const thing = selectedThing(state);
      return { thing, open: openedThing(state) !== null };
    },
    equalityFn: (a, b) => a.open === b?.open && a.thing?.node === b.thing?.node && a.thing?.at === b.thing?.at,
  });
  const { thing, open } = shown;
  const isImage = thing?.node.type.name === 'image';
  const number = thing && !isImage ? numberOf(thing.at) : 0;
  const said = !thing
    ? ''
    : isImage
      ? t('image.selected', { alt: String(thing.node.attrs.alt ?? t('image.missing')) })
      : t('footnote.selected', { number, words: String(thing.node.attrs.text) });
  return (
    <>
      <p className="kern-sr-only" role="status">
        {open ? '' : said}
      </p>
      {thing && open && (
        <FormAt editor={editor} at={thing.at} label={isImage ? t('image.name') : t('footnote.name', { number })}>
          {isImage ? (
            <ImageForm editor={editor} attrs={thing.node.attrs as ImageAttributes} />
          ) : (
            <FootnoteForm editor={editor} attrs={thing.node.attrs as Footnote['attrs']} number={number} />
          )}
        </FormAt>
      )}
    </>
  );
}

function FormAt({ editor, at, label, children }: { editor: Editor; at: number; label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const dom = editor.view.nodeDOM(at);
      if (box.current && dom instanceof Element) placeAt(box.current, dom.getBoundingClientRect());
    };
    place();
    // Once the page has gone to the thing itself.
    const shown = requestAnimationFrame(() => {
      place();
      box.current?.scrollIntoView({ block: 'nearest' });
    });
    // Images that come later move what is below them.
    const resized = new ResizeObserver(place);
    resized.observe(editor.view.dom);
    return () => {
      cancelAnimationFrame(shown);
      resized.disconnect();
    };
  }, [editor, at]);
  return (
    <div ref={box} role="group" aria-label={label} className={forms.form}>
      {children}
    </div>
  );
}

/** Keeps what was typed when the focus leaves the form, and leads back to the text. */
function leaving(editor: Editor, keep: () => void) {
  const leave = () => {
    keep();
    if (!selectedThing(editor.state)) return;
    editor.view.dispatch(closing(editor.state));
    goBehind(editor.view);
  };
  return {
    leave,
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (!currentTarget.contains(relatedTarget)) keep();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      leave();
    },
  };
}

/** Puts the focus into the first field once the form is open. */
function useFirstField<T extends HTMLElement>() {
  const field = useRef<T>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return field;
}

function ImageForm({ editor, attrs }: { editor: Editor; attrs: ImageAttributes }) {
  const { t } = useTranslation('paper');
  const id = useId();
  const first = useFirstField<HTMLTextAreaElement>();
  const [alt, setAlt] = useState(attrs.alt ?? '');
  const [caption, setCaption] = useState(attrs.caption);
  const isDecoration = attrs.alt === '';
  const keep = () =>
    change(editor, { caption: caption.trim(), ...(isDecoration ? {} : { alt: alt.trim() === '' ? null : alt.trim() }) });
  const { leave, ...events } = leaving(editor, keep);
  return (
    <div {...events}>
      <label htmlFor={`${id}-alt`}>{t('image.alt')}</label>
      <textarea
        ref={first}
        id={`${id}-alt`}
        className={styles.field}
        rows={2}
        maxLength={1000}
        value={isDecoration ? '' : alt}
        disabled={isDecoration}
        aria-describedby={`${id}-why`}
        onChange={(event) => setAlt(event.target.value)}
      />
      <p id={`${id}-why`} className={styles.hint}>
        {t('image.altHint')}
      </p>
      <label className={forms.check}>
        <input
          type="checkbox"
          checked={isDecoration}
          onChange={(event) => change(editor, { alt: event.target.checked ? '' : alt.trim() || null })}
        />
        {t('image.decoration')}
      </label>
      <label htmlFor={`${id}-caption`}>{t('image.caption')}</label>
      <input
        id={`${id}-caption`}
        className={styles.field}
        maxLength={500}
        value={caption}
        autoComplete="off"
        onChange={(event) => setCaption(event.target.value)}
      />
      <fieldset className={forms.widths}>
        <legend>{t('image.width')}</legend>
        {imageWidths.map((width) => (
          <label key={width} className={forms.check}>
            <input
              type="radio"
              name={`${id}-width`}
              checked={attrs.width === width}
              onChange={() => change(editor, { width })}
            />
            {t('image.percent', { width })}
          </label>
        ))}
      </fieldset>
      <p className={forms.actions}>
        <button type="button" className={styles.tool} onClick={leave}>
          {t('form.done')}
        </button>
        <button type="button" className={styles.tool} onClick={() => removeSelected(editor)}>
          {t('image.remove')}
        </button>
      </p>
    </div>
  );
}

function FootnoteForm({ editor, attrs, number }: { editor: Editor; attrs: Footnote['attrs']; number: number }) {
  const { t } = useTranslation('paper');
  const id = useId();
  const first = useFirstField<HTMLTextAreaElement>();
  const [words, setWords] = useState(attrs.text);
  const { leave, ...events } = leaving(editor, () => change(editor, { text: words.trim() }));
  const end = () => {
    // One that was begun and given no words is none.
    if (words.trim() === '') removeSelected(editor);
    else leave();
  };
  return (
    <div
      {...events}
      onKeyDown={(event) => {
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey && event.target === first.current);
        if (!isDone) return;
        event.preventDefault();
        end();
      }}
    >
      <label htmlFor={id}>{t('footnote.words', { number })}</label>
      <textarea
        ref={first}
        id={id}
        className={styles.field}
        rows={3}
        maxLength={4000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className={forms.actions}>
        <button type="button" className={styles.tool} onClick={end}>
          {t('form.done')}
        </button>
        <button type="button" className={styles.tool} onClick={() => removeSelected(editor)}>
          {t('footnote.remove')}
        </button>
      </p>
    </div>
  );
}
