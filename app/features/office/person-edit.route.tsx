import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { idSchema } from '~db/value-schemas';
import { languages } from '~db/values';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors, SelectField, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { changePerson } from './accounts.server';
import { personFields } from './people';
import { readPerson } from './people.server';

const personId = idSchema<'person'>();

export const loader = signedIn(async ({ actor, params, language }) => {
  const { id, name, email, language: speaks, joinedAt } = await readPerson(actor, personId.parse(params.person));
  const title = translator(language, 'office')('person.changeOf', { name });
  return { id, name, email, language: speaks, joined: joinedAt !== null, title };
});

export const action = signedIn(async ({ actor, request, params }) => {
  const id = personId.parse(params.person);
  const form = await readForm(request, personFields);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await changePerson(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(`/geschaeftsstelle/personen/${id}`, 'office:saved');
});

await wordsFor('office', 'errors');

export default function EditPerson() {
  const person = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>(),
    defaultValue: person,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: personFields }),
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
  });
  const path = `/geschaeftsstelle/personen/${person.id}`;
  return (
    <>
      <PageHeader preline={<Link to={path}>{person.name}</Link>} title={t('person.change')} />
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <TextField field={fields.name} label={t('person.name')} hint={t('person.nameHint')} autoComplete="off" />
        <TextField
          field={fields.email}
          type="email"
          label={t('person.email')}
          hint={t(person.joined ? 'person.emailHint' : 'person.emailHintInvited')}
          autoComplete="off"
        />
        <SelectField
          field={fields.language}
          label={t('person.language')}
          options={languages.map((code) => ({ value: code, label: t(`common:languageName.${code}`) }))}
        />
        <Actions>
          <Button>{t('common:save')}</Button>
          <LinkButton to={path} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
