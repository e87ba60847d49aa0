/** What each organisation has answered, for those who may read it. */
import { useTranslation } from 'react-i18next';
import { Moment } from '~/ui/Moment';
import { Table } from '~/ui/page-parts';
import type { ReviewText } from './review.server';

export function ReviewAnswers({ answers, over }: { answers: NonNullable<ReviewText['answers']>; over: boolean }) {
  const { t } = useTranslation('reviews');
  const columns = ['organisation', 'answer', 'reason', 'at'] as const;
  return (
    <section aria-labelledby="antworten">
      <h2 id="antworten">{t('answers.title')}</h2>
      <Table
        caption={t('answers.title')}
        head={columns.map((key) => ({ key, label: t(`answers.${key}`) }))}
        rows={answers.map(({ id, name, answer }) => ({
          key: id,
          cells: [
            name,
            answer ? t(`answer.${answer.kind}.name`) : t(over ? 'answers.silent' : 'answers.open'),
            answer && <Words key="words" passage={answer.passage} reason={answer.reason} />,
            answer && (
              <span key="at">
                <Moment at={answer.at} />, {answer.person}
              </span>
            ),
          ],
        }))}
      />
    </section>
  );
}

function Words({ passage, reason }: { passage: string; reason: string }) {
  return (
    <>
      {passage && <strong>{passage} </strong>}
      {reason}
    </>
  );
}
