/** An address on the one occasion when it is shown: to copy, or to open on this very device. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { Alert } from '~/ui/page-parts';
import type { ShownAddress } from './calendar';
import styles from './calendar.module.css';

export function MadeAddress({ address }: { address: ShownAddress }) {
  const { t } = useTranslation('calendar');
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address.url);
      setCopied(true);
    } catch {
      // Browsers may forbid it; what is selected can still be copied by hand.
      setCopied(false);
    }
  }

  return (
    <Alert kind="success" title={t('made.title', { name: address.name })}>
      <p>{t('made.text')}</p>
      <label className="kern-label" htmlFor="address">
        {t('made.field')}
      </label>
      <textarea
        ref={field}
        id="address"
        readOnly
        rows={3}
        value={address.url}
        className={`kern-form-input__input ${styles.address}`}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.copy}>
        <Button kind="secondary" type="button" onClick={() => void copy()}>
          {t('made.copy')}
        </Button>
        <span role="status" className={styles.quiet}>
          {copied !== null && t(copied ? 'made.copied' : 'made.notCopied')}
        </span>
      </div>
      <p>
        <a href={address.webcal}>{t('made.open')}</a>
      </p>
      <p className={styles.quiet}>{t('made.openHint')}</p>
    </Alert>
  );
}
