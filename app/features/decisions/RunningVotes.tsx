/** The circular votes that are under way in a group, above its register. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DayText } from '~/ui/Moment';
import { Table } from '~/ui/page-parts';
import { votePath } from './circular';
import type { VoteLine } from './circular-page.server';
import styles from './decisions.module.css';

export function RunningVotes({ slug, votes }: { slug: string; votes: readonly VoteLine[] }) {
  const { t } = useTranslation('decisions');
  if (votes.length === 0) return null;
  return (
    <section aria-labelledby="running" className={styles.running}>
      <h2 id="running">{t('circular.running')}</h2>
      <Table
        caption={t('circular.running')}
        head={[
          { key: 'motion', label: t('circular.motion') },
          { key: 'deadline', label: t('circular.left') },
          { key: 'own', label: t('circular.myVote') },
          { key: 'answered', label: t('circular.votes') },
        ]}
        rows={votes.map((vote) => ({
          key: vote.id,
          cells: [
            <Link key="motion" to={votePath(slug, vote.id)}>
              {vote.title}
            </Link>,
            <Deadline key="deadline" vote={vote} />,
            <OwnVote key="own" vote={vote} />,
            t('circular.answered', { answered: vote.answered, voters: vote.voters }),
          ],
        }))}
      />
    </section>
  );
}

function Deadline({ vote: { standing, lastDay } }: { vote: VoteLine }) {
  const { t } = useTranslation('decisions');
  if (standing === 'to_meeting') return t('circular.waitsShort');
  if (standing !== 'open') return t(`circular.standing.${standing}`);
  return (
    <>
      <DayText day={lastDay} distance />
      <span className={styles.under}>
        {t('circular.until')} <DayText day={lastDay} />
      </span>
    </>
  );
}

function OwnVote({ vote: { own, mayVote } }: { vote: VoteLine }) {
  const { t } = useTranslation('decisions');
  if (own) return t(`circular.choice.${own}`);
  return mayVote ? <strong>{t('circular.notVoted')}</strong> : '–';
}
