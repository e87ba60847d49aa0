import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { TextField } from '~/ui/fields';
import { ChoosePassword } from './ChoosePassword';
import { LinkGone } from './LinkGone';
import { foundingForm, secretFields } from './account';
import { foundPortal, foundingLinkState } from './founding.server';
import { originOf, signedInCookies } from './sign-in.server';

export const loader = open(async ({ actor, params, language }) => {
  const state = await foundingLinkState(params.token!);
  const title = translator(language, 'account')('founding.title');
  return data({ title, state, signedIn: actor.kind === 'person' }, { status: state === 'valid' ? 200 : 410 });
});

export const action = open(async ({ request, params, context, language }) => {
  const form = await readForm(request, foundingForm, { hide: secretFields });
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const personId = await foundPortal(params.token!, form.value, language);
    const cookies = await signedInCookies(personId, originOf(request, context.address));
    return redirectWith('/geschaeftsstelle', 'account:founded', {}, cookies);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('account', 'errors');

export default function Founding() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  const { t } = useTranslation('account');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'founding', lastResult });
  if (state !== 'valid') return <LinkGone kind="founding" state={state} signedIn={signedIn} />;
  return (
    <ChoosePassword purpose="founding" form={form} password={fields.password!}>
      <TextField field={fields.name!} label={t('name')} hint={t('nameHint')} autoComplete="name" />
      <TextField field={fields.email!} type="email" label={t('email')} autoComplete="username" />
    </ChoosePassword>
  );
}
