/** Beginning a document: a title, what kind it is, and what it begins with. */
import { getFormProps, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { Choice, FormErrors, SelectField, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { documentGenres } from '~db/values';
import { createDocument } from './creating.server';
import { newDocumentSchema } from './documents';
import styles from './documents.module.css';
import { beginningOffers } from './listing.server';
import { documentPath, documentsPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const offers = await beginningOffers(actor, group.id);
  return { ...offers, title: translator(language, 'documents')('new.pageTitle', { group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  const form = await readForm(request, newDocumentSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const id = await createDocument(actor, group.id, form.value);
  return redirectWith(documentPath(group.slug, id), 'documents:begun');
});

await wordsFor('documents', 'errors');

export default function NewDocument() {
  const { templates } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation('documents');
  const group = useGroup();
  const [form, fields] = useForm<z.input<typeof newDocumentSchema>>({
    id: 'document',
    lastResult: lastResult ?? null,
    defaultValue: { genre: 'position', template: '' },
  });
  const choices = [{ id: '', name: t('new.blank'), hint: t('new.blankHint') }, ...templates];
  return (
    <>
      <PageHeader title={t('new.title')} />
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <TextField field={fields.title} label={t('new.name')} hint={t('new.nameHint')} autoComplete="off" />
        <SelectField
          field={fields.genre}
          label={t('genre.label')}
          options={documentGenres.map((genre) => ({ value: genre, label: t(`genre.${genre}`) }))}
        />
        <fieldset className={styles.templates}>
          <legend className="kern-label">{t('new.template')}</legend>
          {choices.map(({ id, name, hint }) => (
            <Choice key={id} type="radio" name="template" value={id} checked={(fields.template.initialValue ?? '') === id}>
              {name}
              {hint && <span className={styles.hint}>{hint}</span>}
            </Choice>
          ))}
        </fieldset>
        <TextField field={fields.labels} label={t('new.labels')} hint={t('new.labelsHint')} optional autoComplete="off" />
        <Actions>
          <Button>{t('new.begin')}</Button>
          <LinkButton kind="tertiary" to={documentsPath(group.slug)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
