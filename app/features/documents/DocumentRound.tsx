/** What stands below the state of a document: its review, its adoption, and the steps that follow. */
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { AnswerIcon } from '~/features/reviews/AnswerIcon';
import { ReviewAnswers } from '~/features/reviews/ReviewAnswers';
import { ReturnToDraft, RoundInStrip } from '~/features/reviews/Round';
import { Button, LinkButton } from '~/ui/buttons';
import { Moment } from '~/ui/Moment';
import { Alert, Confirm, Table } from '~/ui/page-parts';
import styles from './documents.module.css';
import type { DocumentPage } from './page.server';
import { documentPath } from './place';

type Props = { page: DocumentPage };

/** Stands in the strip: the way into review, where that is, or what the document has become. */
export function RoundOfDocument({ page: { id, head, may, round, steps, later } }: Props) {
  const { t } = useTranslation('documents');
  return (
    <>
      {may.startReview && (
        <LinkButton to={`${documentPath(head.group.slug, id)}/in-pruefung`}>{t('page.startReview')}</LinkButton>
      )}
      {round && <RoundInStrip kind="paper" round={round} may={steps} />}
      {later && (
        <p>
          <Link to={later.path}>{t('edition.later', { edition: later.edition })}</Link>
        </p>
      )}
    </>
  );
}

/** Stands above the text: why it came back, what the organisations say, and the way back to draft. */
export function ReviewOfDocument({ page: { returned, round, steps } }: Props) {
  const { t } = useTranslation('documents');
  return (
    <>
      {returned && (
        <Alert kind="warning" title={t('page.returned')}>
          <p>{returned.reason}</p>
        </Alert>
      )}
      {round?.answers && <ReviewAnswers answers={round.answers} />}
      {steps.returnToDraft && <ReturnToDraft />}
    </>
  );
}

/** Stands below the text: by whom and when it was adopted, who signed off, and the seal. */
export function AdoptionOfDocument({ page: { adoption, checked } }: Props) {
  const { t } = useTranslation('documents');
  if (!adoption) return null;
  return (
    <section className={styles.adoption} aria-labelledby="verabschiedung">
      <h2 id="verabschiedung">{t('adoption.title')}</h2>
      <p>
        {t('adoption.by', { name: adoption.by })} <Moment at={adoption.at} />. {t('adoption.stays')}
      </p>
      {adoption.answers && adoption.answers.length > 0 && (
        <SignOff answers={adoption.answers} silenceIsConsent={adoption.silenceIsConsent} />
      )}
      <p>
        {t('adoption.seal')} <code className={styles.hash}>{adoption.sha256}</code>
      </p>
      {checked ? (
        <Alert
          kind={checked.tampered.length === 0 ? 'success' : 'danger'}
          title={t(checked.tampered.length === 0 ? 'adoption.intact' : 'adoption.broken')}
        >
          {checked.tampered.length === 0
            ? t('adoption.intactText')
            : t('adoption.brokenText', { parts: checked.tampered.map((part) => t(`adoption.part.${part}`)).join(', ') })}
        </Alert>
      ) : (
        <p>
          <Link to="?pruefsumme" preventScrollReset>
            {t('adoption.check')}
          </Link>
        </p>
      )}
    </section>
  );
}

type Adoption = NonNullable<DocumentPage['adoption']>;

/** Mitzeichnung: what each organisation said in the last round. */
function SignOff({ answers, silenceIsConsent }: { answers: NonNullable<Adoption['answers']>; silenceIsConsent: boolean }) {
  const { t } = useTranslation(['documents', 'reviews']);
  return (
    <Table
      caption={t('adoption.signOff')}
      head={[
        { key: 'organisation', label: t('reviews:answers.organisation') },
        { key: 'answer', label: t('adoption.answer') },
        { key: 'reason', label: t('reviews:answers.reason') },
      ]}
      rows={answers.map(({ organisation, answer, reason }) => ({
        key: organisation.id,
        cells: [
          organisation.name,
          answer ? (
            <span key="answer" className={styles.answer}>
              <AnswerIcon answer={answer} /> {t(`adoption.given.${answer}`)}
            </span>
          ) : (
            t(silenceIsConsent ? 'reviews:answers.consent' : 'reviews:answers.silent')
          ),
          reason,
        ],
      }))}
    />
  );
}

/** The steps after adoption, and the archive. */
export function LaterSteps({ page: { steps } }: Props) {
  const { t } = useTranslation('documents');
  return (
    <>
      {steps.beginEdition && (
        <Confirm summary={t('edition.begin')}>
          <Form method="post">
            <p>{t('edition.explain')}</p>
            <Button name="intent" value="beginEdition">
              {t('edition.confirm')}
            </Button>
          </Form>
        </Confirm>
      )}
      {steps.archive && (
        <Confirm summary={t('archive.button')} kind="tertiary">
          <Form method="post">
            <p>{t('archive.explain')}</p>
            <Button name="intent" value="archive">
              {t('archive.confirm')}
            </Button>
          </Form>
        </Confirm>
      )}
      {steps.unarchive && (
        <Form method="post">
          <Button kind="secondary" name="intent" value="unarchive">
            {t('archive.takeOut')}
          </Button>
        </Form>
      )}
    </>
  );
}
