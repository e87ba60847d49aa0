/**
 * The quick finder: type a few letters, go there. It is fetched when somebody asks for it first; without a script
 * the link that opens it leads to the search.
 */
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '~/services/i18n/words';
import buttons from '~/ui/small-buttons.module.css';
import { Edition, NameOf } from './NameOf';
import { type Suggested, searchPath, suggestionsPath } from './suggested';
import { useAnswers } from './useAnswers';
import styles from './search.module.css';

await wordsFor('search');

/**
 * @param onClose called once it has closed, however that came
 * @param onGo somebody chose where to go
 */
export function Finder({ onClose, onGo }: { onClose: () => void; onGo: (path: string) => void }) {
  const { t } = useTranslation('search');
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  const close = () => dialog.current?.close();
  const choose = (path: string) => {
    close();
    onGo(path);
  };
  return (
    <dialog
      ref={dialog}
      className={styles.finder}
      aria-label={t('finder.title')}
      onClose={onClose}
      // A click beside it: nothing else of the dialog lies there.
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className={styles.finderSheet}>
        <Choice input={input} go={choose} />
        <p className={styles.finderFoot}>
          <span>{t('finder.keys')}</span>
          <button type="button" className={buttons.plain} onClick={close}>
            {t('finder.close')}
          </button>
        </p>
      </div>
    </dialog>
  );
}

/** A line with a list below it (ARIA 1.2, combobox): the arrows choose, Enter opens; with none chosen all that is found. */
function Choice({ input, go }: { input: RefObject<HTMLInputElement>; go: (path: string) => void }) {
  const { t } = useTranslation('search');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const { found, failed } = useAnswers<Suggested[]>(suggestionsPath, typed.trim());
  const places = found ?? [];
  const all = typed.trim() ? [`${searchPath}?${new URLSearchParams({ q: typed.trim() })}`] : [];
  const paths = [...places.map(({ path }) => path), ...all];
  const optionId = (index: number) => `${id}-${index}`;

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && paths.length > 0) {
      event.preventDefault();
      // Past the last one lies the line itself, then the first.
      setActive((active + 1 + step + paths.length + 1) % (paths.length + 1) - 1);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(paths[active] ?? all[0] ?? searchPath);
    }
  }

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  return (
    <>
      <label className="kern-label" htmlFor={`${id}-typed`}>
        {t('finder.label')}
      </label>
      <input
        ref={input}
        id={`${id}-typed`}
        type="text"
        role="combobox"
        className="kern-form-input__input"
        aria-expanded={paths.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? optionId(active) : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        enterKeyHint="go"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={styles.finderStatus}>
        {failed ? t('finder.failed') : typed.trim() && found ? t('finder.count', { count: places.length }) : t('finder.hint')}
      </p>
      <ul id={`${id}-list`} role="listbox" aria-label={t('finder.list')} className={styles.finderList} hidden={paths.length === 0}>
        {places.map((place, index) => (
          <Option key={place.path} id={optionId(index)} active={index === active} onChoose={() => go(place.path)}>
            <span className={styles.finderName}>
              <NameOf kind={place.kind} title={place.title} />
              <Edition number={place.edition} />
            </span>
            <span className={styles.finderPlace}>{[t(`one.${place.kind}`), place.group].filter(Boolean).join(' · ')}</span>
          </Option>
        ))}
        {all.map((path) => (
          <Option key="all" id={optionId(places.length)} active={places.length === active} onChoose={() => go(path)}>
            <span className={styles.finderName}>{t('finder.all', { words: typed.trim() })}</span>
          </Option>
        ))}
      </ul>
    </>
  );
}

/** Chosen by the arrows of the line above; the mouse needs no focus here. */
function Option({
  id,
  active,
  onChoose,
  children,
}: {
  id: string;
  active: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <li id={id} role="option" aria-selected={active} className={styles.finderOption} onMouseDown={(event) => event.preventDefault()} onClick={onChoose}>
      {children}
    </li>
  );
}
