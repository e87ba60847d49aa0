/**
 * The three columns of the page of a text: its outline, the paper, and the rail with its tabs. On a phone the
 * outer two are sheets that open from two buttons at the bottom edge. Without a script all three
 * stand one below the other.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useHydrated, useMedia } from '~/ui/hydrated';
import buttons from '~/ui/small-buttons.module.css';
import styles from './desk.module.css';

export type RailTab<Key extends string> = { key: Key; label: string; count?: number; content: ReactNode };

type Sheet = 'outline' | 'rail';

/** Which tab of the rail is shown, and on a phone which sheet is open. @param first the tab shown first */
export function useDesk<Key extends string>(first: Key) {
  const [tab, setTab] = useState<Key>(first);
  const [open, setOpen] = useState<Sheet | null>(null);
  return {
    tab,
    setTab,
    open,
    setOpen,
    /** Brings a tab into view, wherever the rail is. */
    show: (key: Key) => {
      setTab(key);
      setOpen('rail');
    },
  };
}

/**
 * @param titles what the outline and the rail are called
 * @param outline gets how to close the sheet it may be in, so that a jump is seen
 */
export function Desk<Key extends string>({
  desk: { tab, setTab, open, setOpen },
  titles,
  outline,
  rail,
  children,
}: {
  desk: ReturnType<typeof useDesk<Key>>;
  titles: Record<Sheet, string>;
  outline: (close: () => void) => ReactNode;
  rail: readonly RailTab<Key>[];
  children: ReactNode;
}) {
  const narrow = useMedia('(max-width: 64rem)');
  const close = () => setOpen(null);
  useLinked((key) => {
    setTab(key as Key);
    setOpen('rail');
  });
  const parts: Record<Sheet, ReactNode> = {
    outline: outline(close),
    rail: <Rail title={titles.rail} tabs={rail} current={tab} onChange={setTab} />,
  };
  return (
    <>
      <div className={styles.desk}>
        {narrow !== true && (
          <nav className={styles.side} aria-label={titles.outline}>
            <h2 className={styles.sideHeading}>{titles.outline}</h2>
            {parts.outline}
          </nav>
        )}
        <div className={styles.middle}>{children}</div>
        {narrow !== true && (
          // It scrolls by itself: the keyboard must reach it, also while nothing in it can be operated.
          <aside className={styles.side} aria-label={titles.rail} tabIndex={0}>
            {parts.rail}
          </aside>
        )}
      </div>
      {narrow === true && (
        <>
          <div className={styles.edge}>
            {(['outline', 'rail'] as const).map((sheet) => (
              <button key={sheet} type="button" aria-haspopup="dialog" onClick={() => setOpen(sheet)}>
                {titles[sheet]}
              </button>
            ))}
          </div>
          {(['outline', 'rail'] as const).map((sheet) => (
            <SheetDialog key={sheet} title={titles[sheet]} open={open === sheet} onClose={close}>
              {parts[sheet]}
            </SheetDialog>
          ))}
        </>
      )}
    </>
  );
}

/**
 * A link can lead to something in the rail, a comment above all: once for each link that is followed its tab
 * is shown, on a phone its sheet, and then the focus goes there.
 */
function useLinked(show: (tab: string) => void): void {
  const { hash, key } = useLocation();
  const hydrated = useHydrated();
  const pending = useRef('');
  const focusPending = () => {
    const linked = document.getElementById(pending.current);
    if (!linked?.checkVisibility()) return;
    pending.current = '';
    linked.focus();
  };
  // After each rendering, since a tab or a sheet comes into view with one.
  useEffect(focusPending);
  useEffect(() => {
    const target = hydrated ? document.getElementById(hash.slice(1)) : null;
    const tab = target?.closest<HTMLElement>('[data-tab]')?.dataset.tab;
    if (!tab) return;
    pending.current = target!.id;
    show(tab);
    focusPending();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each link that is followed
  }, [hash, key, hydrated]);
}

function SheetDialog({
  title,
  open,
  onClose,
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('texts');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.sheetBody}>
        <div className={styles.sheetHead}>
          <h2>{title}</h2>
          <button type="button" className={buttons.plain} onClick={onClose}>
            {t('sheet.close')}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Tabs by the pattern of the ARIA authoring guide; without a script, headings with their parts. */
function Rail<Key extends string>({
  title,
  tabs,
  current,
  onChange: setCurrent,
}: {
  title: string;
  tabs: readonly RailTab<Key>[];
  current: Key;
  onChange: (key: Key) => void;
}) {
  const hydrated = useHydrated();
  const id = useId();
  if (!hydrated) {
    return (
      <>
        {tabs.map((tab) => (
          <section key={tab.key} className={styles.panel}>
            <h2 className={styles.sideHeading}>{tab.label}</h2>
            {tab.content}
          </section>
        ))}
      </>
    );
  }
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs.at(to % tabs.length)!;
    setCurrent(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={title} className={styles.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === current}
            aria-controls={`${id}-${tab.key}-panel`}
            tabIndex={tab.key === current ? 0 : -1}
            onClick={() => setCurrent(tab.key)}
            onKeyDown={move}
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && <span className={styles.count}> {tab.count}</span>}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          id={`${id}-${tab.key}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${tab.key}`}
          data-tab={tab.key}
          hidden={tab.key !== current}
          className={styles.panel}
        >
          {tab.content}
        </div>
      ))}
    </>
  );
}
