/** Who sees a document beside its group: first what a change would mean, then the change. */
import type { SubmissionResult } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { Choice, useErrorWords } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { revalidateRefused } from '~/ui/refused';
import { idSchema } from '~db/value-schemas';
import { visibilities } from '~db/values';
import { OrganisationChoices } from '~/features/reviews/OrganisationChoices';
import choices from '~/features/reviews/choices.module.css';
import { visibilitySchema } from './documents';
import styles from './documents.module.css';
import { documentIn, documentPath } from './place';
import { type Impact, changeSharing, impactOf, sharingPage } from './sharing.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const page = await sharingPage(actor, documentIn(params));
  return { page, id: documentIn(params), title: translator(language, 'documents')('sharing.pageTitle', { title: page.title }) };
});

const sharingSchema = visibilitySchema.extend({
  intent: z.enum(['preview', 'apply']),
  basis: z.string().max(100),
  organisations: z.array(idSchema<'organisation'>()).max(5000).default([]),
  guests: z.array(idSchema<'person'>()).max(5000).default([]),
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = documentIn(params);
  const form = await readForm(request, sharingSchema);
  if (!form.ok) return data({ errors: messagesOf(form.reply), asked: null, impact: null }, { status: 400 });
  const { intent, basis, ...wanted } = form.value;
  if (intent === 'preview') return data({ errors: [], asked: wanted, impact: await impactOf(actor, id, wanted) });
  try {
    await changeSharing(actor, id, wanted, basis);
  } catch (error) {
    return data({ errors: messagesOf(form.rejected(error)), asked: wanted, impact: await impactOf(actor, id, wanted) }, { status: 400 });
  }
  return redirectWith(documentPath(params.group ?? '', id), 'documents:shared');
});

const messagesOf = ({ error }: SubmissionResult): string[] => Object.values(error ?? {}).flatMap((of) => of ?? []);

export const shouldRevalidate = revalidateRefused;

await wordsFor('documents', 'errors');

export default function Sharing() {
  const { page, id } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation('documents');
  const say = useErrorWords();
  const shown = result?.asked ?? page.sharing;
  const back = documentPath(page.group.slug, id);
  const preview = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result?.impact) preview.current?.scrollIntoView({ block: 'center' });
  }, [result]);
  const refusals = result?.errors ?? [];
  return (
    <>
      <PageHeader preline={<Link to={back}>{page.title}</Link>} title={t('sharing.title')} />
      <p>{t('sharing.intro')}</p>
      {refusals.length > 0 && <Alert kind="danger" title={refusals.map(say).join(' ')} />}
      <Form method="post" className={styles.form} key={page.basis} preventScrollReset>
        <input type="hidden" name="basis" value={page.basis} />
        <fieldset className={choices.kinds}>
          <legend>{t('sharing.visibility')}</legend>
          <p className="kern-hint">{t('sharing.visibilityHint')}</p>
          {visibilities.map((visibility) => (
            <Choice key={visibility} type="radio" name="visibility" value={visibility} checked={shown.visibility === visibility}>
              {t(`sharing.${visibility}`)}
            </Choice>
          ))}
        </fieldset>
        <fieldset className={choices.kinds}>
          <legend>{t('sharing.guests')}</legend>
          <p className="kern-hint">{t(page.guests.length > 0 ? 'sharing.guestsHint' : 'sharing.noGuests')}</p>
          {page.guests.map((guest) => (
            <Choice key={guest.id} name="guests" value={guest.id} checked={shown.guests.includes(guest.id)}>
              {guest.name}
            </Choice>
          ))}
        </fieldset>
        <fieldset className={choices.kinds}>
          <legend>{t('sharing.organisations')}</legend>
          <p className="kern-hint">{t('sharing.organisationsHint')}</p>
          <OrganisationChoices
            kinds={page.kinds}
            chosen={new Set(shown.organisations)}
            say={({ speakers }) => (speakers > 0 ? t('sharing.speakers', { count: speakers }) : t('sharing.nobody'))}
          />
        </fieldset>
        <div ref={preview}>{result?.impact && <Preview impact={result.impact} />}</div>
        <Actions>
          <Button name="intent" value="preview" kind={result?.impact?.changes ? 'secondary' : 'primary'}>
            {t(result?.impact ? 'sharing.again' : 'sharing.preview')}
          </Button>
          <LinkButton to={back} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

/** What the change would mean, and the button that makes it. */
function Preview({ impact }: { impact: Impact }) {
  const { t } = useTranslation('documents');
  if (!impact.changes) return <Alert title={t('sharing.nothing')} />;
  const names = (of: string[]) => ({ names: of.join(', ') });
  return (
    <Alert kind="warning" title={t('sharing.impact')}>
      <ul>
        {impact.added.length > 0 && (
          <li>
            {t('sharing.added', {
              count: impact.added.length,
              ...names(impact.added),
              documents: t('sharing.documents', { count: impact.documents }),
            })}
          </li>
        )}
        {impact.removed.length > 0 && <li>{t('sharing.removed', names(impact.removed))}</li>}
        {impact.guestsAdded.length > 0 && <li>{t('sharing.guestsAdded', names(impact.guestsAdded))}</li>}
        {impact.guestsRemoved.length > 0 && <li>{t('sharing.guestsRemoved', names(impact.guestsRemoved))}</li>}
        {impact.gaining > 0 && <li>{t('sharing.gain', { count: impact.gaining })}</li>}
        {impact.losing > 0 && <li>{t('sharing.lose', { count: impact.losing })}</li>}
        {impact.gaining + impact.losing === 0 && <li>{t('sharing.nobodyElse')}</li>}
      </ul>
      <Button name="intent" value="apply">
        {t('sharing.apply')}
      </Button>
    </Alert>
  );
}
