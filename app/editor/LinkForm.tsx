/** The address of a link, asked for below the toolbar. */
import type { Editor } from '@tiptap/react';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import { linkTarget, ownAddress } from './link';

/**
 * @param props.onClose told whether to go on in the text, or back to the button
 */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose: (toText: boolean) => void }) {
  const { t } = useTranslation('editor');
  const id = useId();
  const before = String(editor.getAttributes('link').href ?? '');
  const [typed, setTyped] = useState(before);
  const [wrong, setWrong] = useState(false);

  const set = (event: FormEvent) => {
    event.preventDefault();
    const target = linkTarget(typed);
    if (!target) return setWrong(true);
    const href = ownAddress(target, window.location.host);
    const chain = editor.chain();
    if (editor.state.selection.empty && before === '') {
      chain.insertContent([{ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }]).run();
    } else {
      chain.extendMarkRange('link').setMark('link', { href }).run();
    }
    onClose(true);
  };

  return (
    <form className={styles.linkForm} onSubmit={set} onKeyDown={(event) => event.key === 'Escape' && onClose(false)}>
      <label htmlFor={id}>{t('link.address')}</label>
      <input
        id={id}
        className={styles.field}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        inputMode="url"
        autoComplete="off"
        // The form was asked for; its one field is where people go on.
        autoFocus
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
      />
      <button type="submit" className={styles.tool}>
        {t('link.set')}
      </button>
      {before !== '' && (
        <button
          type="button"
          className={styles.tool}
          onClick={() => {
            editor.chain().extendMarkRange('link').unsetMark('link').run();
            onClose(true);
          }}
        >
          {t('link.remove')}
        </button>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className={styles.wrong} role="alert">
          {t('link.wrong')}
        </p>
      )}
    </form>
  );
}
