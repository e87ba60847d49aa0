/** The address of a document in links, wherever it is kept: leads on to its page. */
import { redirect } from '@remix-run/node';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { placedDocument } from './documents.server';
import { documentIn, documentPath } from './place';

export const loader = signedIn(async ({ actor, params }) => {
  const id = documentIn(params);
  await authorize(actor, 'document.read', id);
  const { group } = await placedDocument(id);
  return redirect(documentPath(group.slug, id));
});

/** Nobody stays here; without a page of its own, a refusal would be one without words. */
export default function DocumentLink() {
  return null;
}
