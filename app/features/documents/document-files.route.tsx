/** Adding an attachment to a document, on a page of its own: where the form lands that runs without scripts. */
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { AttachForm } from '../files/AttachForm';
import { attachFrom } from '../files/attaching.server';
import { placedDocument } from './documents.server';
import { documentIn, documentPath } from './place';

export const loader = signedIn(async ({ actor, params, language }) => {
  const id = documentIn(params);
  await authorize(actor, 'document.edit', id);
  const { document, group } = await placedDocument(id);
  return {
    name: document.title,
    path: documentPath(group.slug, id),
    title: translator(language, 'files')('page.pageTitle', { place: document.title }),
  };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = documentIn(params);
  const done = await attachFrom(request, actor, { kind: 'document', id });
  if ('reply' in done) return data(done.reply, { status: 400 });
  const path = documentPath((await placedDocument(id)).group.slug, id);
  return redirectWith(`${path}#anlagen`, 'files:attached', { name: done.file.name });
});

await wordsFor('files', 'errors');

export default function AttachToDocument() {
  const { name, path } = useLoaderData<typeof loader>();
  return <AttachForm preline={name} back={path} reply={useActionData<typeof action>()} />;
}
