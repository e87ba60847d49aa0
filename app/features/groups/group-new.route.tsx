import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { IdentityFields, PresentationFields } from './GroupFields';
import { groupSchema } from './group-form';
import { createGroup, fieldChoices } from './group-keeping.server';

export const loader = signedIn(async ({ actor, language }) => {
  await authorize(actor, 'group.create', 'portal');
  return { choices: await fieldChoices(), title: translator(language, 'groups')('keep.new') };
});

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, groupSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await createGroup(actor, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith('/geschaeftsstelle/gruppen', 'groups:created', { group: form.value.name });
});

await wordsFor('groups', 'errors');

export default function NewGroup() {
  const { choices } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const [form, fields] = useForm<Record<'name' | 'fieldId' | 'slug' | 'abbreviation' | 'description' | 'listed', string>>({
    id: 'group',
    lastResult: useActionData<typeof action>(),
    defaultValue: { listed: 'on' },
  });
  return (
    <>
      <PageHeader title={t('keep.new')} />
      <Form method="post" id={form.id} noValidate>
        <FormErrors form={form} />
        <IdentityFields fields={fields} choices={choices} />
        <PresentationFields fields={fields} />
        <Actions>
          <Button>{t('keep.create')}</Button>
          <LinkButton kind="tertiary" to="/geschaeftsstelle/gruppen">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
