/** What surrounds every page: skip link, one bar with the ways through the house, footer. */
import { Form, Link, NavLink, useLocation, useNavigate } from '@remix-run/react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';
import styles from './Shell.module.css';

type Props = {
  alliance: string;
  person: { name: string; office: boolean } | null;
  path: string;
  /** What just happened. */
  notice: { text: string } | null;
  /** Called in the browser when someone signs out, to forget what the device keeps. */
  onSignOut: () => void;
  children: ReactNode;
};

export function Shell({ alliance, person, path, notice, onSignOut, children }: Props) {
  const { t } = useTranslation();
  useSearchKey(person !== null);
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
          <details className={styles.menu} key={path}>
            <summary className={styles.toggle}>{t('menu')}</summary>
            <Ways person={person} onSignOut={onSignOut} className={styles.sheet} label={t('mainNavigation')} />
          </details>
          <Ways person={person} onSignOut={onSignOut} className={styles.wide} label={t('mainNavigation')} />
        </div>
      </header>
      <main id="inhalt" className={styles.main} tabIndex={-1}>
        <Notice told={notice} />
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={styles.inner}>
          <span>{alliance}</span>
          <LanguageSwitch />
        </div>
      </footer>
    </>
  );
}

/** Ctrl+K, on a Mac ⌘K, leads to the search from everywhere. */
function useSearchKey(signedIn: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!signedIn) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'k' || event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      navigate('/suche');
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [signedIn, navigate]);
}

function Ways({
  person,
  onSignOut,
  className,
  label,
}: Pick<Props, 'person' | 'onSignOut'> & { className?: string; label: string }) {
  const { t } = useTranslation();
  return (
    <nav className={className} aria-label={label}>
      <ul>
        {person && <Way to="/gruppen" label={t('myGroups')} />}
        <Way to="/arbeitsgruppen" label={t('workingGroups')} />
        {person && <Way to="/suche" label={t('search')} />}
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
