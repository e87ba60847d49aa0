import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { forgottenForm } from './account';
import { requestReset } from './reset.server';

export const loader = open(async ({ language }) =>
  Promise.resolve({ title: translator(language, 'account')('forgotten.title') }),
);

export const action = open(async ({ request, context }) => {
  const form = await readForm(request, forgottenForm);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await requestReset(form.value.email, context.address);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith('/anmelden', 'account:resetSent');
});

await wordsFor('account', 'errors');

export default function Forgotten() {
  const { t } = useTranslation('account');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'forgotten', lastResult });
  return (
    <>
      <PageHeader title={t('forgotten.title')} />
      <p>{t('forgotten.text')}</p>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <TextField field={fields.email!} type="email" label={t('email')} autoComplete="username" />
        <Actions>
          <Button>{t('forgotten.submit')}</Button>
        </Actions>
      </Form>
      <p>
        <Link to="/anmelden">{t('forgotten.back')}</Link>
      </p>
    </>
  );
}
