import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { open } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { ChoosePassword } from './ChoosePassword';
import { LinkGone } from './LinkGone';
import { UserName } from './UserName';
import { newPasswordForm, secretFields, wayHome } from './account';
import { readReset, resetPassword } from './reset.server';
import { originOf, signedInCookies } from './sign-in.server';

/** Looking at the page does not use the link up. */
export const loader = open(async ({ actor, params, language }) => {
  const { state, person } = await readReset(params.token!);
  const title = translator(language, 'account')('newPassword.title');
  return data({ title, state, signedIn: actor.kind === 'person', email: person?.email ?? '' }, { status: state === 'valid' ? 200 : 410 });
});

export const action = open(async ({ request, params, context }) => {
  const form = await readForm(request, newPasswordForm, { hide: secretFields });
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const personId = await resetPassword(params.token!, form.value.password);
    const cookies = await signedInCookies(personId, originOf(request, context.address));
    return redirectWith(wayHome, 'account:passwordSet', {}, cookies);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('account', 'errors');

export default function NewPassword() {
  const { state, signedIn, email } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'new-password', lastResult });
  if (state !== 'valid') return <LinkGone kind="reset" state={state} signedIn={signedIn} />;
  return (
    <ChoosePassword purpose="newPassword" form={form} password={fields.password!}>
      <UserName email={email} />
    </ChoosePassword>
  );
}
