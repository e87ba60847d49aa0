/** Work that goes on in the background: how far it is, asked for again and again, without scripts too. */
import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useId } from 'react';
import { Actions } from './buttons';
import styles from './Progress.module.css';

/**
 * Asks what the page shows anew each second; without scripts the page loads itself anew.
 *
 * @param reload words of the link with which one asks at once
 */
export function Progress({ label, value, max, reload }: { label: string; value: number; max: number; reload: string }) {
  const { revalidate, state } = useRevalidator();
  const id = useId();
  useEffect(() => {
    if (state !== 'idle') return;
    const timer = setTimeout(revalidate, 1000);
    return () => clearTimeout(timer);
  }, [state, revalidate]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <p>
        <label htmlFor={id}>{label}</label>
        <progress id={id} className={styles.progress} value={value} max={max} />
      </p>
      <Actions>
        <Link to="." reloadDocument>
          {reload}
        </Link>
      </Actions>
    </>
  );
}
