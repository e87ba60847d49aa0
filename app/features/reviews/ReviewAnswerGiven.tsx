/** The head of the answer: for whom, what was answered so far, what happens next. */
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatMoment } from '~/services/time';
import { Alert } from '~/ui/page-parts';
import { Progress, useSentences } from './ReviewIntro';
import type { ReviewPage } from './review.server';

type Answering = NonNullable<ReviewPage['answering']>;

type Props = {
  page: ReviewPage;
  mayRespond: boolean;
  /** One of the four answers is being given. */
  chosen: boolean;
};

export function ReviewAnswerGiven({ page, mayRespond, chosen }: Props) {
  const { t } = useTranslation('reviews');
  const { day } = useSentences(page);
  const { answering } = page;
  if (page.organisations.length === 0) return null;
  if (!answering) {
    return (
      <>
        <h2>{t('answer.title')}</h2>
        <p>{t('answer.chooseFirst')}</p>
      </>
    );
  }
  return (
    <>
      <h2>{t('answer.titleFor', { organisation: answering.name })}</h2>
      {answering.answer ? (
        <Alert kind="success" title={t('answer.thanks')}>
          <Given answering={answering} />
          <p>{t('answer.next', { context: page.kind })}</p>
          {mayRespond && <p>{`${t('answer.untilWhen', { day })} ${t('answer.change')}`}</p>}
        </Alert>
      ) : (
        <Nothing page={page} name={answering.name} mayRespond={mayRespond} chosen={chosen} />
      )}
      {mayRespond && <Progress page={page} />}
    </>
  );
}

function Nothing({ page, name, mayRespond, chosen }: Props & { name: string }) {
  const { t } = useTranslation('reviews');
  if (!mayRespond) {
    const consent = page.state === 'over' && page.silenceIsConsent;
    return <p>{t(consent ? 'answer.silentConsent' : 'answer.none', { organisation: name })}</p>;
  }
  return chosen ? null : <p>{t('answer.choose')}</p>;
}

function Given({ answering }: { answering: Answering }) {
  const { t, i18n } = useTranslation('reviews');
  const answer = answering.answer!;
  return (
    <>
      <p>
        {t('answer.given', {
          answer: t(`answer.${answer.kind}.name`),
          organisation: answering.name,
          moment: formatMoment(new Date(answer.at), i18n.language as Language),
          person: answer.person,
        })}
      </p>
      {answer.passage && (
        <p>
          <strong>{t('answer.about')}:</strong> {answer.passage}
        </p>
      )}
      {answer.reason && (
        <p>
          <strong>{t(answer.kind === 'object' ? 'answer.why' : 'answer.remarksGiven')}:</strong> {answer.reason}
        </p>
      )}
    </>
  );
}
