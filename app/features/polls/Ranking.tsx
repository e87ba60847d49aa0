/** The dates by how well they suit, with who says what; for those who choose, the way to it. */
import { useTranslation } from 'react-i18next';
import { type Language, pollChoices } from '~db/values';
import { formatSpan } from '~/services/time';
import { LinkButton } from '~/ui/buttons';
import { Badge } from '~/ui/page-parts';
import type { PollDate, PollPage } from './poll-page.server';
import { choicePath } from './polls';
import styles from './polls.module.css';

export function Ranking({ poll }: { poll: PollPage }) {
  const { t } = useTranslation('polls');
  return (
    <section aria-labelledby="ranking">
      <h2 id="ranking">{t('ranking.title')}</h2>
      <p>{t('answeredOf', { answered: poll.answered, asked: poll.asked })}</p>
      <p className={styles.quiet}>{t('ranking.hint')}</p>
      <ol className={styles.ranking}>
        {poll.ranking.map(({ id, best }) => (
          <li key={id} className={best ? styles.best : undefined}>
            <RankedDate poll={poll} date={poll.dates.find((date) => date.id === id)!} best={best} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RankedDate({ poll, date, best }: { poll: PollPage; date: PollDate; best: boolean }) {
  const { t, i18n } = useTranslation('polls');
  const when = formatSpan(date.startsAt, date.endsAt, i18n.language as Language);
  const open = poll.asked - date.counts.yes - date.counts.if_needed - date.counts.no;
  return (
    <>
      <div className={styles.rankedHead}>
        <p className={styles.when}>
          {when} {date.chosen && <Badge kind="success">{t('ranking.chosen')}</Badge>}
          {best && <Badge kind="success">{t('ranking.best')}</Badge>}
          {date.past && <Badge>{t('ranking.past')}</Badge>}
        </p>
        {poll.mayLead && !date.past && (
          <LinkButton small kind={best && poll.standing === 'due' ? 'primary' : 'secondary'} to={choicePath(poll.group.slug, poll.id, date.id)}>
            {t('ranking.choose')}
            <span className="visually-hidden"> {t('ranking.chooseWhich', { when })}</span>
          </LinkButton>
        )}
      </div>
      <p className={styles.counts}>
        {pollChoices.map((choice) => t(`count.${choice}`, { count: date.counts[choice] })).join(' · ')}
        {open > 0 && ` · ${t('count.open', { count: open })}`}
      </p>
      <Names date={date} />
    </>
  );
}

/** Where there is no room for the table. */
function Names({ date }: { date: PollDate }) {
  const { t } = useTranslation('polls');
  const said = pollChoices.filter((choice) => date.names[choice].length > 0);
  if (said.length === 0) return null;
  return (
    <details className={styles.names}>
      <summary>{t('ranking.who')}</summary>
      <dl>
        {said.map((choice) => (
          <div key={choice}>
            <dt>{t(`choice.${choice}`)}</dt>
            <dd>{date.names[choice].join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
