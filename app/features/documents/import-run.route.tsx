/** A file that is read in: how far it is, what was found, what becomes of it. */
import { getFormProps, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { changeChoices } from '~/texts/import/result';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { Progress } from '~/ui/Progress';
import { FormErrors, RadioField, SelectField, TextField } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { documentGenres } from '~db/values';
import { type makeSchema, importId, importPath, importSteps, importsPath } from './import';
import styles from './import.module.css';
import { discardImport, makeImported, readImport } from './import.server';
import { documentPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const { id, name, state, progress, failure, read, documentId } = await readImport(actor, group.id, importId.parse(params.run));
  return {
    id,
    name,
    state,
    progress,
    read,
    documentId,
    failure: failure && translator(language, 'errors')(failure.code, failure.values),
    title: translator(language, 'imports')(`${state}.title`),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  const id = importId.parse(params.run);
  const form = await readForm(request, importSteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  if (form.value.intent === 'discard') {
    await discardImport(actor, group.id, id);
    return redirectWith(importsPath(group.slug), 'imports:discarded');
  }
  try {
    await makeImported(actor, group.id, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirect(importPath(group.slug, id));
});

await wordsFor('imports', 'documents', 'errors');

export default function ImportRun() {
  const { state, name } = useLoaderData<typeof loader>();
  const { t } = useTranslation('imports');
  const group = useGroup();
  return (
    <>
      <PageHeader preline={<Link to={importsPath(group.slug)}>{t('begin.title')}</Link>} title={t(`${state}.title`)} />
      <p role="status" className="visually-hidden">
        {t(`${state}.said`, { name })}
      </p>
      {(state === 'reading' || state === 'making') && <Running />}
      {state === 'ready' && <Ready />}
      {state === 'finished' && <Finished />}
      {state === 'failed' && <Failed />}
    </>
  );
}

function Running() {
  const { state: step, progress, name } = useLoaderData<typeof loader>();
  const { t } = useTranslation('imports');
  return (
    <>
      <p>{t('running.text')}</p>
      <Progress label={t('running.progress', { name, progress })} value={progress} max={100} reload={t('running.reload')} />
      {step === 'reading' && <Discard />}
    </>
  );
}

function Ready() {
  const { read, name, failure } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation('imports');
  const [form, fields] = useForm<z.input<typeof makeSchema>>({
    id: 'document',
    lastResult: lastResult ?? null,
    defaultValue: { title: read?.title ?? '', genre: 'position' },
  });
  if (!read) return null;
  return (
    <>
      {failure && <Alert kind="danger" title={failure} />}
      <p>
        {t('ready.found', {
          name,
          parts: [
            t('parts.words', { count: read.words }),
            ...(['headings', 'tables', 'images', 'footnotes'] as const)
              .filter((part) => read[part] > 0)
              .map((part) => t(`parts.${part}`, { count: read[part] })),
          ].join(', '),
        })}
      </p>
      <Form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        {read.hasTrackedChanges && (
          <RadioField
            field={fields.changes}
            label={t('changes.label')}
            hint={t('changes.hint')}
            options={changeChoices.map((choice) => ({ value: choice, label: t(`changes.${choice}`) }))}
          />
        )}
        <TextField field={fields.title} label={t('documents:new.name')} autoComplete="off" />
        <SelectField
          field={fields.genre}
          label={t('documents:genre.label')}
          options={documentGenres.map((genre) => ({ value: genre, label: t(`documents:genre.${genre}`) }))}
        />
        <Actions>
          <Button name="intent" value="make">
            {t('ready.make')}
          </Button>
          <Button name="intent" value="discard" kind="tertiary">
            {t('discard')}
          </Button>
        </Actions>
      </Form>
      <Report />
    </>
  );
}

function Finished() {
  const { documentId, name } = useLoaderData<typeof loader>();
  const { t } = useTranslation('imports');
  const group = useGroup();
  return (
    <>
      <Alert kind="success" title={t('finished.text', { name })} />
      {documentId && (
        <Actions>
          <LinkButton to={documentPath(group.slug, documentId)}>{t('finished.open')}</LinkButton>
        </Actions>
      )}
      <Report />
    </>
  );
}

function Failed() {
  const { failure } = useLoaderData<typeof loader>();
  const { t } = useTranslation('imports');
  const group = useGroup();
  return (
    <>
      <Alert kind="danger" title={failure}>
        <p>{t('failed.nothing')}</p>
      </Alert>
      <Actions>
        <LinkButton to={importsPath(group.slug)}>{t('failed.again')}</LinkButton>
      </Actions>
      <Discard />
    </>
  );
}

function Discard() {
  const { t } = useTranslation('imports');
  return (
    <Form method="post">
      <Button name="intent" value="discard" kind="tertiary">
        {t('discard')}
      </Button>
    </Form>
  );
}

/** What could not be taken over as it was, and the comments of the file. */
function Report() {
  const { read } = useLoaderData<typeof loader>();
  const { t } = useTranslation('imports');
  if (!read) return null;
  const { findings, comments } = read;
  return (
    <>
      <h2>{t('report.title')}</h2>
      {findings.length === 0 ? (
        <p>{t('report.nothing')}</p>
      ) : (
        <ul className={styles.list}>
          {findings.map(({ kind, count, example }) => (
            <li key={kind}>
              {t(`found.${kind}` as 'found.comment', { count })}
              {example && <span className={styles.example}>{t('report.example', { example })}</span>}
            </li>
          ))}
        </ul>
      )}
      {comments.length > 0 && (
        <>
          <h2>{t('report.comments')}</h2>
          <p>{t('report.commentsHint')}</p>
          <ul className={styles.comments}>
            {comments.map(({ author, quote, text }, index) => (
              <li key={index}>
                {quote && <blockquote className={styles.example}>{t('report.quote', { quote })}</blockquote>}
                <p>{t('report.comment', { author: author || t('report.unknown'), text })}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
