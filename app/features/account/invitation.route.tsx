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
import { UserName } from './UserName';
import { invitationForm, secretFields, wayHome } from './account';
import { acceptInvitation, readInvitation } from './invitations.server';
import { originOf, signedInCookies } from './sign-in.server';

/** Looking at the page does not use the link up. */
export const loader = open(async ({ actor, params, language }) => {
  const { state, person } = await readInvitation(params.token!);
  const title = translator(language, 'account')('invitation.title');
  return data({ title, state, signedIn: actor.kind === 'person', person }, { status: state === 'valid' ? 200 : 410 });
});

export const action = open(async ({ request, params, context }) => {
  const form = await readForm(request, invitationForm, { hide: secretFields });
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const personId = await acceptInvitation(params.token!, form.value);
    const cookies = await signedInCookies(personId, originOf(request, context.address));
    return redirectWith(wayHome, 'account:welcome', {}, cookies);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('account', 'errors');

export default function Invitation() {
  const { state, signedIn, person } = useLoaderData<typeof loader>();
  const { t } = useTranslation('account');
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: 'invitation',
    lastResult,
    defaultValue: { name: person?.name ?? '', password: '' },
  });
  if (state !== 'valid' || !person) return <LinkGone kind="invitation" state={state} signedIn={signedIn} />;
  return (
    <ChoosePassword purpose="invitation" form={form} password={fields.password}>
      <UserName email={person.email} />
      <TextField field={fields.name} label={t('name')} hint={t('nameHint')} autoComplete="name" />
    </ChoosePassword>
  );
}
