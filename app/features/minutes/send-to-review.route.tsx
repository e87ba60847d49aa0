/** Sending minutes into review: what is still open in them, and whom to ask until when. */
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
import { OpenPoints } from './OpenPoints';
import { minutesPath, placeOf } from './place';
import { reviewForm, startReview } from './review-steps.server';

/** What is offered; where somebody else has sent them meanwhile, the minutes themselves say how they stand. */
async function offerAt(actor: Actor, place: ReturnType<typeof placeOf>) {
  try {
    return await reviewForm(actor, place);
  } catch (error) {
    if (error instanceof Rejected) throw redirect(minutesPath(place.group, place.number));
    throw error;
  }
}

export const loader = signedIn(async ({ actor, params, language }) => {
  const form = await offerAt(actor, placeOf(params));
  const title = translator(language, 'minutes')('start.pageTitle', { number: form.number, group: form.group });
  return { form, title };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const place = placeOf(params);
  const { id } = await offerAt(actor, place);
  const form = await readForm(request, sendSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await startReview(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(minutesPath(place.group, place.number), 'minutes:reviewStarted');
});

await wordsFor('minutes', 'reviews', 'errors');

export default function SendToReview() {
  const { form } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation(['minutes', 'reviews']);
  const back = minutesPath(form.slug, form.number);
  return (
    <>
      <PageHeader
        preline={<Link to={back}>{t('title', { number: form.number })}</Link>}
        title={t('reviews:start.title')}
      />
      <OpenPoints points={form.open} back={back} />
      <SendForm kind="minutes" offer={form.offer} lastResult={lastResult} back={back} more={t('start.agenda')} />
    </>
  );
}
