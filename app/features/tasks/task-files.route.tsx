/** Adding an attachment to a task, on a page of its own: where the form lands that runs without scripts. */
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { AttachForm } from '../files/AttachForm';
import { attachFrom } from '../files/attaching.server';
import { taskForm } from './page.server';
import { taskIn, taskPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const { id, group, task } = await taskForm(actor, taskIn(params));
  return {
    name: task.what,
    path: taskPath(group.slug, id),
    title: translator(language, 'files')('page.pageTitle', { place: task.what }),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = taskIn(params);
  const done = await attachFrom(request, actor, { kind: 'task', id });
  if ('reply' in done) return data(done.reply, { status: 400 });
  const { group } = await taskForm(actor, id);
  return redirectWith(`${taskPath(group.slug, id)}#anlagen`, 'files:attached', { name: done.file.name });
});

await wordsFor('files', 'errors');

export default function AttachToTask() {
  const { name, path } = useLoaderData<typeof loader>();
  return <AttachForm preline={name} back={path} reply={useActionData<typeof action>()} />;
}
