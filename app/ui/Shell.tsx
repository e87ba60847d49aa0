/** What surrounds every page: skip link, one bar with the ways through the house, footer. */
import { Form, Link, NavLink, useLocation, useNavigate } from '@remix-run/react';
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';
import styles from './Shell.module.css';

type Props = {
  alliance: string;
  /** Whether there is anybody to turn to. */
  contact: boolean;
  person: { name: string; office: boolean; news: number } | null;
  path: string;
  /** What just happened. */
  notice: { text: string } | null;
  /** Called in the browser when someone signs out, to forget what the device keeps. */
  onSignOut: () => void;
  loadFinder: () => Promise<Finder>;
  children: ReactNode;
};

export function Shell({ alliance, contact, person, path, notice, onSignOut, loadFinder, children }: Props) {
  const { t } = useTranslation();
  const { find, finder } = useFinder(loadFinder, person !== null);
  return (
    <>
      <a className={styles.skip} href="#inhalt">
        {t('skipToContent')}
      </a>
      <header className={styles.bar}>
        <div className={styles.inner}>
          <Link to="/" className={styles.home}>
            {alliance}
          </Link>
          {person && <Search find={find} className={styles.narrow} />}
          <details className={styles.menu} key={path}>
            <summary className={styles.toggle}>{t('menu')}</summary>
            <Ways person={person} onSignOut={onSignOut} className={styles.sheet} label={t('mainNavigation')} />
          </details>
          <Ways person={person} find={find} onSignOut={onSignOut} className={styles.wide} label={t('mainNavigation')} />
        </div>
      </header>
      {finder}
      <main id="inhalt" className={styles.main} tabIndex={-1}>
        <Notice told={notice} />
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={styles.inner}>
          <span>{alliance}</span>
          {contact && <Link to="/kontakt">{t('contact')}</Link>}
          <LanguageSwitch />
        </div>
      </footer>
    </>
  );
}

/** The quick finder, once somebody has asked for it. */
export type Finder = ComponentType<{ onClose: () => void; onGo: (path: string) => void }>;

/**
 * A way to the search; with a script the quick finder, which Ctrl+K (⌘K on a Mac) opens from everywhere. It is
 * fetched when it is asked for first, so that no page is heavier for it.
 */
function useFinder(load: () => Promise<Finder>, signedIn: boolean) {
  const navigate = useNavigate();
  const [Finder, setFinder] = useState<Finder>();
  const [open, setOpen] = useState(false);
  const find = useCallback(() => {
    setOpen(true);
    load().then(
      (loaded) => setFinder(() => loaded),
      // Nothing was fetched: the page of the search is another way.
      () => navigate(searchPath),
    );
  }, [load, navigate]);
  useEffect(() => {
    if (!signedIn) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'k' || event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      find();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [signedIn, find]);
  return { find, finder: open && Finder && <Finder onClose={() => setOpen(false)} onGo={navigate} /> };
}

const searchPath = '/suche';

function Search({ find, className }: { find: () => void; className?: string }) {
  const { t } = useTranslation();
  return (
    <NavLink
      to={searchPath}
      className={[styles.way, className].filter(Boolean).join(' ')}
      title={t('searchKeys')}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={(event) => {
        // In another tab or window it is a page.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        find();
      }}
    >
      {t('search')}
    </NavLink>
  );
}

function Ways({
  person,
  find,
  onSignOut,
  className,
  label,
}: Pick<Props, 'person' | 'onSignOut'> & { find?: () => void; className?: string; label: string }) {
  const { t } = useTranslation();
  return (
    <nav className={className} aria-label={label}>
      <ul>
        {person && <Way to="/heute" label={t('today')} />}
        {person && <Way to="/gruppen" label={t('myGroups')} />}
        {!person && <Way to="/handlungsfelder" label={t('fields')} />}
        <Way to="/arbeitsgruppen" label={t('workingGroups')} />
        {person && find && (
          <li>
            <Search find={find} />
          </li>
        )}
        {person && <Way to="/mitteilungen" label={person.news > 0 ? t('newsCount', { count: person.news }) : t('news')} />}
        {person?.office && <Way to="/geschaeftsstelle" label={t('office')} />}
        {person ? <Way to="/konto" label={person.name} /> : <Way to="/anmelden" label={t('signIn')} />}
        {person && (
          <li>
            <Form method="post" action="/abmelden" onSubmit={onSignOut}>
              <button className={styles.way}>{t('signOut')}</button>
            </Form>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Way({ to, label }: { to: string; label: string }) {
  return (
    <li>
      <NavLink to={to} className={styles.way}>
        {label}
      </NavLink>
    </li>
  );
}

/** Each language is named in itself, so that whoever needs it can read it. */
function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  const other = i18n.language === 'de' ? 'en' : 'de';
  return (
    <form method="post" action="/sprache">
      <input type="hidden" name="path" value={pathname + search} />
      <button className={styles.language} name="language" value={other} lang={other}>
        {t(`languageName.${other}`)}
      </button>
    </form>
  );
}
