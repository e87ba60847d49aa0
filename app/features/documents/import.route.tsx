/** Reading in a file: choosing it, and the files one has read in lately. */
import type { SubmissionResult } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { FileField } from '~/features/files/FileField';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { Rejected } from '~/services/errors';
import { readUpload } from '~/services/files/upload.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { withValues } from '~/services/messages';
import { importLimits } from '~/texts/import/limits';
import { Moment } from '~/ui/Moment';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { acceptedTexts, importPath } from './import';
import styles from './import.module.css';
import { beginImport, recentImports } from './import.server';
import { documentsPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  return {
    recent: await recentImports(actor, group.id),
    title: translator(language, 'imports')('begin.pageTitle', { group: group.name }),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.beginDocument', group.id);
  try {
    const { name, content } = await readUpload(request, importLimits.file);
    return redirect(importPath(group.slug, await beginImport(actor, group.id, { name, content })));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const reply: SubmissionResult = { status: 'error', error: { file: [withValues(error.code, error.values)] } };
    return data(reply, { status: 400 });
  }
});

await wordsFor('imports', 'files', 'errors');

export default function Import() {
  const { recent } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { t } = useTranslation('imports');
  const say = useErrorWords();
  const group = useGroup();
  const waiting = useNavigation().state === 'submitting';
  return (
    <>
      <PageHeader title={t('begin.title')} />
      <p>{t('begin.how')}</p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <FileField
          label={t('begin.file')}
          hint={t('begin.hint', { maximum: importLimits.file / 2 ** 20 })}
          accept={acceptedTexts}
          several={false}
          errors={(reply?.error?.file ?? []).map(say)}
        />
        <Actions>
          <Button>{t(waiting ? 'begin.sending' : 'begin.read')}</Button>
          <LinkButton kind="tertiary" to={documentsPath(group.slug)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
        <p>{t('begin.nothingYet')}</p>
      </Form>
      {recent.length > 0 && (
        <>
          <h2>{t('begin.recent')}</h2>
          <ul className={styles.list}>
            {recent.map(({ id, name, state, createdAt }) => (
              <li key={id}>
                <Link to={importPath(group.slug, id)}>{name}</Link>
                <span className={styles.example}>
                  {t(`states.${state}`)} · <Moment at={createdAt.toISOString()} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
