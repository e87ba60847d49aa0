/** A document of a group, in every state. */
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { sendOnce, signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { readForm } from '~/services/forms';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';
import { WhoSeesThis } from '~/ui/WhoSeesThis';
import { revalidateRefused } from '~/ui/refused';
import type { DocumentId } from '~db/values';
import { Attachments } from '~/features/files/Attachments';
import { DownloadMenu } from '~/texts/DownloadMenu';
import { Refusal, replyOf } from '~/texts/Refusal';
import { writeComment } from '~/texts/commenting.server';
import { AdoptionOfDocument, ReviewOfDocument, RoundOfDocument } from './DocumentRound';
import { DocumentText } from './DocumentText';
import { DocumentSteps } from './DocumentSteps';
import { StateOfDocument } from './StateOfDocument';
import { duplicateDocument } from './creating.server';
import styles from './documents.module.css';
import { placedDocument } from './documents.server';
import { changeHead, moveDocument, trashDocument } from './keeping.server';
import { otherGroups } from './listing.server';
import { documentPage } from './page.server';
import { documentIn, documentPath, documentsPath } from './place';
import {
  adoptDocument,
  archiveDocument,
  beginEdition,
  remindOrganisations,
  returnToDraft,
  unarchiveDocument,
} from './review-steps.server';
import { publishDocument } from './sharing.server';
import { type Step, stepSchema } from './steps';

export const loader = signedIn(async ({ actor, params, request, language, context }) => {
  const id = documentIn(params);
  const page = await documentPage(actor, id, { language, check: new URL(request.url).searchParams.has('pruefsumme') });
  const { slug, name } = page.head.group;
  // It has been moved: its own address says where to.
  if (params.group !== slug) throw redirect(documentPath(slug, id));
  const groups = page.may.move ? await otherGroups((await placedDocument(id)).group.id) : [];
  return { page: sendOnce(context, page), groups, title: `${page.head.title} – ${name}` };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = documentIn(params);
  const form = await readForm(request, stepSchema);
  if (!form.ok) return data(replyOf(form.reply), { status: 400 });
  try {
    return await take(actor, id, params, form.value);
  } catch (error) {
    return data(replyOf(form.rejected(error)), { status: 400 });
  }
});

/** One command a step, and where one goes on afterwards. */
async function take(actor: Person, id: DocumentId, params: ActionFunctionArgs['params'], step: Step) {
  const slug = params.group ?? '';
  const here = documentPath(slug, id);
  switch (step.intent) {
    case 'head':
      await changeHead(actor, id, step);
      return redirectWith(here, 'documents:saved');
    case 'duplicate':
      return redirectWith(documentPath(slug, await duplicateDocument(actor, id, step.title)), 'documents:duplicated');
    case 'move': {
      const to = await moveDocument(actor, id, step.groupId);
      const { group } = await placedDocument(id);
      return redirectWith(documentPath(to, id), 'documents:moved', { group: group.name });
    }
    case 'trash': {
      await trashDocument(actor, id);
      const { document } = await placedDocument(id);
      return redirectWith(documentsPath(slug), 'documents:trashed', { title: document.title });
    }
    case 'publish':
    case 'withdraw':
      await publishDocument(actor, id, step.intent === 'publish');
      return redirectWith(here, step.intent === 'publish' ? 'documents:published' : 'documents:withdrawn');
    case 'remind':
      return redirectWith(here, 'documents:reminded', { count: await remindOrganisations(actor, id) });
    case 'returnToDraft':
      await returnToDraft(actor, id, step.reason);
      return redirectWith(here, 'documents:returned');
    case 'adopt':
      await adoptDocument(actor, id, step);
      return redirectWith(here, 'documents:adopted');
    case 'beginEdition':
      return redirectWith(documentPath(slug, await beginEdition(actor, id)), 'documents:editionBegun');
    case 'archive':
      await archiveDocument(actor, id);
      return redirectWith(here, 'documents:archived');
    case 'unarchive':
      await unarchiveDocument(actor, id);
      return redirectWith(here, 'documents:unarchived');
    case 'comment':
    case 'reply':
    case 'resolve':
    case 'reopen': {
      const { document } = await placedDocument(id);
      return redirect(`${here}#anmerkung-${await writeComment(actor, document.textId, step)}`);
    }
  }
}

export const shouldRevalidate = revalidateRefused;

await wordsFor('documents', 'tasks', 'texts', 'editor', 'paper', 'audience', 'reviews', 'files', 'export', 'errors');

export default function Document() {
  const { page, groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  const { head } = page;
  const group = page.inGroup ? <Link to={documentsPath(head.group.slug)}>{head.group.name}</Link> : head.group.name;
  return (
    <>
      <PageHeader
        preline={
          <>
            {t(`genre.${head.genre}`)} · {group}
            {head.edition > 1 && ` · ${t('page.edition', { edition: head.edition })}`}
          </>
        }
        title={head.title}
      >
        {page.may.readHistory && (
          <>
            <LinkButton kind="tertiary" to="neu">
              {t('page.news')}
            </LinkButton>
            <LinkButton kind="tertiary" to="fassungen">
              {t('page.versions')}
            </LinkButton>
          </>
        )}
        <DownloadMenu path={documentPath(head.group.slug, page.id)} />
      </PageHeader>
      <Refusal />
      <StateOfDocument page={page}>
        <RoundOfDocument page={page} />
      </StateOfDocument>
      <ReviewOfDocument page={page} />
      <DocumentText page={page} />
      <AdoptionOfDocument page={page} />
      <Attachments
        parent={{ kind: 'document', id: page.id }}
        form={`${documentPath(head.group.slug, page.id)}/anlagen`}
        listed={page.attachments}
      />
      <DocumentSteps page={page} groups={groups} />
      <div className={`${styles.audience} ${styles.last}`}>
        <WhoSeesThis audience={page.audience} />
      </div>
    </>
  );
}
