/** The searches for a date that are under way in a group, above its meetings. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DayText } from '~/ui/Moment';
import { Table } from '~/ui/page-parts';
import type { PollLine } from './poll-page.server';
import { pollPath } from './polls';
import styles from './polls.module.css';

export function RunningPolls({ slug, polls }: { slug: string; polls: readonly PollLine[] }) {
  const { t } = useTranslation('polls');
  if (polls.length === 0) return null;
  return (
    <section aria-labelledby="polls" className={styles.running}>
      <h2 id="polls">{t('running.title')}</h2>
      <Table
        caption={t('running.title')}
        head={[
          { key: 'title', label: t('running.about') },
          { key: 'deadline', label: t('lastDay') },
          { key: 'own', label: t('running.own') },
          { key: 'answered', label: t('answers') },
        ]}
        rows={polls.map((poll) => ({
          key: poll.id,
          cells: [
            <Link key="title" to={pollPath(slug, poll.id)}>
              {poll.title}
            </Link>,
            <Deadline key="deadline" poll={poll} />,
            <Own key="own" poll={poll} />,
            t('answeredOf', { answered: poll.answered, asked: poll.asked }),
          ],
        }))}
      />
    </section>
  );
}

function Deadline({ poll: { standing, lastDay, mayLead } }: { poll: PollLine }) {
  const { t } = useTranslation('polls');
  if (standing !== 'open') return mayLead ? <strong>{t('running.choose')}</strong> : t('running.over');
  return (
    <>
      <DayText day={lastDay} distance />
      <span className={styles.under}>
        <DayText day={lastDay} />
      </span>
    </>
  );
}

function Own({ poll: { own, standing } }: { poll: PollLine }) {
  const { t } = useTranslation('polls');
  if (own === null) return '–';
  if (own === 'given') return t('running.given');
  return standing === 'open' ? <strong>{t(`running.${own}`)}</strong> : t(`running.${own}`);
}
