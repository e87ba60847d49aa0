/** Choosing files: label, what is taken, the control, and what is wrong with what was sent. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptedFiles, largestFile } from '~/services/files/kinds';
import styles from './files.module.css';

/**
 * @param errors sentences
 * @param hint what is taken, where that is not every kind of file; `accept` then offers it
 */
export function FileField({
  label,
  several,
  errors,
  hint,
  accept = acceptedFiles,
}: {
  label: string;
  several: boolean;
  errors: string[];
  hint?: string;
  accept?: string;
}) {
  const { t } = useTranslation('files');
  const id = useId();
  const wrong = errors.length > 0;
  return (
    <div className={`kern-form-input ${wrong ? 'kern-form-input--error' : ''} ${styles.field}`}>
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
      <div className="kern-hint" id={`${id}-hint`}>
        {hint ?? t('hint', { maximum: largestFile / 2 ** 20 })}
      </div>
      <input
        type="file"
        id={id}
        name="file"
        required
        multiple={several}
        accept={accept}
        aria-describedby={wrong ? `${id}-hint ${id}-errors` : `${id}-hint`}
        aria-invalid={wrong || undefined}
        className={`kern-form-input__input ${wrong ? 'kern-form-input__input--error' : ''}`}
      />
      <div id={`${id}-errors`} role="alert" className={styles.errors}>
        {errors.map((error) => (
          <p key={error} className="kern-error">
            <span className="kern-icon kern-icon--danger" aria-hidden="true" />
            <span className="kern-body">{error}</span>
          </p>
        ))}
      </div>
    </div>
  );
}
