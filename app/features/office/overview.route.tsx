import { Form, Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { documentPath } from '~/features/documents/place';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { DayText } from '~/ui/Moment';
import { Button, LinkButton } from '~/ui/buttons';
import { Empty, PageHeader } from '~/ui/page-parts';
import styles from './office.module.css';
import { outboxPath } from './outbox';
import { deskOverview, retryBackgroundWork } from './overview.server';

export const loader = signedIn(async ({ actor, language }) => {
  return { ...(await deskOverview(actor)), title: translator(language, 'office')('overview.title') };
});

export const action = signedIn(async ({ actor }) => {
  const count = await retryBackgroundWork(actor);
  return redirectWith('/geschaeftsstelle', 'office:retried', { count });
});

await wordsFor('office');

export default function Overview() {
  const { requests, invited, failed, mails, reviews } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const nothing = requests + invited + failed + mails + reviews.length === 0;
  return (
    <>
      <PageHeader title={t('overview.title')}>
        <LinkButton to="/geschaeftsstelle/personen/einladen">{t('people.invite')}</LinkButton>
      </PageHeader>
      <h2>{t('overview.waiting')}</h2>
      {nothing ? (
        <Empty title={t('overview.nothing')}>
          <p>{t('overview.nothingHint')}</p>
        </Empty>
      ) : (
        <ul className={styles.waiting}>
          {requests > 0 && (
            <Waiting to="/geschaeftsstelle/anfragen" label={t('overview.requests', { count: requests })}>
              {t('overview.requestsHint')}
            </Waiting>
          )}
          {reviews.map((review) => (
            <Waiting
              key={review.id}
              to={
                review.document
                  ? documentPath(review.slug, review.document.id)
                  : `/gruppen/${review.slug}/sitzungen/${review.meeting}/protokoll`
              }
              label={
                review.document
                  ? t('overview.reviewOfDocument', { group: review.group, title: review.document.title })
                  : t('overview.review', { group: review.group, number: review.meeting })
              }
            >
              {t('overview.deadline')} <DayText day={review.lastDay} distance /> (
              <DayText day={review.lastDay} />)
            </Waiting>
          ))}
          {invited > 0 && (
            <Waiting
              to="/geschaeftsstelle/personen?stand=eingeladen"
              label={t('overview.invited', { count: invited })}
            >
              {t('overview.invitedHint')}
            </Waiting>
          )}
          {mails > 0 && (
            <Waiting to={`${outboxPath}?stand=failed`} label={t('outbox.failed', { count: mails })}>
              {t('outbox.failedHint')}
            </Waiting>
          )}
          {failed > 0 && (
            <li>
              <strong>{t('overview.failed', { count: failed })}</strong>
              <p>{t('overview.failedHint')}</p>
              <Form method="post">
                <Button kind="secondary" small>
                  {t('overview.retry')}
                </Button>
              </Form>
            </li>
          )}
        </ul>
      )}
      <h2>{t('overview.ways')}</h2>
      <ul className={styles.ways}>
        {(['people', 'organisations', 'groups', 'assignment', 'requests', 'decisions', 'audit'] as const).map((way) => (
          <li key={way}>
            <Link to={paths[way]}>{t(`ways.${way}`)}</Link>
            <p>{t(`overview.about.${way}`)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

const paths = {
  people: '/geschaeftsstelle/personen',
  organisations: '/geschaeftsstelle/organisationen',
  groups: '/geschaeftsstelle/gruppen',
  assignment: '/geschaeftsstelle/zuordnung',
  requests: '/geschaeftsstelle/anfragen',
  decisions: '/beschluesse',
  audit: '/geschaeftsstelle/nachweis',
};

function Waiting({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  return (
    <li>
      <Link to={to}>{label}</Link>
      <p>{children}</p>
    </li>
  );
}
