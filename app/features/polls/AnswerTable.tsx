/** Everybody's answers at one look, where there is room: people by dates. */
import { useTranslation } from 'react-i18next';
import { type Language, type PollChoice, pollChoices } from '~db/values';
import { formatSpan } from '~/services/time';
import type { PollPage } from './poll-page.server';
import styles from './polls.module.css';

export function AnswerTable({ poll: { dates, replies, ranking } }: { poll: PollPage }) {
  const { t, i18n } = useTranslation('polls');
  const best = new Set(ranking.flatMap((date) => (date.best ? date.id : [])));
  if (replies.length === 0) return null;
  return (
    <div className={styles.table}>
      <h2 id="table">{t('table.title')}</h2>
      <div className={styles.scroll} role="region" aria-labelledby="table" tabIndex={0}>
        <table className={`kern-table ${styles.matrix}`}>
          <caption className="visually-hidden">{t('table.title')}</caption>
          <thead className="kern-table__header">
            <tr className="kern-table__row">
              <th scope="col" className="kern-table__header">
                {t('table.person')}
              </th>
              {dates.map((date) => (
                <th key={date.id} scope="col" className="kern-table__header">
                  {formatSpan(date.startsAt, date.endsAt, i18n.language as Language)}
                  {best.has(date.id) && <span className={styles.under}>{t('ranking.best')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="kern-table__body">
            {replies.map((reply, index) => (
              <tr key={index} className="kern-table__row">
                <th scope="row" className="kern-table__cell">
                  {reply.name}
                </th>
                {reply.choices.map((choice, column) => (
                  <Said key={dates[column]!.id} choice={choice} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            {pollChoices.map((choice) => (
              <tr key={choice} className="kern-table__row">
                <th scope="row" className="kern-table__cell">
                  {t('table.sum', { choice: t(`choice.${choice}`) })}
                </th>
                {dates.map((date) => (
                  <td key={date.id} className="kern-table__cell">
                    {date.counts[choice]}
                  </td>
                ))}
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
    </div>
  );
}

const signs = { yes: '✓', if_needed: '~', no: '✕' } as const satisfies Record<PollChoice, string>;

function Said({ choice }: { choice: PollChoice | null }) {
  const { t } = useTranslation('polls');
  if (!choice) return <td className="kern-table__cell">{t('choice.none')}</td>;
  return (
    <td className={`kern-table__cell ${styles[choice]}`}>
      <span aria-hidden="true">{signs[choice]}</span> {t(`choice.${choice}`)}
    </td>
  );
}
