/** Earlier versions of minutes: what they were called, when and by whom; and a name for the text as it is now. */
import { getFormProps, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { line, readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { VersionChoice } from '~/texts/VersionChoice';
import { Button } from '~/ui/buttons';
import { TextField } from '~/ui/fields';
import { Confirm, Empty, PageHeader } from '~/ui/page-parts';
import styles from './minutes.module.css';
import { minutesPath, placeOf } from './place';
import { useVersionName } from './version-name';
import { nameVersion, versionsPage } from './versions.server';

const nameSchema = z.object({ name: line(100) });

export const loader = signedIn(async ({ actor, params, language }) => {
  const page = await versionsPage(actor, placeOf(params));
  const title = translator(language, 'minutes')('versions.pageTitle', { number: page.head.number, group: page.head.group.name });
  return { page, title };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const place = placeOf(params);
  const form = await readForm(request, nameSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  await nameVersion(actor, place, form.value.name);
  return redirectWith(`${minutesPath(place.group, place.number)}/fassungen`, 'minutes:versionNamed');
});

await wordsFor('minutes', 'versions');

export default function Versions() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('minutes');
  const nameOf = useVersionName();
  const { head } = page;
  return (
    <>
      <PageHeader
        preline={<Link to={minutesPath(head.group.slug, head.number)}>{t('versions.back', { number: head.number })}</Link>}
        title={t('versions.title')}
      />
      <p>{t('versions.about')}</p>
      {page.mayEdit && (
        <div className={styles.steps}>
          <NameNow key={page.versions.length} />
        </div>
      )}
      {page.versions.length === 0 ? (
        <Empty title={t('versions.none')}>
          <p>{t('versions.noneText')}</p>
        </Empty>
      ) : (
        <VersionChoice versions={page.versions} nameOf={nameOf} live={page.live} />
      )}
    </>
  );
}

function NameNow() {
  const { t } = useTranslation('minutes');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof nameSchema>>({ id: 'name', lastResult: lastResult ?? null });
  return (
    <Confirm summary={t('versions.keep')} open={lastResult !== undefined}>
      <Form method="post" {...getFormProps(form)}>
        <TextField field={fields.name} label={t('versions.name')} hint={t('versions.nameHint')} />
        <Button>{t('versions.keepNow')}</Button>
      </Form>
    </Confirm>
  );
}
