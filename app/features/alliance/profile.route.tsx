/** What the alliance says of itself to everybody, kept by the Geschäftsstelle: the form, the draft, the versions. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type Language, languages } from '~db/values';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors, TextArea, TextField } from '~/ui/fields';
import { Moment } from '~/ui/Moment';
import { Alert, Badge, PageHeader, Table } from '~/ui/page-parts';
import { previewPath, profileFormSchema, profilePath, profileStepSchema } from './profile';
import { discardProfile, profileDesk, restoreProfile, saveProfile } from './profile.server';
import styles from './public.module.css';

export const loader = signedIn(async ({ actor, language }) => ({
  ...(await profileDesk(actor)),
  title: translator(language, 'alliance')('profile.title'),
}));

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, profileStepSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const step = form.value;
  if (step.intent === 'save') {
    try {
      const id = await saveProfile(actor, step.profile, step.basis);
      return await redirectWith(previewPath(id), 'alliance:profileSaved');
    } catch (error) {
      return data(form.rejected(error), { status: 400 });
    }
  }
  if (step.intent === 'restore') {
    await restoreProfile(actor, step.version);
    return redirectWith(profilePath, 'alliance:profileRestored');
  }
  await discardProfile(actor, step.version);
  return redirectWith(profilePath, 'alliance:profileDiscarded');
});

await wordsFor('alliance', 'errors');

export default function ProfileDesk() {
  const { t } = useTranslation('alliance');
  const { basis } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <p>{t('profile.intro')}</p>
      <Draft />
      <ProfileForm key={basis} lastResult={useActionData<typeof action>()} />
      <Versions />
    </>
  );
}

function Draft() {
  const { draft } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  if (!draft) return null;
  return (
    <Alert
      title={
        <>
          {t('profile.draftWaits')} <Moment at={draft.savedAt} short />
        </>
      }
    >
      <Form method="post">
        <input type="hidden" name="version" value={draft.id} />
        <Actions>
          <LinkButton small to={previewPath(draft.id)}>
            {t('profile.toPreview')}
          </LinkButton>
          <Button small kind="tertiary" name="intent" value="discard">
            {t('profile.discard')}
          </Button>
        </Actions>
      </Form>
    </Alert>
  );
}

type InLanguages = Record<Language, Parameters<typeof TextField>[0]['field']>;

function ProfileForm({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const { profile, basis } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  const [form, fields] = useForm<z.input<typeof profileFormSchema>, z.output<typeof profileFormSchema>>({
    id: 'profile',
    lastResult: lastResult ?? null,
    defaultValue: profile ?? {},
    onValidate: ({ formData }) => parseWithZod(formData, { schema: profileFormSchema }),
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
  });
  const contact = fields.contact.getFieldset();
  const inLanguages = (key: 'name' | 'claim' | 'aim' | 'office', { de, en }: InLanguages) => ({
    [`${key}.de`]: { id: de.id, errors: de.errors, label: t('profile.in.de', { label: t(`profile.${key}`) }) },
    [`${key}.en`]: { id: en.id, errors: en.errors, label: t('profile.in.en', { label: t(`profile.${key}`) }) },
  });
  const labelled = {
    ...inLanguages('name', fields.name.getFieldset()),
    ...inLanguages('claim', fields.claim.getFieldset()),
    ...inLanguages('aim', fields.aim.getFieldset()),
    ...inLanguages('office', contact.office.getFieldset()),
    email: { id: contact.email.id, errors: contact.email.errors, label: t('profile.email') },
    colour: { id: fields.colour.id, errors: fields.colour.errors, label: t('profile.colour') },
  };
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
      <FormErrors form={form} fields={labelled} />
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="basis" value={basis} />
      <InBoth label={t('profile.name')} fields={fields.name.getFieldset()} />
      <InBoth label={t('profile.claim')} hint={t('profile.claimHint')} fields={fields.claim.getFieldset()} />
      <InBoth label={t('profile.aim')} hint={t('profile.aimHint')} fields={fields.aim.getFieldset()} long />
      <h2>{t('profile.contact')}</h2>
      <InBoth label={t('profile.office')} fields={contact.office.getFieldset()} />
      <div className={styles.both}>
        <TextField field={contact.street} label={t('profile.street')} optional />
        <TextField field={contact.city} label={t('profile.city')} optional />
        <TextField field={contact.phone} type="tel" label={t('profile.phone')} optional />
        <TextField field={contact.email} type="email" label={t('profile.email')} />
      </div>
      <TextField field={fields.colour} label={t('profile.colour')} hint={t('profile.colourHint')} />
      <Actions>
        <Button>{t('profile.save')}</Button>
      </Actions>
    </Form>
  );
}

/** The same in German and in English, side by side where there is room. */
function InBoth({
  label,
  hint,
  fields,
  long = false,
}: {
  label: string;
  hint?: string;
  fields: InLanguages;
  long?: boolean;
}) {
  const { t } = useTranslation('alliance');
  return (
    <div className={styles.both}>
      {languages.map((language) => {
        const said = { field: fields[language], label: t(`profile.in.${language}`, { label }), ...(hint ? { hint } : {}) };
        return long ? <TextArea key={language} {...said} rows={9} /> : <TextField key={language} {...said} />;
      })}
    </div>
  );
}

function Versions() {
  const { versions } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('profile.versions')}</h2>
      <p className={styles.quiet}>{t('profile.restoreHint')}</p>
      <Table
        caption={t('profile.versions')}
        head={[
          { key: 'number', label: t('profile.versions') },
          { key: 'at', label: t('profile.publishedAt') },
          { key: 'restore', label: t('profile.restore'), hidden: true },
        ]}
        rows={versions.map(({ id, number, publishedAt, by }, index) => ({
          key: id,
          cells: [
            <span key="number">
              <Link to={previewPath(id)} aria-label={t('profile.versionLink', { number })}>
                {t('profile.version', { number })}
              </Link>{' '}
              {index === 0 && <Badge kind="success">{t('profile.counts')}</Badge>}
            </span>,
            <span key="at">
              <Moment at={publishedAt} short /> {by ? `${t('profile.by')} ${by}` : t('profile.portal')}
            </span>,
            index > 0 && (
              <Form key="restore" method="post">
                <input type="hidden" name="version" value={id} />
                <Button small kind="tertiary" name="intent" value="restore" aria-label={t('profile.restoreLong', { number })}>
                  {t('profile.restore')}
                </Button>
              </Form>
            ),
          ],
        }))}
      />
    </section>
  );
}
