/** One earlier version of a text, to read; and, while it is a draft, the way back to it. */
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { Moment } from '~/ui/Moment';
import { Alert, Confirm, PageHeader } from '~/ui/page-parts';
import { Paper } from '../Paper';
import { Sheet } from '../Sheet';
import { WrittenBy } from '../WrittenBy';
import desk from '../desk.module.css';
import type { restoreAction, versionLoader } from './history-routes.server';
import { useVersionName } from './version-name';

type Loader = ReturnType<typeof versionLoader>;
type Action = ReturnType<typeof restoreAction>;

export function VersionPage() {
  const { page } = useLoaderData<Loader>();
  const result = useActionData<Action>();
  const { t, i18n } = useTranslation('versions');
  const say = useErrorWords();
  const nameOf = useVersionName();
  const { version } = page;
  const refusals = Object.values(result?.error ?? {}).flatMap((of) => of ?? []);
  return (
    <>
      <PageHeader
        preline={<Link to={`${page.path}/fassungen`}>{t('toList', { name: page.name })}</Link>}
        title={t('versionName', { number: version.number })}
      />
      <p>
        {nameOf(version)} – <Moment at={version.at} />
        {version.by && `, ${version.by}`}
      </p>
      {refusals.length > 0 && <Alert kind="danger" title={refusals.map(say).join(' ')} />}
      {page.mayRestore && (
        <Confirm summary={t('restore.button')}>
          <Form method="post">
            <p>{t('restore.consequence')}</p>
            <Button name="intent" value="restore">
              {t('restore.now')}
            </Button>
          </Form>
        </Confirm>
      )}
      <WrittenBy writers={page.writers} />
      <div className={desk.alone}>
        <Sheet>
          <Paper html={page.html} language={i18n.language} numbered={page.numbered} />
        </Sheet>
      </div>
    </>
  );
}
