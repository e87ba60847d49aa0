/** Earlier versions of a text: what they were called, when and by whom; and a name for the text as it is now. */
import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { TextField } from '~/ui/fields';
import { Confirm, Empty, PageHeader } from '~/ui/page-parts';
import { VersionChoice } from '../VersionChoice';
import type { nameVersionAction, versionsLoader } from './history-routes.server';
import { useVersionName } from './version-name';

type Loader = ReturnType<typeof versionsLoader>;
type Action = ReturnType<typeof nameVersionAction>;

export function VersionsPage() {
  const { page } = useLoaderData<Loader>();
  const { t } = useTranslation('versions');
  const nameOf = useVersionName();
  return (
    <>
      <PageHeader preline={<Link to={page.path}>{page.name}</Link>} title={t('list.title')} />
      <p>{t('list.about')}</p>
      {page.mayEdit && <NameNow key={page.versions.length} />}
      {page.versions.length === 0 ? (
        <Empty title={t('list.none')}>
          <p>{t('list.noneText')}</p>
        </Empty>
      ) : (
        <VersionChoice versions={page.versions} nameOf={nameOf} live={page.live} />
      )}
    </>
  );
}

function NameNow() {
  const { t } = useTranslation('versions');
  const lastResult = useActionData<Action>();
  const [form, fields] = useForm<{ name: string }>({ id: 'name', lastResult: lastResult ?? null });
  return (
    <Confirm summary={t('list.keep')} open={lastResult !== undefined}>
      <Form method="post" {...getFormProps(form)}>
        <TextField field={fields.name} label={t('list.name')} hint={t('list.nameHint')} />
        <Button>{t('list.keepNow')}</Button>
      </Form>
    </Confirm>
  );
}
