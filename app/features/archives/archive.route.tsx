/** Taking along all of a group: choosing formats, how far the packing is, and the zip for a day. */
import { getFormProps, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { documentsPath } from '~/features/documents/place';
import { formatSize } from '~/features/files/files';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { formatShortMoment } from '~/services/time';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { Progress } from '~/ui/Progress';
import { archiveFormats } from '~db/values';
import { archiveFilePath, archivePath, archiveSteps, type beginSchema, formatsIn } from './archives';
import styles from './archives.module.css';
import { beginArchive, discardArchive, keptUntil, ownArchive } from './archives.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const archive = await ownArchive(actor, group.id);
  const title = translator(language, 'archives')('pageTitle', { group: group.name });
  if (!archive) return { title, archive: null };
  const { id, state, items, done, size, missing, failure, endedAt, outdated } = archive;
  return {
    title,
    archive: {
      id,
      state: outdated ? ('outdated' as const) : state,
      done,
      total: items.length,
      size: formatSize(size, language),
      missing: missing.length,
      failure: failure && translator(language, 'errors')(failure),
      until: endedAt && formatShortMoment(keptUntil(endedAt), language),
    },
  };
});

export const action = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const form = await readForm(request, archiveSteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  if (form.value.intent === 'discard') {
    await discardArchive(actor, group.id);
    return redirectWith(archivePath(group.slug), 'archives:discarded');
  }
  try {
    await beginArchive(actor, group.id, { formats: formatsIn(form.value), language });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirect(archivePath(group.slug));
});

await wordsFor('archives', 'documents', 'export', 'errors');

export default function ArchivePage() {
  const { archive } = useLoaderData<typeof loader>();
  const { t } = useTranslation('archives');
  const group = useGroup();
  return (
    <>
      <PageHeader preline={<Link to={documentsPath(group.slug)}>{t('documents:list.title')}</Link>} title={t('title')} />
      <p role="status" className="visually-hidden">
        {archive && archive.state !== 'outdated' && t(`said.${archive.state}`)}
      </p>
      {archive?.state === 'running' && <Running />}
      {archive?.state === 'finished' && <Finished />}
      {archive?.state === 'outdated' && (
        <Alert kind="warning" title={t('outdated.text')}>
          <p>{t('outdated.why')}</p>
        </Alert>
      )}
      {archive?.state === 'failed' && (
        <Alert kind="danger" title={t('failed.text')}>
          <p>
            {archive.failure} {t('failed.again')}
          </p>
        </Alert>
      )}
      {archive?.state !== 'running' && <Begin />}
    </>
  );
}

function Running() {
  const { archive } = useLoaderData<typeof loader>();
  const { t } = useTranslation('archives');
  if (!archive) return null;
  const { done, total } = archive;
  return (
    <>
      <p>{t('running.text')}</p>
      <Progress label={t('running.progress', { done, total })} value={done} max={total} reload={t('running.reload')} />
      <Discard words={t('running.cancel')} />
    </>
  );
}

function Finished() {
  const { archive } = useLoaderData<typeof loader>();
  const { t } = useTranslation('archives');
  const group = useGroup();
  if (!archive) return null;
  const { id, size, missing, until } = archive;
  return (
    <div className={styles.packed}>
      <Alert kind="success" title={t('finished.text')}>
        <p>{t('finished.until', { until })}</p>
        {missing > 0 && <p>{t('finished.missing', { count: missing, file: t('missing.file') })}</p>}
      </Alert>
      <Actions>
        <LinkButton to={archiveFilePath(group.slug, id)} reloadDocument>
          {t('finished.download', { size })}
        </LinkButton>
      </Actions>
      <Discard words={t('finished.discard')} />
    </div>
  );
}

function Begin() {
  const { archive } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation('archives');
  const [form, fields] = useForm<z.input<typeof beginSchema>>({
    id: 'archive',
    lastResult: lastResult ?? null,
    defaultValue: { pdf: 'on', docx: 'on' },
  });
  return (
    <>
      {archive && <h2>{t('finished.again')}</h2>}
      <p>{t('begin.what')}</p>
      <p>{t('begin.care')}</p>
      <Form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <fieldset className={styles.formats}>
          <legend className="kern-label">{t('begin.formats')}</legend>
          {archiveFormats.map((format) => (
            <CheckField key={format} field={fields[format]} label={t(`export:menu.${format}`)} />
          ))}
        </fieldset>
        <Actions>
          <Button name="intent" value="begin" kind={archive?.state === 'finished' ? 'secondary' : 'primary'}>
            {t('begin.pack')}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function Discard({ words }: { words: string }) {
  return (
    <Form method="post">
      <Button name="intent" value="discard" kind="tertiary">
        {words}
      </Button>
    </Form>
  );
}
