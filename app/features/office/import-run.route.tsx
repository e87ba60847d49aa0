import { useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { Progress } from '~/ui/Progress';
import { FormErrors } from '~/ui/fields';
import { Alert, PageHeader, Table } from '~/ui/page-parts';
import { importId, importSteps } from './import';
import { discardImport, readImport, startImport } from './import.server';
import styles from './office.module.css';

/** As many rows as one looks through before one goes back to the spreadsheet. */
const shownRows = 200;

export const loader = signedIn(async ({ actor, params, language }) => {
  const { id, rows, failures, ...found } = await readImport(actor, importId.parse(params.import));
  const state = found.finishedAt ? 'finished' : found.startedAt ? 'running' : 'preview';
  return {
    id,
    state,
    total: found.total,
    done: found.done,
    invited: found.invited,
    wrong: failures.length,
    failures: failures.slice(0, shownRows),
    rows: state === 'preview' ? rows.slice(0, shownRows) : [],
    title: translator(language, 'office')(`import.${state}.title`),
  } as const;
});

export const action = signedIn(async ({ actor, request, params }) => {
  const id = importId.parse(params.import);
  const form = await readForm(request, importSteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  if (form.value.intent === 'discard') {
    await discardImport(actor, id);
    return redirectWith('/geschaeftsstelle/personen/einlesen', 'office:discarded');
  }
  try {
    await startImport(actor, id);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirect(`/geschaeftsstelle/personen/einlesen/${id}`);
});

await wordsFor('office', 'errors');

export default function ImportRun() {
  const { state } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader
        preline={<Link to="/geschaeftsstelle/personen/einlesen">{t('import.title')}</Link>}
        title={t(`import.${state}.title`)}
      />
      <p role="status" className="visually-hidden">
        {t(`import.${state}.said`)}
      </p>
      {state === 'preview' && <Preview />}
      {state === 'running' && <Running />}
      {state === 'finished' && <Finished />}
    </>
  );
}

function Preview() {
  const { total, wrong, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form] = useForm({ lastResult: useActionData<typeof action>() });
  return (
    <>
      <FormErrors form={form} />
      <p className={styles.lead}>
        {t('import.willInvite', { count: total })} {wrong > 0 && t('import.willSkip', { count: wrong })}
      </p>
      <Form method="post">
        <Actions>
          {total > 0 && (
            <Button name="intent" value="start">
              {t('import.start', { count: total })}
            </Button>
          )}
          <Button name="intent" value="discard" kind={total > 0 ? 'tertiary' : 'secondary'}>
            {t('import.discard')}
          </Button>
        </Actions>
      </Form>
      <Failures heading={t('import.skipped')} />
      {rows.length > 0 && (
        <>
          <h2>{t('import.fine')}</h2>
          <Shown shown={rows.length} of={total} />
          <Rows caption={t('import.fine')} rows={rows} last={t('person.organisation')} lastOf={(row) => row.organisation} />
        </>
      )}
    </>
  );
}

function Running() {
  const { done, total } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <p>{t('import.running.text')}</p>
      <Progress label={t('import.progress', { done, total })} value={done} max={total} reload={t('import.reload')} />
    </>
  );
}

function Finished() {
  const { invited, wrong } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <Alert kind={invited > 0 ? 'success' : 'warning'} title={t('import.invitedCount', { count: invited })}>
        {wrong > 0 && <p>{t('import.notInvited', { count: wrong })}</p>}
      </Alert>
      <Actions>
        <LinkButton to="/geschaeftsstelle/personen?stand=eingeladen">{t('import.toInvited')}</LinkButton>
      </Actions>
      <Failures heading={t('import.skipped')} />
    </>
  );
}

function Failures({ heading }: { heading: string }) {
  const { failures, wrong } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  if (failures.length === 0) return null;
  return (
    <>
      <h2>{heading}</h2>
      <Shown shown={failures.length} of={wrong} />
      <Rows
        caption={heading}
        rows={failures}
        last={t('import.reason')}
        lastOf={(row) => t(`import.problem.${row.problem}` as 'import.problem.exists', { organisation: row.organisation })}
      />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

function Rows({
  caption,
  rows,
  last,
  lastOf,
}: {
  caption: string;
  rows: Row[];
  last: string;
  lastOf: (row: Row) => ReactNode;
}) {
  const { t } = useTranslation('office');
  return (
    <Table
      caption={caption}
      head={[
        { key: 'name', label: t('person.name') },
        { key: 'email', label: t('person.email') },
        { key: 'row', label: t('import.row'), numeric: true },
        { key: 'last', label: last },
      ]}
      rows={rows.map((row) => ({
        key: String(row.row),
        cells: [row.name || t('import.noName'), row.email, row.row, lastOf(row)],
      }))}
    />
  );
}

function Shown({ shown, of }: { shown: number; of: number }) {
  const { t } = useTranslation('office');
  return shown < of ? <p className={styles.muted}>{t('import.shown', { shown, of })}</p> : null;
}
