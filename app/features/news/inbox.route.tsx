/** One's own news: what happened, the newest first. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readInbox } from '~/news/inbox.server';
import { newsChoicesPath, newsPath } from '~/news/news';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { pageIn } from '~/services/paging';
import { LinkButton } from '~/ui/buttons';
import { Moment } from '~/ui/Moment';
import { Badge, Empty, PageHeader, Paging } from '~/ui/page-parts';
import styles from './news.module.css';

export const loader = signedIn(async ({ actor, request, language }) => ({
  inbox: await readInbox(actor, language, pageIn(request)),
  title: translator(language, 'news')('inbox.title'),
}));

await wordsFor('news');

export default function Inbox() {
  const { lines, page, pages } = useLoaderData<typeof loader>().inbox;
  const { t } = useTranslation('news');
  return (
    <>
      <PageHeader title={t('inbox.title')}>
        <LinkButton kind="secondary" to={newsChoicesPath}>
          {t('inbox.toChoices')}
        </LinkButton>
      </PageHeader>
      {lines.length === 0 ? (
        <Empty title={t('inbox.none')}>
          <p>{t('inbox.noneHint')}</p>
        </Empty>
      ) : (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.id}>
              <Link to={line.path}>{line.sentence}</Link>
              <p>
                {line.isNew && <Badge kind="info">{t('inbox.new')}</Badge>} {t(`kind.${line.kind}.name`)} · <Moment at={line.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <Paging page={page} pages={pages} path={(to) => `${newsPath}?seite=${to}`} />
    </>
  );
}
