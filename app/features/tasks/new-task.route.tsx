/** Making a task by hand. */
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
import { FormErrors, TextArea } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { OwnFields, SaidFields } from './TaskFields';
import { assigneesOf, beginningFrom, createTask } from './keeping.server';
import { taskPath, tasksPath } from './place';
import { newTaskSchema } from './tasks';
import styles from './tasks.module.css';

const originSchema = newTaskSchema.pick({ documentId: true, commentId: true, decisionId: true });

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const query = new URL(request.url).searchParams;
  const asked = originSchema.parse({
    documentId: query.get('dokument') ?? undefined,
    commentId: query.get('kommentar') ?? undefined,
    decisionId: query.get('beschluss') ?? undefined,
  });
  const from = await beginningFrom(actor, group.id, asked);
  const assignees = await assigneesOf(group.id);
  return { from, assignees, title: translator(language, 'tasks')('new.pageTitle', { group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  const form = await readForm(request, newTaskSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const id = await createTask(actor, group.id, form.value);
    return await redirectWith(taskPath(group.slug, id), 'tasks:made');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('tasks', 'errors');

export default function NewTask() {
  const { from, assignees } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const group = useGroup();
  const [form, fields] = useForm<z.input<typeof newTaskSchema>>({
    id: 'task',
    lastResult: useActionData<typeof action>() ?? null,
    defaultValue: { priority: 'normal', note: from.note },
  });
  return (
    <>
      <PageHeader preline={<From />} title={t('new.title')} />
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <input type="hidden" name="key" value={from.key} />
        {from.documentId && <input type="hidden" name="documentId" value={from.documentId} />}
        {from.commentId && <input type="hidden" name="commentId" value={from.commentId} />}
        {from.decisionId && <input type="hidden" name="decisionId" value={from.decisionId} />}
        <SaidFields fields={fields} assignees={assignees} />
        <TextArea field={fields.steps} label={t('new.steps')} hint={t('new.stepsHint')} optional />
        <OwnFields fields={fields} />
        <Actions>
          <Button>{t('new.add')}</Button>
          <LinkButton kind="tertiary" to={tasksPath(group.slug)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

/** What it is to come from. */
function From() {
  const { title, commentId, decision } = useLoaderData<typeof loader>().from;
  const { t } = useTranslation('tasks');
  if (decision) return t('new.fromDecision', { number: decision });
  if (title) return t('new.from', { title });
  return commentId && t('new.fromThread');
}
