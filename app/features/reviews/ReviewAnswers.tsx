/** What each organisation has answered, for those who may read it: objections first, the silent last. */
import { useTranslation } from 'react-i18next';
import { Moment } from '~/ui/Moment';
import { Badge, Table } from '~/ui/page-parts';
import { AnswerIcon } from './AnswerIcon';
import styles from './review.module.css';
import type { ShownAnswers } from './review-answers.server';

export function ReviewAnswers({ answers }: { answers: ShownAnswers }) {
  const { t } = useTranslation('reviews');
  const columns = ['organisation', 'answer', 'reason', 'at'] as const;
  const objections = answers.filter(({ answer }) => answer?.kind === 'object').length;
  return (
    <section aria-labelledby="antworten" className={styles.given}>
      <h2 id="antworten">
        {t('answers.title')}{' '}
        {objections > 0 && <Badge kind="danger">{t('answers.objections', { count: objections })}</Badge>}
      </h2>
      <Table
        caption={t('answers.title')}
        head={columns.map((key) => ({ key, label: t(`answers.${key}`) }))}
        rows={answers.map((row) => ({
          key: row.id,
          cells: [row.name, <What key="answer" row={row} />, <Words key="words" row={row} />, <When key="at" row={row} />],
        }))}
      />
    </section>
  );
}

type Row = { row: ShownAnswers[number] };

function What({ row: { answer, silence } }: Row) {
  const { t } = useTranslation('reviews');
  if (!answer) return <span className={styles.quiet}>{t(`answers.${silence}`)}</span>;
  return (
    <span className={styles.what}>
      <AnswerIcon answer={answer.kind} /> {t(`answer.${answer.kind}.name`)}
    </span>
  );
}

function Words({ row: { answer } }: Row) {
  if (!answer) return null;
  return (
    <>
      {answer.passage && <strong>{answer.passage} </strong>}
      <span className={styles.words}>{answer.reason}</span>
    </>
  );
}

function When({ row: { answer, remindedAt } }: Row) {
  const { t } = useTranslation('reviews');
  if (answer) {
    return (
      <>
        {answer.person}, <Moment at={answer.at} />
      </>
    );
  }
  return remindedAt ? (
    <>
      {t('answers.reminded')} <Moment at={remindedAt} />
    </>
  ) : null;
}
