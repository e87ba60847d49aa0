import { data } from '@remix-run/node';
import { Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { PageHeader } from '~/ui/page-parts';
import { OrganisationForm } from './OrganisationForm';
import { organisationFields } from './organisations';
import { createOrganisation } from './organisations.server';

export const loader = signedIn(async ({ actor, language }) => {
  await authorize(actor, 'portal.office', 'portal');
  return { title: translator(language, 'office')('organisations.create') };
});

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, organisationFields);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const id = await createOrganisation(actor, form.value);
    return redirectWith(`/geschaeftsstelle/organisationen/${id}`, 'office:organisationCreated');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('office', 'errors');

export default function NewOrganisation() {
  const { t } = useTranslation('office');
  const path = '/geschaeftsstelle/organisationen';
  return (
    <>
      <PageHeader preline={<Link to={path}>{t('organisations.title')}</Link>} title={t('organisations.create')} />
      <OrganisationForm lastResult={useActionData<typeof action>()} back={path} />
    </>
  );
}
