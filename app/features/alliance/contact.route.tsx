import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader } from '~/ui/page-parts';
import { Contact } from './StartView';
import { plain } from './plain';
import { readProfile } from './profile.server';

export const handle = plain;

export const loader = open(async ({ language }) => {
  const profile = await readProfile(language);
  if (!profile) throw new NotFound();
  return { contact: profile.contact, title: translator(language, 'alliance')('contact.title') };
});

await wordsFor('alliance');

export default function ContactPage() {
  const { contact } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  return (
    <>
      <PageHeader title={t('contact.title')} />
      <p>{t('contact.purpose')}</p>
      <Contact contact={contact} />
    </>
  );
}
