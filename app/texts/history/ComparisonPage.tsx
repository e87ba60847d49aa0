import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '~/ui/page-parts';
import { ComparisonView } from '../ComparisonView';
import type { comparisonLoader } from './history-routes.server';

/** Two states of a text, compared. */
export function ComparisonPage() {
  const { name, path, comparison } = useLoaderData<ReturnType<typeof comparisonLoader>>().page;
  const { t } = useTranslation('versions');
  return (
    <>
      <PageHeader
        preline={<Link to={`${path}/fassungen`}>{t('toList', { name })}</Link>}
        title={t('between', { before: comparison.before, after: comparison.after })}
      />
      <ComparisonView comparison={comparison} same={t('same')} />
    </>
  );
}
