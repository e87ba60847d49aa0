/** The parts pages are composed of: head, notes, states, tabs, empty lists, paging. */
import { Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page-parts.module.css';

/** The one h1 of a page, what it belongs to above it, its one or two actions beside it. */
export function PageHeader({
  preline,
  title,
  children,
}: {
  preline?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={styles.header}>
      <div>
        {preline && <p className={styles.preline}>{preline}</p>}
        <h1>{title}</h1>
      </div>
      {children && <div className={styles.headerActions}>{children}</div>}
    </div>
  );
}

type Kind = 'info' | 'success' | 'warning' | 'danger';

/** Something to know, in the place where one is looking. */
export function Alert({ kind = 'info', title, children }: { kind?: Kind; title: ReactNode; children?: ReactNode }) {
  return (
    <div className={`kern-alert kern-alert--${kind} ${styles.alert}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <div className="kern-alert__header">
        <span className={`kern-icon kern-icon--${kind}`} aria-hidden="true" />
        <span className="kern-title">{title}</span>
      </div>
      {children && <div className="kern-alert__body">{children}</div>}
    </div>
  );
}

/** A state in one word; never by colour alone. */
export function Badge({ kind, children }: { kind?: Kind; children: ReactNode }) {
  return (
    <span className={`kern-badge kern-badge--small ${kind ? `kern-badge--${kind}` : styles.neutral} ${styles.badge}`}>
      <span className="kern-label">{children}</span>
    </span>
  );
}

/** The way a thing goes, with the step it is at; below, who moves it on and the button for it. */
export function StateStrip({
  label,
  steps,
  current,
  children,
}: {
  label: string;
  steps: { key: string; label: string }[];
  current: string;
  children?: ReactNode;
}) {
  const reached = steps.findIndex((step) => step.key === current);
  return (
    <section className={styles.strip} aria-label={label}>
      <ol>
        {steps.map((step, index) => (
          <li
            key={step.key}
            aria-current={step.key === current ? 'step' : undefined}
            className={index < reached ? styles.passed : undefined}
          >
            {step.label}
          </li>
        ))}
      </ol>
      {children && <div className={styles.stripBody}>{children}</div>}
    </section>
  );
}

/** Ways inside a place (a group, the desk). */
export function Tabs({ label, items }: { label: string; items: { to: string; label: string; end?: boolean }[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavLink to={item.to} end={item.end ?? false}>
              {item.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** An empty list says what belongs here and offers to begin. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** A real table on wide screens, cards on narrow ones; the first cell is the title of the row. */
export function Table({
  caption,
  head,
  rows,
  empty,
}: {
  caption: string;
  /** Column names; they stand before each value on a card. */
  head: { key: string; label: string; numeric?: boolean; hidden?: boolean }[];
  rows: { key: string; cells: ReactNode[] }[];
  empty?: ReactNode;
}) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <table className={`kern-table ${styles.table}`}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="kern-table__header">
        <tr className="kern-table__row">
          {head.map((column) => (
            <th key={column.key} scope="col" className={`kern-table__header ${column.numeric ? 'numeric' : ''}`}>
              <span className={column.hidden ? 'visually-hidden' : undefined}>{column.label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="kern-table__body">
        {rows.map((row) => (
          <tr key={row.key} className="kern-table__row">
            {row.cells.map((cell, index) => {
              const column = head[index]!;
              const content = (
                <>
                  {index > 0 && !column.hidden && (
                    <span className={styles.cardLabel} aria-hidden="true">
                      {column.label}
                    </span>
                  )}
                  {index > 0 && !column.hidden ? <div>{cell}</div> : cell}
                </>
              );
              return index === 0 ? (
                <th key={column.key} scope="row" className="kern-table__cell">
                  {content}
                </th>
              ) : (
                <td key={column.key} className={`kern-table__cell ${column.numeric ? 'numeric' : ''}`}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Pages of a long list. `path` gives the address of a page, counted from 1. */
export function Paging({ page, pages, path }: { page: number; pages: number; path: (page: number) => string }) {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <nav className={styles.paging} aria-label={t('paging.label')}>
      {page > 1 && (
        <Link to={path(page - 1)} rel="prev">
          {t('paging.previous')}
        </Link>
      )}
      <span>{t('paging.place', { page, pages })}</span>
      {page < pages && (
        <Link to={path(page + 1)} rel="next">
          {t('paging.next')}
        </Link>
      )}
    </nav>
  );
}

/**
 * A step that needs a second thought: opens in place and says what will happen. No script needed.
 *
 * @param open stands open from the start: something in it has to be looked at again
 */
export function Confirm({
  summary,
  kind = 'secondary',
  open = false,
  children,
}: {
  summary: string;
  kind?: 'primary' | 'secondary' | 'tertiary';
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className={styles.confirm} open={open}>
      <summary className={`kern-btn kern-btn--${kind}`}>
        <span className="kern-label">{summary}</span>
      </summary>
      <div className={styles.confirmBody}>{children}</div>
    </details>
  );
}

/** Text as it was typed into a form: an empty line begins a paragraph. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((words, index) => (
        <p key={index}>{words}</p>
      ))}
    </>
  );
}
