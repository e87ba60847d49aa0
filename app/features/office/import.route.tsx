import { type SubmissionResult, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { Rejected } from '~/services/errors';
import { withValues } from '~/services/messages';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { readLimitedForm } from '~/services/limited-body.server';
import { Moment } from '~/ui/Moment';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors, TextArea } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { importLimits } from './import';
import { tooLarge } from './import-table.server';
import { previewImport, recentImports } from './import.server';
import styles from './office.module.css';

export const loader = signedIn(async ({ actor, language }) => ({
  recent: await recentImports(actor),
  limits: { rows: importLimits.rows, megabytes: importLimits.bytes / 1_000_000 },
  title: translator(language, 'office')('import.title'),
}));

/** Room for the text beside the file, and for what a form wraps around both. */
const formBytes = 2 * importLimits.bytes + 100_000;

export const action = signedIn(async ({ actor, request }) => {
  await authorize(actor, 'portal.office', 'portal');
  const form = await readLimitedForm(request, formBytes);
  const file = form?.get('file');
  const text = form?.get('text');
  try {
    if (!form) throw tooLarge();
    const content =
      file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : String(text ?? '');
    return redirect(`/geschaeftsstelle/personen/einlesen/${await previewImport(actor, content)}`);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const reply: SubmissionResult = {
      status: 'error',
      error: { '': [withValues(error.code, error.values)] },
      initialValue: { text: typeof text === 'string' ? text : '' },
    };
    return data(reply, { status: 400 });
  }
});

await wordsFor('office', 'errors');

export default function Import() {
  const { recent, limits } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const waiting = useNavigation().state === 'submitting';
  const [form, fields] = useForm<{ file: File; text: string }>({ lastResult: useActionData<typeof action>() });
  return (
    <>
      <PageHeader
        preline={<Link to="/geschaeftsstelle/personen">{t('people.title')}</Link>}
        title={t('import.title')}
      />
      <p>{t('import.how')}</p>
      <Form method="post" encType="multipart/form-data" id={form.id} noValidate>
        <FormErrors form={form} />
        <div className={`kern-form-input ${styles.file}`}>
          <label className="kern-label" htmlFor="import-file">
            {t('import.file')}
          </label>
          <div className="kern-hint" id="import-file-hint">
            {t('import.fileHint', limits)}
          </div>
          <input
            type="file"
            id="import-file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            aria-describedby="import-file-hint"
            className="kern-form-input__input"
          />
        </div>
        <TextArea field={fields.text} label={t('import.text')} hint={t('import.textHint')} optional rows={6} />
        <details className={styles.example}>
          <summary>{t('import.example')}</summary>
          <p>{t('import.columns')}</p>
          <pre>{t('import.exampleText')}</pre>
        </details>
        <Actions>
          <Button>{t(waiting ? 'import.checking' : 'import.check')}</Button>
          <LinkButton to="/geschaeftsstelle/personen" kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
        <p className={styles.muted}>{t('import.nothingYet')}</p>
      </Form>
      {recent.length > 0 && (
        <>
          <h2>{t('import.recent')}</h2>
          <ul className={styles.waiting}>
            {recent.map((entry) => (
              <li key={entry.id}>
                <Link to={entry.id}>
                  {t('import.listOf')} <Moment at={entry.createdAt} />
                </Link>
                <p>
                  {entry.finishedAt
                    ? t('import.invitedCount', { count: entry.invited })
                    : entry.startedAt
                      ? t('import.progress', { done: entry.done, total: entry.total })
                      : t('import.onlyLookedAt')}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
