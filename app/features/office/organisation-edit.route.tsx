import { data } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { idSchema } from '~db/value-schemas';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { PageHeader } from '~/ui/page-parts';
import { OrganisationForm } from './OrganisationForm';
import { organisationFields } from './organisations';
import { changeOrganisation, readOrganisation } from './organisations.server';

const organisationId = idSchema<'organisation'>();

export const loader = signedIn(async ({ actor, params, language }) => {
  const organisation = await readOrganisation(actor, organisationId.parse(params.organisation));
  const { id, name, shortName, kind, contactName, contactEmail, contactPhone, website, published } = organisation;
  return {
    id,
    fields: { name, shortName, kind, contactName, contactEmail, contactPhone, website, published },
    title: translator(language, 'office')('organisations.changeOf', { name }),
  };
});

export const action = signedIn(async ({ actor, request, params }) => {
  const id = organisationId.parse(params.organisation);
  const form = await readForm(request, organisationFields);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await changeOrganisation(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(`/geschaeftsstelle/organisationen/${id}`, 'office:saved');
});

await wordsFor('office', 'errors');

export default function EditOrganisation() {
  const { id, fields } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const path = `/geschaeftsstelle/organisationen/${id}`;
  return (
    <>
      <PageHeader preline={<Link to={path}>{fields.name}</Link>} title={t('person.change')} />
      <OrganisationForm value={fields} lastResult={useActionData<typeof action>()} back={path} />
    </>
  );
}
