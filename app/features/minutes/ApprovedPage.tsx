/** Approved minutes: the text as it stays, its seal, and the corrections appended to it. */
import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { TextArea } from '~/ui/fields';
import { Moment } from '~/ui/Moment';
import { Alert, Confirm } from '~/ui/page-parts';
import { Distribution } from './Distribution';
import { FrozenMinutes } from './FrozenMinutes';
import { PrintButton } from '~/ui/PrintButton';
import { StateOfMinutes } from './StateOfMinutes';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

type Page = Shown<'approved'>;

export function ApprovedPage({ page }: { page: Page }) {
  const { t } = useTranslation('minutes');
  const { approval, may } = page;
  return (
    <>
      <StateOfMinutes current="approved">
        <p>
          {t('approved.by', { name: approval.by })} <Moment at={approval.at} />. {t('approved.stays')}
        </p>
        <PrintButton />
      </StateOfMinutes>
      <Checked page={page} />
      <FrozenMinutes
        page={page}
        head={{ ...page.head, ...page.sealedHead }}
        onPaper={
          <>
            <Corrections corrections={page.corrections} />
            <Distribution of={page.distribution} />
            <Seal page={page} />
          </>
        }
      >
        {may.correct && <Correct />}
      </FrozenMinutes>
    </>
  );
}

function Checked({ page: { checked, approval } }: { page: Page }) {
  const { t } = useTranslation('minutes');
  if (!checked) return null;
  if (checked.tampered.length === 0) {
    return (
      <Alert kind="success" title={t('seal.intact')}>
        <p>{t('seal.intactText')}</p>
      </Alert>
    );
  }
  return (
    <Alert kind="danger" title={t('seal.broken')}>
      <p>{t('seal.brokenText', { parts: checked.tampered.map((part) => t(`seal.part.${part}`)).join(', ') })}</p>
      {checked.sha256 !== approval.sha256 && (
        <p className={styles.hash}>
          {t('seal.now')} {checked.sha256}
        </p>
      )}
    </Alert>
  );
}

function Seal({ page: { approval } }: { page: Page }) {
  const { t } = useTranslation('minutes');
  return (
    <footer className={styles.seal}>
      <p>
        {t('approved.by', { name: approval.by })} <Moment at={approval.at} />.
      </p>
      <p className={styles.hash}>
        {t('seal.name')} <code>{approval.sha256}</code>
      </p>
      <p className={styles.screenOnly}>
        <Link to="?pruefsumme" preventScrollReset={false}>
          {t('seal.check')}
        </Link>
      </p>
    </footer>
  );
}

function Corrections({ corrections }: { corrections: Page['corrections'] }) {
  const { t } = useTranslation('minutes');
  if (corrections.length === 0) return null;
  return (
    <section className={styles.corrections} aria-labelledby="berichtigungen">
      <h2 id="berichtigungen">{t('corrections.title')}</h2>
      <ol>
        {corrections.map(({ id, body, at, person }) => (
          <li key={id}>
            <p className={styles.quiet}>
              {person}, <Moment at={at} />
            </p>
            <p className={styles.body}>{body}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Correct() {
  const { t } = useTranslation('minutes');
  const lastResult = useActionData<{ error?: Record<string, string[]> }>();
  const [form, fields] = useForm<{ body: string }>({ id: 'correct', lastResult: lastResult ?? null });
  return (
    <Confirm summary={t('corrections.button')}>
      <Form method="post" {...getFormProps(form)}>
        <p>{t('corrections.consequence')}</p>
        <TextArea field={fields.body} label={t('corrections.body')} />
        <Button name="intent" value="correct">
          {t('corrections.confirm')}
        </Button>
      </Form>
    </Confirm>
  );
}
