import type { SubmissionResult } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Comments } from '~/texts/Comments';
import { writeComment } from '~/texts/commenting.server';
import { commentSteps } from '~/texts/comments';
import { Alert, PageHeader } from '~/ui/page-parts';
import { idSchema } from '~db/value-schemas';
import { type ReviewId, reviewAnswers } from '~db/values';
import { AnswerNotTaken } from './AnswerNotTaken';
import { ReviewAnswers } from './ReviewAnswers';
import { ReviewIntro } from './ReviewIntro';
import { ReviewText } from './ReviewText';
import { answerForm, answerSchema } from './review';
import { reviewPath } from '~/texts/review-path';
import { respondToReview, reviewPage, textOfReview } from './review.server';

await wordsFor('reviews', 'editor', 'errors');

const idOf = (params: { review?: string }): ReviewId => idSchema<'review'>().parse(params.review);

/** What the address says: for which organisation, and which answer is being given. */
function addressOf(request: Request) {
  const query = new URL(request.url).searchParams;
  return {
    organisation: idSchema<'organisation'>().safeParse(query.get('fuer')).data,
    choice: z.enum(reviewAnswers).safeParse(query.get('antwort')).data ?? null,
  };
}

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const { organisation, choice } = addressOf(request);
  const page = await reviewPage(actor, idOf(params), { language, organisation });
  const title = translator(language, 'reviews')('title', { ...page.values, context: page.kind });
  return { title: `${title} – ${page.group}`, page, choice };
});

const steps = z.discriminatedUnion('intent', [answerSchema, ...commentSteps]);

export const action = signedIn(async ({ actor, params, request }) => {
  const id = idOf(params);
  const { organisation } = addressOf(request);
  const form = await readForm(request, steps);
  const failed = (reply: SubmissionResult) =>
    data({ form: String(reply.initialValue?.form ?? answerForm), reply }, { status: 400 });
  if (!form.ok) return failed(form.reply);
  const path = reviewPath(id);
  try {
    if (form.value.intent === 'answer') {
      await respondToReview(actor, id, form.value);
      return redirect(`${path}?fuer=${form.value.organisation}#antwort`);
    }
    const thread = await writeComment(actor, await textOfReview(actor, id), form.value);
    const query = organisation ? `?fuer=${organisation}` : '';
    return redirectWith(`${path}${query}#anmerkung-${thread}`, notices[form.value.intent]);
  } catch (error) {
    return failed(form.rejected(error));
  }
});

/** Also after a step that was refused: what has happened meanwhile is why, and must be seen. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' || defaultShouldRevalidate;

const notices = {
  comment: 'reviews:commented',
  reply: 'reviews:commented',
  resolve: 'reviews:resolved',
  reopen: 'reviews:reopened',
} as const;

export default function Review() {
  const { page, choice } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation('reviews');
  const { text, answering } = page;
  const path = `${reviewPath(page.id)}${answering ? `?fuer=${answering.id}` : ''}`;
  return (
    <>
      <PageHeader preline={page.group} title={t('title', { ...page.values, context: page.kind })} />
      {!text && (
        <>
          <div id="antwort">
            <AnswerNotTaken failed={failed} withdrawn={page.state === 'withdrawn'} />
          </div>
          <ReviewIntro page={page} />
        </>
      )}
      {text && (
        <Comments
          desk={{
            action: path,
            mayComment: text.mayComment,
            organisations: answering ? [answering] : page.organisations,
            asMember: page.isMember,
            mentionable: text.mentionable,
            failed,
          }}
        >
          <ReviewText page={page} text={text} choice={choice} failed={failed}>
            <ReviewIntro page={page} />
          </ReviewText>
        </Comments>
      )}
      {text?.answers && <ReviewAnswers answers={text.answers} />}
      {!text && page.state !== 'withdrawn' && <Alert title={t('gone.title', { context: page.kind })}>{t('gone.text')}</Alert>}
      {page.path && (
        <p>
          <Link to={page.path}>{t('toText', { context: page.kind })}</Link>
        </p>
      )}
    </>
  );
}
