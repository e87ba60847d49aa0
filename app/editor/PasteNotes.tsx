/** What could not be taken over of something that was pasted. Browser. */
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import type { PasteNote } from './pasted';
import forms from './paper-tools.module.css';

export function PasteNotes({ notes, onClose }: { notes: ReadonlyMap<PasteNote, number>; onClose: () => void }) {
  const { t } = useTranslation('paper');
  return (
    <div className={forms.notes} role="status">
      <p>{t('pasted.title')}</p>
      <ul>
        {[...notes].map(([note, count]) => (
          <li key={note}>{t(`pasted.${note}`, { count })}</li>
        ))}
      </ul>
      <button type="button" className={styles.tool} onClick={onClose}>
        {t('pasted.close')}
      </button>
    </div>
  );
}
