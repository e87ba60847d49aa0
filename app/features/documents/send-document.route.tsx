/** Sending a document into review: whom to ask, and until when. */
import { data, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { SendForm } from '~/features/reviews/SendForm';
import { sendSchema } from '~/features/reviews/send';
import { Rejected } from '~/services/errors';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { PageHeader } from '~/ui/page-parts';
import { documentIn, documentPath } from './place';
import { reviewForm, startReview } from './review-steps.server';

type Params = Parameters<typeof documentIn>[0];

/** What is offered; where somebody else has sent it meanwhile, the document itself says how it stands. */
async function offerAt(actor: Actor, params: Params) {
  const id = documentIn(params);
  try {
    return { id, ...(await reviewForm(actor, id)) };
  } catch (error) {
    if (error instanceof Rejected) throw redirect(documentPath(params.group ?? '', id));
    throw error;
  }
}

export const loader = signedIn(async ({ actor, params, language }) => {
  const form = await offerAt(actor, params);
  return { form, title: translator(language, 'documents')('review.pageTitle', { title: form.title, group: form.group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = documentIn(params);
  const { group } = await offerAt(actor, params);
  const form = await readForm(request, sendSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await startReview(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(documentPath(group.slug, id), 'documents:reviewStarted');
});

await wordsFor('documents', 'reviews', 'errors');

export default function SendDocument() {
  const { form } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation('reviews');
  const back = documentPath(form.group.slug, form.id);
  return (
    <>
      <PageHeader preline={<Link to={back}>{form.title}</Link>} title={t('start.title')} />
      <SendForm kind="paper" offer={form.offer} lastResult={lastResult} back={back} />
    </>
  );
}
