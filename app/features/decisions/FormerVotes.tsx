/** The circular votes of a group that came to no decision, below its register. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DayText } from '~/ui/Moment';
import { Table } from '~/ui/page-parts';
import { votePath } from './circular';
import type { FormerVotes as Former } from './circular-page.server';
import styles from './decisions.module.css';

export function FormerVotes({ slug, former: { votes, more } }: { slug: string; former: Former }) {
  const { t } = useTranslation('decisions');
  if (votes.length === 0) return null;
  return (
    <section aria-labelledby="former" className={styles.running}>
      <h2 id="former">{t('circular.former')}</h2>
      <Table
        caption={t('circular.former')}
        head={[
          { key: 'motion', label: t('circular.motion') },
          { key: 'outcome', label: t('circular.outcome') },
          { key: 'ended', label: t('circular.ended') },
        ]}
        rows={votes.map(({ id, title, state, day }) => ({
          key: id,
          cells: [
            <Link key="motion" to={votePath(slug, id)}>
              {title}
            </Link>,
            t(`circular.standing.${state}`),
            <DayText key="ended" day={day} />,
          ],
        }))}
      />
      {more > 0 && <p className={styles.quiet}>{t('circular.formerMore', { count: more })}</p>}
    </section>
  );
}
