/** What this is, until when, for whom one answers; and what has become of it since. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Day, Language } from '~db/values';
import { formatDay, formatDistance } from '~/services/time';
import { Alert } from '~/ui/page-parts';
import styles from './review.module.css';
import type { ReviewPage } from './review.server';

export function ReviewIntro({ page }: { page: ReviewPage }) {
  const { t } = useTranslation('reviews');
  const about = useSentences(page);
  if (page.state === 'withdrawn') {
    return (
      <Alert kind="warning" title={t('withdrawn.title')}>
        <p>{t('withdrawn.text', about)}</p>
        {page.reason && (
          <p>
            <strong>{t('withdrawn.reason')}:</strong> {page.reason}
          </p>
        )}
      </Alert>
    );
  }
  return (
    <div className={styles.intro}>
      {page.state === 'open' ? <Asked page={page} /> : <Over page={page} />}
      {page.message && (
        <figure className={styles.message}>
          <figcaption>{t('message')}</figcaption>
          <blockquote>{page.message}</blockquote>
        </figure>
      )}
      {page.organisations.length > 1 && <ChooseOrganisation page={page} />}
    </div>
  );
}

/** Names and days as the sentences of this page say them. */
export function useSentences(page: ReviewPage) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return {
    ...page.values,
    // The kind of text has words of its own where it needs them.
    context: page.kind,
    day: formatDay(page.lastDay as Day, language),
    distance: formatDistance(page.lastDay as Day, language),
  };
}

function Asked({ page }: { page: ReviewPage }) {
  const { t } = useTranslation('reviews');
  const about = useSentences(page);
  const { answering } = page;
  if (page.organisations.length === 0) return <p className={styles.lead}>{t('memberIntro', about)}</p>;
  return (
    <>
      <p className={styles.lead}>
        {t('asks', about)}{' '}
        {answering ? t('asksUntil', { ...about, organisation: answering.name }) : t('asksUntilChoose', about)}
      </p>
      <p className={styles.quiet}>{t(page.silenceIsConsent ? 'silence' : 'noSilence')}</p>
      {answering?.answer && (
        <Alert kind="success" title={t('answer.already', { organisation: answering.name, answer: t(`answer.${answering.answer.kind}.name`) })}>
          <a href="#antwort">{t('answer.toAnswer')}</a>
        </Alert>
      )}
    </>
  );
}

function Over({ page }: { page: ReviewPage }) {
  const { t } = useTranslation('reviews');
  const about = useSentences(page);
  const state = page.settled ? 'approved' : 'over';
  return (
    <Alert title={t(`${state}.title`, about)}>
      <p>{t(`${state}.text`, about)}</p>
      <Progress page={page} />
    </Alert>
  );
}

/** How many have answered. */
export function Progress({ page }: { page: ReviewPage }) {
  const { t } = useTranslation('reviews');
  const { answered, invited, agreeingBySilence } = page;
  return (
    <p>
      {t('answeredSoFar', { count: answered, invited })}
      {agreeingBySilence > 0 && ` ${t('agreeingBySilence', { count: agreeingBySilence })}`}
    </p>
  );
}

/** For someone who speaks for several of the organisations that were asked. */
function ChooseOrganisation({ page }: { page: ReviewPage }) {
  const { t } = useTranslation('reviews');
  return (
    <nav aria-label={t('chooseOrganisation.title')} className={styles.choose}>
      <h2>{t('chooseOrganisation.title')}</h2>
      <p className={styles.quiet}>{t('chooseOrganisation.hint')}</p>
      <ul>
        {page.organisations.map((organisation) => (
          <li key={organisation.id}>
            <Link to={`?fuer=${organisation.id}`} aria-current={organisation.id === page.answering?.id || undefined}>
              <span>{organisation.name}</span>
              <small>{t(organisation.answer ? 'chooseOrganisation.answered' : 'chooseOrganisation.open')}</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
