/** What others have changed in minutes since one was last here. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { ComparisonView } from '~/texts/ComparisonView';
import { viewIn } from '~/texts/ends';
import { Moment } from '~/ui/Moment';
import { PageHeader } from '~/ui/page-parts';
import { minutesPath, placeOf } from './place';
import { newsPage } from './versions.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const page = await newsPage(actor, placeOf(params), { view: viewIn(request), language });
  const { number, group } = page.head;
  const title = translator(language, 'minutes')('versions.newsTitle', { number, group: group.name });
  return { page, title };
});

await wordsFor('minutes', 'versions');

export default function News() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['versions', 'minutes']);
  const { head, news } = page;
  return (
    <>
      <PageHeader
        preline={<Link to={minutesPath(head.group.slug, head.number)}>{t('minutes:title', { number: head.number })}</Link>}
        title={t('news.title')}
      />
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
