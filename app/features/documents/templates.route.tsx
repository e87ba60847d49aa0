/** The templates of the portal, in the order in which they are offered; for the Geschäftsstelle. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Badge, Confirm, Empty, PageHeader, Table } from '~/ui/page-parts';
import { TemplateFields } from './TemplateFields';
import styles from './documents.module.css';
import { type newTemplateSchema, templateListSchema, templateMoves, templatePath, templatesPath } from './templates';
import { listTemplates, makeTemplate, moveTemplate } from './templates.server';

export const loader = signedIn(async ({ actor, language }) => ({
  templates: await listTemplates(actor),
  title: translator(language, 'documents')('templates.pageTitle'),
}));

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, templateListSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const step = form.value;
  if (step.intent === 'make') {
    const { name, hint, genre } = step;
    return redirectWith(templatePath(await makeTemplate(actor, { name, hint, genre })), 'documents:templateMade');
  }
  await moveTemplate(actor, step.template, step.intent);
  return redirectWith(templatesPath, 'documents:templateMoved');
});

await wordsFor('documents', 'errors');

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  return (
    <>
      <PageHeader title={t('templates.title')} />
      <p>{t('templates.intro')}</p>
      <Table
        caption={t('templates.title')}
        head={[
          { key: 'name', label: t('templates.name') },
          { key: 'genre', label: t('templates.genre') },
          { key: 'order', label: t('templates.order'), hidden: true },
        ]}
        rows={templates.map((template, index) => ({
          key: template.id,
          cells: [
            <div key="name">
              <Link to={templatePath(template.id)}>{template.name}</Link>{' '}
              {!template.offered && <Badge>{t('templates.notOffered')}</Badge>}
              {template.hint && <p className={styles.under}>{template.hint}</p>}
            </div>,
            t(`genre.${template.genre}`),
            <Moves key="order" template={template} first={index === 0} last={index === templates.length - 1} />,
          ],
        }))}
        empty={
          <Empty title={t('templates.empty')}>
            <p>{t('templates.emptyHint')}</p>
          </Empty>
        }
      />
      <NewTemplate lastResult={useActionData<typeof action>()} />
    </>
  );
}

type Listed = ReturnType<typeof useLoaderData<typeof loader>>['templates'][number];

function Moves({ template, first, last }: { template: Listed; first: boolean; last: boolean }) {
  const { t } = useTranslation('documents');
  return (
    <Form method="post" preventScrollReset className={styles.moves}>
      <input type="hidden" name="template" value={template.id} />
      {templateMoves
        .filter((to) => !(to === 'up' ? first : last))
        .map((to) => (
          <Button
            key={to}
            kind="tertiary"
            small
            name="intent"
            value={to}
            aria-label={t(`templates.${to}Long`, { name: template.name })}
          >
            {t(`templates.${to}`)}
          </Button>
        ))}
    </Form>
  );
}

function NewTemplate({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('documents');
  const [form, fields] = useForm<z.input<typeof newTemplateSchema>>({
    id: 'template',
    lastResult: lastResult ?? null,
    defaultValue: { genre: 'position' },
  });
  return (
    <div className={styles.below}>
      <Confirm summary={t('templates.new')} kind="primary" open={lastResult !== undefined}>
        <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className={styles.form}>
          <FormErrors form={form} />
          <TemplateFields fields={fields} />
          <Actions>
            <Button name="intent" value="make">
              {t('templates.new')}
            </Button>
          </Actions>
        </Form>
      </Confirm>
    </div>
  );
}
