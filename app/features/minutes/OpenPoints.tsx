import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/page-parts';
import type { OpenPoint } from './completeness';

/** What one would want to settle first; nothing, where nothing is open. */
export function OpenPoints({ points, back }: { points: readonly OpenPoint[]; back: string }) {
  const { t } = useTranslation('minutes');
  if (points.length === 0) return null;
  return (
    <Alert kind="warning" title={t('openPoints.title')}>
      <ul>
        {points.map((point, at) => (
          <li key={at}>{t(`openPoints.${point.kind}`, { ...point })}</li>
        ))}
      </ul>
      <p>
        <Link to={back}>{t('openPoints.back')}</Link>
      </p>
    </Alert>
  );
}
