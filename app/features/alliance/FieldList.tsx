/** The fields of action, each with how many groups work on it. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { fieldPath } from './fields';
import type { ShownField } from './fields.server';
import styles from './public.module.css';

export function FieldList({ fields }: { fields: readonly ShownField[] }) {
  const { t } = useTranslation('alliance');
  return (
    <ul className={styles.fields}>
      {fields.map(({ slug, name, groups }) => (
        <li key={slug}>
          <Link to={fieldPath(slug)}>{name}</Link>
          <span className={styles.quiet}>{t('fields.groups', { count: groups })}</span>
        </li>
      ))}
    </ul>
  );
}
