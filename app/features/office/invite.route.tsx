import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { languages } from '~db/values';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, SelectField, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { invitePerson } from './accounts.server';
import { organisationNames } from './organisations.server';
import { invitationFields } from './people';

export const loader = signedIn(async ({ actor, request, language }) => {
  await authorize(actor, 'portal.office', 'portal');
  return {
    organisations: await organisationNames(actor),
    chosen: new URL(request.url).searchParams.get('organisation') ?? '',
    title: translator(language, 'office')('people.invite'),
  };
});

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, invitationFields);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const id = await invitePerson(actor, form.value);
    const { name, email } = form.value;
    return redirectWith(`/geschaeftsstelle/personen/${id}`, 'office:invited', { name, email });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('office', 'errors');

export default function Invite() {
  const { organisations, chosen } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>(),
    defaultValue: { language: 'de', organisationId: chosen },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: invitationFields }),
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
  });
  return (
    <>
      <PageHeader
        preline={<Link to="/geschaeftsstelle/personen">{t('people.title')}</Link>}
        title={t('people.invite')}
      />
      <p>{t('invite.how')}</p>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <TextField field={fields.name} label={t('person.name')} hint={t('person.nameHint')} autoComplete="off" />
        <TextField field={fields.email} type="email" label={t('person.email')} autoComplete="off" />
        <SelectField
          field={fields.language}
          label={t('person.language')}
          hint={t('invite.languageHint')}
          options={languages.map((code) => ({ value: code, label: t(`common:languageName.${code}`) }))}
        />
        <SelectField
          field={fields.organisationId}
          label={t('person.organisation')}
          hint={t('invite.organisationHint')}
          optional
          empty={t('person.noOrganisation')}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <CheckField field={fields.deputy} label={t('mandates.asDeputy')} />
        <Actions>
          <Button>{t('invite.send')}</Button>
          <LinkButton to="/geschaeftsstelle/personen" kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
