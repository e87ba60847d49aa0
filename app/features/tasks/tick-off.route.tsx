/** Ticking a task off by a link from a mail, without signing in: one sentence, one button. */
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { Rejected } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';
import { readTickOff, tickOff } from './mail-links.server';
import { myTasksPath } from './place';
import styles from './tasks.module.css';

/** Looking at the page does not use the link up. */
export const loader = open(async ({ params, language }) => {
  const task = await readTickOff(params.token ?? '');
  return data({ task, title: translator(language, 'tasks')('tickOff.title') }, { status: task.state === 'gone' ? 410 : 200 });
});

/** Sent twice it is done once, and both are told the same. */
export const action = open(async ({ params }) => {
  try {
    await tickOff(params.token ?? '');
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { justDone: false };
  }
  return { justDone: true };
});

await wordsFor('tasks');

export default function TickOff() {
  const { task } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const justDone = useActionData<typeof action>()?.justDone ?? false;
  if (task.state === 'gone') {
    return (
      <>
        <PageHeader title={t('tickOff.goneTitle')} />
        <p>{t('tickOff.gone')}</p>
        <LinkButton to={myTasksPath}>{t('tickOff.toTasks')}</LinkButton>
      </>
    );
  }
  const titles = {
    open: 'tickOff.title',
    done: justDone ? 'tickOff.thanks' : 'tickOff.alreadyTitle',
    obsolete: 'tickOff.obsoleteTitle',
  } as const;
  return (
    <>
      <PageHeader preline={task.group} title={t(titles[task.state])} />
      <blockquote className={styles.tickOff}>{task.what}</blockquote>
      <div role="status">{task.state !== 'open' && <p>{t(`tickOff.${task.state}`)}</p>}</div>
      <Actions>
        {task.state === 'open' && (
          <Form method="post">
            <Button>{t('tickOff.button')}</Button>
          </Form>
        )}
        <LinkButton kind={task.state === 'open' ? 'secondary' : 'primary'} to={myTasksPath}>
          {t('tickOff.toTasks')}
        </LinkButton>
      </Actions>
    </>
  );
}
