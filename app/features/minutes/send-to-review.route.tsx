/** Sending minutes into review: whom to ask, until when, and what happens then. */
import { getFormProps, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { Rejected } from '~/services/errors';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { addDays, today } from '~/services/time';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, TextArea, TextField, useErrorWords } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { OpenPoints } from './OpenPoints';
import { reviewForm } from './invited.server';
import styles from './minutes.module.css';
import { minutesPath, placeOf } from './place';
import { startReview } from './review-steps.server';
import { reviewSchema } from './steps';

/** Two weeks are usual. */
const usualDays = 14;

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
  return { form, lastDay: addDays(today(), usualDays), earliest: today(), title };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const place = placeOf(params);
  const { id } = await offerAt(actor, place);
  const form = await readForm(request, reviewSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await startReview(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(minutesPath(place.group, place.number), 'minutes:reviewStarted');
});

await wordsFor('minutes');

export default function SendToReview() {
  const { form: offer, lastDay, earliest } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { t } = useTranslation('minutes');
  const say = useErrorWords();
  const [form, fields] = useForm<{
    lastDay: string;
    organisations: string[];
    silenceIsConsent: boolean;
    message: string;
  }>({
    id: 'start-review',
    lastResult: lastResult ?? null,
    defaultValue: { lastDay, silenceIsConsent: true },
  });
  const back = minutesPath(offer.slug, offer.number);
  const chosen = new Set([fields.organisations.initialValue ?? []].flat());
  return (
    <>
      <PageHeader
        preline={<Link to={back}>{t('title', { number: offer.number })}</Link>}
        title={t('start.title')}
      />
      <OpenPoints points={offer.open} back={back} />
      <Alert kind="info" title={t('start.consequenceTitle')}>
        <ul>
          {(['frozen', 'partners', 'members', 'agenda', 'back'] as const).map((key) => (
            <li key={key}>{t(`start.consequence.${key}`)}</li>
          ))}
        </ul>
      </Alert>
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <TextField field={fields.lastDay} type="date" min={earliest} label={t('start.lastDay')} hint={t('start.lastDayHint')} />
        <fieldset className={styles.kinds} id={fields.organisations.id} tabIndex={-1}>
          <legend>{t('start.organisations')}</legend>
          <p className="kern-hint">{t('start.organisationsHint')}</p>
          {fields.organisations.errors && <p className={styles.wrong}>{fields.organisations.errors.map(say).join(' ')}</p>}
          {offer.kinds.map(({ kind, list }) => (
            <fieldset key={kind} className={styles.kind}>
              <legend>{t(`common:organisationKind.${kind}`)}</legend>
              {list.map(({ id, name, speakers }) => (
                <div className="kern-form-check" key={id}>
                  <input
                    type="checkbox"
                    name="organisations"
                    value={id}
                    id={`organisation-${id}`}
                    defaultChecked={chosen.has(id)}
                    disabled={speakers === 0}
                    className="kern-form-check__checkbox"
                  />
                  <label className="kern-label" htmlFor={`organisation-${id}`}>
                    {name}{' '}
                    <span className={styles.quiet}>
                      {speakers > 0 ? t('start.speakers', { count: speakers }) : t('start.nobody')}
                    </span>
                  </label>
                </div>
              ))}
            </fieldset>
          ))}
        </fieldset>
        <CheckField field={fields.silenceIsConsent} label={t('start.silence')} hint={t('start.silenceHint')} />
        <TextArea field={fields.message} label={t('start.message')} hint={t('start.messageHint')} optional />
        <Actions>
          <Button>{t('start.confirm')}</Button>
          <LinkButton to={back} kind="tertiary">
            {t('start.cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
