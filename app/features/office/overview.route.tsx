import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { allRegistersPath } from '~/features/decisions/decisions';
import { allMeetingsPath } from '~/features/meetings/address';
import { todayPath } from '~/features/today/today';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button, LinkButton } from '~/ui/buttons';
import { Alert, PageHeader } from '~/ui/page-parts';
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
  const { failed, mails } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader title={t('overview.title')}>
        <LinkButton to="/geschaeftsstelle/personen/einladen">{t('people.invite')}</LinkButton>
      </PageHeader>
      {mails > 0 && (
        <Alert kind="warning" title={t('outbox.failed', { count: mails })}>
          <Link to={`${outboxPath}?stand=failed`}>{t('outbox.toThem')}</Link>
        </Alert>
      )}
      {failed > 0 && <FailedWork count={failed} />}
      <p>
        <Link to={todayPath}>{t('overview.toToday')}</Link>
      </p>
      <h2>{t('overview.ways')}</h2>
      <ul className={styles.ways}>
        {(['people', 'organisations', 'groups', 'assignment', 'requests', 'meetings', 'decisions', 'audit'] as const).map((way) => (
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
  meetings: allMeetingsPath,
  decisions: allRegistersPath,
  audit: '/geschaeftsstelle/nachweis',
};

function FailedWork({ count }: { count: number }) {
  const { t } = useTranslation('office');
  return (
    <Alert kind="warning" title={t('overview.failed', { count })}>
      <p>{t('overview.failedHint')}</p>
      <Form method="post">
        <Button kind="secondary" small>
          {t('overview.retry')}
        </Button>
      </Form>
    </Alert>
  );
}
