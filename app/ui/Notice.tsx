import { useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readNotice } from './notice';
import { Alert } from './page-parts';

/** Says what just happened, if the address tells of it. */
export function Notice() {
  const { search } = useLocation();
  const notice = readNotice(search);
  const { t, i18n } = useTranslation();
  if (!notice || !i18n.exists(notice.key, notice.values)) return null;
  return <Alert kind="success" title={t(notice.key as 'save', notice.values)} />;
}
