/** Changing a task; what minutes say of it is changed there, until they are approved. */
import { getFormProps, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Day } from '~db/values';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { DayText } from '~/ui/Moment';
import { PageHeader } from '~/ui/page-parts';
import { revalidateRefused } from '~/ui/refused';
import { Fact } from './Fact';
import { OwnFields, SaidFields } from './TaskFields';
import { assigneesOf, changeTask } from './keeping.server';
import { taskForm } from './page.server';
import { taskIn, taskPath } from './place';
import { ownTaskSchema, taskSchema } from './tasks';
import styles from './tasks.module.css';

export const loader = signedIn(async ({ actor, params, language }) => {
  const form = await taskForm(actor, taskIn(params));
  const { people, organisations } = await assigneesOf(form.group.id);
  return { ...form, assignees: { people, organisations }, title: translator(language, 'tasks')('edit.pageTitle') };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = taskIn(params);
  const { group, inMinutes } = await taskForm(actor, id);
  const form = inMinutes ? await readForm(request, ownTaskSchema) : await readForm(request, taskSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await changeTask(actor, id, form.value);
    return await redirectWith(taskPath(group.slug, id), 'tasks:changed');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

export const shouldRevalidate = revalidateRefused;

await wordsFor('tasks', 'errors');

export default function ChangeTask() {
  const { id, group, task, now, basis, assignees, inMinutes } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof taskSchema>>({
    id: 'task',
    lastResult: lastResult ?? null,
    defaultValue: task,
  });
  return (
    <>
      <PageHeader preline={group.name} title={t('edit.title')} />
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        {form.errors?.includes('changedMeanwhile') && <Now task={task} name={now.name} />}
        <input type="hidden" name="basis" value={basis} />
        {inMinutes ? (
          <>
            <p className={styles.what}>{task.what}</p>
            <p>{t('edit.inMinutes', { number: inMinutes.meeting })}</p>
          </>
        ) : (
          <SaidFields fields={fields} assignees={withNow(assignees, task.assignee, now.name)} />
        )}
        <OwnFields fields={fields} />
        <Actions>
          <Button>{t('edit.save')}</Button>
          <LinkButton kind="tertiary" to={taskPath(group.slug, id)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

/** What stands there now, to compare with what one has typed. */
function Now({ task, name }: { task: ReturnType<typeof useLoaderData<typeof loader>>['task']; name: string }) {
  const { t } = useTranslation('tasks');
  return (
    <section aria-labelledby="now" className={styles.now}>
      <h2 id="now">{t('edit.now')}</h2>
      <dl className={styles.about}>
        <Fact name={t('field.what')}>{task.what}</Fact>
        <Fact name={t('field.who')}>{name || t('nobody')}</Fact>
        <Fact name={t('field.due')}>{task.dueDate ? <DayText day={task.dueDate as Day} /> : t('noDay')}</Fact>
        <Fact name={t('priority.label')}>{t(`priority.${task.priority}`)}</Fact>
        <Fact name={t('repeats.label')}>{t(`repeats.${task.repeats}`)}</Fact>
        {task.note && <Fact name={t('field.note')}>{task.note}</Fact>}
      </dl>
    </section>
  );
}

type Assignees = ReturnType<typeof useLoaderData<typeof loader>>['assignees'];

/** Whom it is given to stays among the choices after they have left. */
function withNow({ people, organisations }: Assignees, value: string, name: string) {
  const [kind, id = ''] = value.split(':');
  const has = (list: readonly { id: string }[]) => list.some((entry) => entry.id === id);
  return {
    people: kind === 'person' && !has(people) ? [...people, { id, name }] : people,
    organisations: kind === 'organisation' && !has(organisations) ? [...organisations, { id, name }] : organisations,
  };
}
