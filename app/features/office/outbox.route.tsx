/** The mails of the portal: whether they arrive, and what was given up. */
import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { pageIn } from '~/services/paging';
import { Button } from '~/ui/buttons';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect } from '~/ui/LiveSearch';
import { Moment } from '~/ui/Moment';
import { Alert, Badge, Empty, PageHeader, Table } from '~/ui/page-parts';
import { type MailState, mailStateIn, mailStates, outboxPath } from './outbox';
import styles from './office.module.css';
import { readOutbox, sendAgain } from './outbox.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const state = mailStateIn(request);
  return {
    outbox: await readOutbox(actor, state, pageIn(request)),
    state,
    title: translator(language, 'office')('outbox.title'),
  };
});

export const action = signedIn(async ({ actor }) => redirectWith(outboxPath, 'office:mailsRetried', { count: await sendAgain(actor) }));

await wordsFor('office');

const badges: Partial<Record<MailState, 'success' | 'warning' | 'danger'>> = { sent: 'success', waiting: 'warning', failed: 'danger' };

export default function Outbox() {
  const { outbox, state } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader title={t('outbox.title')} />
      <ServerNote />
      <FilteredList
        search={t('outbox.search')}
        submit={t('search')}
        asked={{ stand: state ?? '' }}
        filters={
          <FilterSelect
            name="stand"
            label={t('outbox.state')}
            value={state ?? ''}
            all={t('outbox.all')}
            options={mailStates.map((value) => ({ value, label: t(`outbox.states.${value}`) }))}
          />
        }
        found={t('outbox.count', { count: outbox.found })}
        page={outbox.page}
        pages={outbox.pages}
      >
        <Table
          caption={t('outbox.title')}
          head={[
            { key: 'subject', label: t('outbox.subject') },
            { key: 'to', label: t('outbox.to') },
            { key: 'at', label: t('outbox.at') },
            { key: 'state', label: t('outbox.state') },
          ]}
          rows={outbox.mails.map((mail) => ({
            key: mail.id,
            cells: [
              outbox.withServer ? mail.subject || t('outbox.daily') : <Link to={mail.id}>{mail.subject || t('outbox.daily')}</Link>,
              mail.to,
              <Moment key="at" at={mail.at} />,
              <>
                <Badge kind={badges[mail.state]}>{t(`outbox.states.${mail.state}`)}</Badge>
                {mail.error && <span className={styles.second}>{mail.error}</span>}
              </>,
            ],
          }))}
          empty={
            <Empty title={t('outbox.none')}>
              <p>{t('outbox.noneHint')}</p>
            </Empty>
          }
        />
      </FilteredList>
    </>
  );
}

/** How the mail server is, and what one can do. */
function ServerNote() {
  const { withServer, away, failed } = useLoaderData<typeof loader>().outbox;
  const { t } = useTranslation('office');
  return (
    <>
      {!withServer && <Alert title={t('outbox.noServer')}>{t('outbox.noServerHint')}</Alert>}
      {away && (
        <Alert kind="warning" title={t(withServer ? 'outbox.away' : 'outbox.noFolder')}>
          {t(withServer ? 'outbox.awayHint' : 'outbox.noFolderHint')} <Moment at={away.since} />
        </Alert>
      )}
      {failed > 0 && (
        <Alert kind="warning" title={t('outbox.failed', { count: failed })}>
          <p>{t('outbox.failedHint')}</p>
          <Form method="post">
            <Button kind="secondary" small>
              {t('overview.retry')}
            </Button>
          </Form>
        </Alert>
      )}
    </>
  );
}
