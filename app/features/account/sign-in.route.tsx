import { useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { localPath } from '~/services/local-path';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { PasswordField } from './PasswordField';
import { secretFields, signInForm, wayHome } from './account';
import { originOf, signIn, withCookies } from './sign-in.server';

/** The page that was asked for before signing in. */
const askedFor = (request: Request): string | undefined => {
  const asked = new URL(request.url).searchParams.get('weiter');
  return asked ? localPath(asked) : undefined;
};

/** What waits for whoever comes in. */
const home = '/heute';

export const loader = open(async ({ actor, request, language }) => {
  if (actor.kind === 'person') throw redirect(askedFor(request) ?? home);
  return Promise.resolve({ title: translator(language, 'account')('signIn.title') });
});

export const action = open(async ({ request, context }) => {
  const form = await readForm(request, signInForm, { hide: secretFields });
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const cookies = await signIn(form.value, originOf(request, context.address));
    return redirect(askedFor(request) ?? wayHome, { headers: withCookies(cookies) });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('account', 'errors');

export default function SignIn() {
  const { t } = useTranslation('account');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'sign-in', lastResult });
  return (
    <>
      <PageHeader title={t('signIn.title')} />
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <TextField field={fields.email!} type="email" label={t('email')} autoComplete="username" autoFocus />
        <PasswordField field={fields.password!} label={t('password')} autoComplete="current-password" />
        <Actions>
          <Button>{t('signIn.submit')}</Button>
        </Actions>
      </Form>
      <p>
        <Link to="/passwort-vergessen">{t('signIn.forgotten')}</Link>
      </p>
      <p>{t('signIn.noAccount')}</p>
    </>
  );
}
