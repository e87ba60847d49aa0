/** A link to another document of the alliance, found by its title while one types. Browser. */
import type { Editor } from '@tiptap/react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '~db/values';
import { Options, comboboxOf, movedBy } from './Options';
import { linkToDocument } from './document';
import styles from './editor.module.css';
import { placeDocumentLink } from './paper-commands';

export type FoundDocument = { id: DocumentId; title: string; group: string };

/** Finds documents that one may see by words of their titles; the newest where nothing is asked. */
export type FindDocuments = (query: string, signal: AbortSignal) => Promise<readonly FoundDocument[]>;

const pause = 150;

type Answer = { query: string; found: readonly FoundDocument[]; failed: boolean };

/** @param props.onClose told whether to go on in the text, or back to the button */
export function DocumentLinkForm({
  editor,
  find,
  onClose,
}: {
  editor: Editor;
  find: FindDocuments;
  onClose: (toText: boolean) => void;
}) {
  const { t } = useTranslation('paper');
  const id = useId();
  const [query, setQuery] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [active, setActive] = useState(0);
  const found = answer?.found ?? [];

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      find(query.trim(), abort.signal).then(
        (documents) => {
          setAnswer({ query, found: documents, failed: false });
          setActive(0);
        },
        () => {
          if (!abort.signal.aborted) setAnswer({ query, found: [], failed: true });
        },
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [find, query]);

  const take = (document: FoundDocument | undefined) => {
    if (!document) return;
    editor
      .chain()
      .command(({ tr }) => placeDocumentLink(tr, linkToDocument(document.id), document.title))
      .run();
    onClose(true);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedBy(event.key, active, found.length);
    if (moved !== undefined) setActive(moved);
    else if (event.key === 'Enter') take(found[active]);
    else if (event.key === 'Escape') onClose(false);
    else return;
    event.preventDefault();
  };

  const said = !answer
    ? ''
    : answer.failed
      ? t('document.failed')
      : found.length === 0
        ? t('document.none')
        : t('document.found', { count: found.length });

  return (
    <div className={styles.linkForm}>
      <label htmlFor={id}>{t('document.name')}</label>
      <div className={styles.control}>
        <input
          {...comboboxOf(id, { isOpen: found.length > 0, active })}
          className={styles.field}
          autoFocus
          placeholder={t('document.placeholder')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Options
          id={id}
          label={t('document.name')}
          options={found.map(({ id: key, title, group }) => ({ key, name: title, hint: group }))}
          active={active}
          onTake={(index) => take(found[index])}
        />
      </div>
      <button type="button" className={styles.tool} onClick={() => onClose(false)}>
        {t('form.cancel')}
      </button>
      <p role="status" className={found.length > 0 ? 'kern-sr-only' : styles.hint}>
        {said}
      </p>
    </div>
  );
}
