/** A template: what is said about it, and its text, which is written live. */
import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { sendOnce, signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { DraftText } from '~/texts/DraftText';
import { Sheet } from '~/texts/Sheet';
import { Actions, Button } from '~/ui/buttons';
import { CheckField, FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { idSchema } from '~db/value-schemas';
import { TemplateFields } from './TemplateFields';
import styles from './documents.module.css';
import { templatePath, templateSchema, templatesPath } from './templates';
import { changeTemplate, templatePage } from './templates.server';

const LiveDocument = lazy(() => import('./LiveDocument.client'));

const templateId = idSchema<'template'>();

export const loader = signedIn(async ({ actor, params, language, context }) => {
  const page = await templatePage(actor, templateId.parse(params.template), language);
  return { page: sendOnce(context, page), title: translator(language, 'documents')('templates.editOf', { name: page.fields.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = templateId.parse(params.template);
  const form = await readForm(request, templateSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  await changeTemplate(actor, id, form.value);
  return redirectWith(templatePath(id), 'documents:templateSaved');
});

await wordsFor('documents', 'texts', 'editor', 'paper', 'errors');

export default function Template() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  return (
    <>
      <PageHeader preline={<Link to={templatesPath}>{t('templates.title')}</Link>} title={page.fields.name} />
      <TemplateText />
      <section aria-labelledby="about" className={styles.templateText}>
        <h2 id="about">{t('templates.about')}</h2>
        <TemplateHead />
      </section>
    </>
  );
}

function TemplateHead() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  const { offered, ...said } = page.fields;
  const [form, fields] = useForm<z.input<typeof templateSchema>>({
    id: 'template',
    lastResult: useActionData<typeof action>() ?? null,
    defaultValue: { ...said, offered: offered ? 'on' : undefined },
  });
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className={styles.form} preventScrollReset>
      <FormErrors form={form} />
      <TemplateFields fields={fields} />
      <CheckField field={fields.offered} label={t('templates.offered')} />
      <Actions>
        <Button>{t('templates.save')}</Button>
      </Actions>
    </Form>
  );
}

const nothing = () => undefined;

/** Whoever may see a template may write it; when that ends, what is on the screen stays, with the reason. */
function TemplateText() {
  const { page } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation('documents');
  const [label] = useState(() => t('templates.text', { name: page.fields.name }));
  return (
    <div className={styles.templateText}>
      <Sheet>
        <DraftText html={page.html} language={i18n.language} noScript={t('page.noScript')}>
          {(onReady) => (
            <LiveDocument
              documentId={null}
              textId={page.textId}
              person={page.person}
              label={label}
              people={[]}
              documents={[]}
              onOutline={nothing}
              onWords={nothing}
              onReady={onReady}
              onEditor={nothing}
              onRightEnded={nothing}
              onComment={undefined}
              onOpenComment={nothing}
            />
          )}
        </DraftText>
      </Sheet>
    </div>
  );
}
