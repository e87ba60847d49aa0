import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Moment } from '~/ui/Moment';
import { PageHeader } from '~/ui/page-parts';
import { ComparisonView } from '../ComparisonView';
import type { newsLoader } from './history-routes.server';

/** What others have changed in a text since one was last here. */
export function NewsPage() {
  const { name, path, news } = useLoaderData<ReturnType<typeof newsLoader>>().page;
  const { t } = useTranslation('versions');
  return (
    <>
      <PageHeader preline={<Link to={path}>{name}</Link>} title={t('news.title')} />
      {!news && <p>{t('news.first')}</p>}
      {news && (
        <>
          <p>
            {t('news.since')}: <Moment at={news.since} />. {t('news.own')}
          </p>
          <ComparisonView comparison={news} same={t('news.none')} />
        </>
      )}
    </>
  );
}
