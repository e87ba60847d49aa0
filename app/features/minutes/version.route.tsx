/** One earlier version of minutes, to read; and, while they are a draft, the way back to it. */
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { Moment } from '~/ui/Moment';
import { Alert, Confirm, PageHeader } from '~/ui/page-parts';
import { Paper } from '~/texts/Paper';
import { Sheet } from '~/texts/Sheet';
import { WrittenBy, showsWriters } from '~/texts/WrittenBy';
import styles from './minutes.module.css';
import { minutesPath, numberIn, placeOf } from './place';
import { useVersionName } from './version-name';
import { restoreMinutes, versionPage } from './versions.server';

const restoreSchema = z.object({ intent: z.literal('restore') });

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const at = { ...placeOf(params), version: numberIn(params.version), writers: showsWriters(request) };
  const page = await versionPage(actor, at, language);
  const { number, group } = page.head;
  const title = translator(language, 'minutes')('versions.versionTitle', { version: page.version.number, number, group: group.name });
  return { page, title };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const place = placeOf(params);
  const form = await readForm(request, restoreSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const version = numberIn(params.version);
  try {
    await restoreMinutes(actor, { ...place, version });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(minutesPath(place.group, place.number), 'minutes:versionRestored', { version });
});

await wordsFor('minutes', 'versions');

export default function VersionOfMinutes() {
  const { page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, i18n } = useTranslation('minutes');
  const say = useErrorWords();
  const nameOf = useVersionName();
  const { head, version } = page;
  const refusals = Object.values(result?.error ?? {}).flatMap((of) => of ?? []);
  return (
    <>
      <PageHeader
        preline={<Link to={`${minutesPath(head.group.slug, head.number)}/fassungen`}>{t('versions.toList', { number: head.number })}</Link>}
        title={t('versions.numbered', { version: version.number })}
      />
      <p>
        {nameOf(version)} – <Moment at={version.at} />
        {version.by && `, ${version.by}`}
      </p>
      {refusals.length > 0 && <Alert kind="danger" title={refusals.map(say).join(' ')} />}
      {page.mayRestore && (
        <div className={styles.steps}>
          <Confirm summary={t('versions.restore')}>
            <Form method="post">
              <p>{t('versions.restoreConsequence')}</p>
              <Button name="intent" value="restore">
                {t('versions.restoreNow')}
              </Button>
            </Form>
          </Confirm>
        </div>
      )}
      <WrittenBy writers={page.writers} />
      <div className={styles.alone}>
        <Sheet>
          <Paper html={page.html} language={i18n.language} />
        </Sheet>
      </div>
    </>
  );
}
