/** What can be done by keyboard while one writes a paper, in words. Browser. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import forms from './paper-tools.module.css';

/** Each with the keys as they are printed on a keyboard; `Mod` is Ctrl, on a Mac ⌘. */
const shortcuts = {
  everywhere: [
    ['slash', '/'],
    ['mention', '@'],
    ['tools', 'Alt+F10'],
    ['find', 'Mod+F'],
    ['help', 'Mod+/'],
    ['undo', 'Mod+Z'],
    ['redo', 'Mod+Shift+Z'],
  ],
  words: [
    ['bold', 'Mod+B'],
    ['italic', 'Mod+I'],
    ['link', 'Mod+K'],
    ['footnote', 'Mod+Alt+F'],
    ['lineBreak', 'Shift+Enter'],
  ],
  blocks: [
    ['heading', 'Mod+Alt+2, 3, 4'],
    ['paragraph', 'Mod+Alt+0'],
    ['orderedList', 'Mod+Shift+7'],
    ['bulletList', 'Mod+Shift+8'],
    ['taskList', 'Mod+Shift+9'],
    ['quote', 'Mod+Shift+B'],
    ['tick', 'Mod+Enter'],
    ['deeper', 'Tab'],
    ['higher', 'Shift+Tab'],
  ],
  tables: [
    ['nextCell', 'Tab'],
    ['previousCell', 'Shift+Tab'],
  ],
  things: [
    ['reach', '←↑↓→'],
    ['open', 'Enter'],
    ['back', 'Escape'],
  ],
} as const;

type Group = keyof typeof shortcuts;

export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('paper');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const isMac = /mac|iphone|ipad/i.test(navigator.platform);
  const keys = (shortcut: string) =>
    shortcut.split('+').map((name) => {
      const key = { Mod: isMac ? '⌘' : t('keys.control'), Shift: t('keys.shift'), Enter: t('keys.enter'), Escape: t('keys.escape') }[name] ?? name;
      return <kbd key={name}>{key}</kbd>;
    });
  return (
    <dialog ref={dialog} className={forms.help} aria-label={t('help.title')} onClose={onClose}>
      <h2>{t('help.title')}</h2>
      {(Object.keys(shortcuts) as Group[]).map((group) => (
        <section key={group}>
          <h3>{t(`help.${group}.title`)}</h3>
          <dl>
            {shortcuts[group].map(([name, shortcut]) => (
              <div key={name}>
                <dt>{t(`help.${group}.${name}`)}</dt>
                <dd>{keys(shortcut)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <button type="button" className={styles.tool} onClick={onClose}>
        {t('help.close')}
      </button>
    </dialog>
  );
}
