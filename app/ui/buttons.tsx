/** Buttons and links that look like them. One primary a page: what most people come for. */
import { Link } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './buttons.module.css';

type Kind = 'primary' | 'secondary' | 'tertiary';

export function Button({
  kind = 'primary',
  small,
  children,
  ...rest
}: { kind?: Kind; small?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button {...rest} className={look(kind, small)}>
      <span className="kern-label">{children}</span>
    </button>
  );
}

export function LinkButton({
  to,
  kind = 'primary',
  small,
  reloadDocument = false,
  children,
}: {
  to: string;
  kind?: Kind;
  small?: boolean;
  /** Where a file is handed out, not a page. */
  reloadDocument?: boolean;
  children: ReactNode;
}) {
  return (
    <Link to={to} reloadDocument={reloadDocument} className={look(kind, small)}>
      <span className="kern-label">{children}</span>
    </Link>
  );
}

const look = (kind: Kind, small?: boolean) =>
  `kern-btn kern-btn--${kind} ${small ? 'kern-btn--x-small' : ''} ${styles.button}`;

/** Buttons that belong together, the main one first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
