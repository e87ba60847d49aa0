import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { languages } from '~db/values';
import { signedIn } from '~/access/page.server';
import { newsChoicesPath } from '~/news/news';
import { readForm } from '~/services/forms';
import { languageCookie } from '~/services/i18n/detect.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { calendarPath } from '~/features/calendar/place';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors, SelectField, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { PasswordField } from './PasswordField';
import { SessionList } from './SessionList';
import { accountForm, passwordLength, secretFields } from './account';
import { changePassword, changeProfile, endOwnOthers, endOwnSession, readAccount } from './account.server';
import { openSessions } from './sessions.server';

export const loader = signedIn(async ({ actor, context, language }) => {
  const session = await context.session();
  return {
    title: translator(language, 'account')('account.title'),
    account: await readAccount(actor),
    sessions: (await openSessions(actor.id, session?.sessionHash ?? '')).map(({ since, lastUse, ...rest }) => ({
      ...rest,
      since: since.toISOString(),
      lastUse: lastUse.toISOString(),
    })),
  };
});

const done = (notice: string, cookies: string[] = []) => redirectWith('/konto', `account:${notice}`, {}, cookies);

export const action = signedIn(async ({ request, actor, context }) => {
  const form = await readForm(request, accountForm, { hide: secretFields });
  if (!form.ok) return data(form.reply, { status: 400 });
  const session = (await context.session())?.sessionHash ?? '';
  const asked = form.value;
  try {
    switch (asked.intent) {
      case 'profile':
        await changeProfile(actor, asked);
        return done('profileSaved', [languageCookie(asked.language)]);
      case 'password':
        await changePassword(actor, asked, session);
        return done('passwordChanged');
      case 'endSession':
        await endOwnSession(actor, asked.session);
        return done('sessionEnded');
      case 'endOthers':
        await endOwnOthers(actor, session);
        return done('othersEnded');
    }
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('account', 'errors');

export default function Account() {
  const { account, sessions } = useLoaderData<typeof loader>();
  const { t } = useTranslation('account');
  return (
    <>
      <PageHeader title={t('account.title')} />
      <p>
        {t('account.signedInAs')} <strong>{account.email}</strong>
      </p>
      <p>
        <Link to={newsChoicesPath}>{t('account.toNews')}</Link>
      </p>
      <Profile />
      <NewPassword />
      <CalendarLink />
      <SessionList sessions={sessions} />
    </>
  );
}

function CalendarLink() {
  const { t } = useTranslation('account');
  return (
    <section aria-labelledby="calendar-title">
      <h2 id="calendar-title">{t('calendar.title')}</h2>
      <p>{t('calendar.text')}</p>
      <Actions>
        <LinkButton to={calendarPath} kind="secondary">
          {t('calendar.open')}
        </LinkButton>
      </Actions>
    </section>
  );
}

type Intent = 'profile' | 'password';

/** The answer to this form, among those on the page. */
function useAnswer(intent: Intent) {
  const result = useActionData<typeof action>();
  return result?.initialValue?.intent === intent ? result : undefined;
}

function Profile() {
  const { account } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['account', 'common']);
  const [form, fields] = useForm({
    id: 'profile',
    lastResult: useAnswer('profile'),
    defaultValue: { name: account.name, language: account.language },
  });
  return (
    <section aria-labelledby="profile-title">
      <h2 id="profile-title">{t('account.profile')}</h2>
      {/* Another language is another page: its words are loaded with it. */}
      <Form method="post" reloadDocument id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <TextField field={fields.name} label={t('name')} hint={t('nameHint')} autoComplete="name" />
        <SelectField
          field={fields.language}
          label={t('account.language')}
          options={languages.map((value) => ({ value, label: t(`common:languageName.${value}`) }))}
        />
        <Actions>
          <Button name="intent" value="profile">
            {t('common:save')}
          </Button>
        </Actions>
      </Form>
    </section>
  );
}

function NewPassword() {
  const { account } = useLoaderData<typeof loader>();
  const { t } = useTranslation('account');
  const [form, fields] = useForm({
    id: 'password',
    lastResult: useAnswer('password'),
    defaultValue: { current: '', password: '' },
  });
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">{t('account.changePassword')}</h2>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <input type="hidden" name="username" value={account.email} autoComplete="username" />
        <PasswordField field={fields.current} label={t('account.currentPassword')} autoComplete="current-password" />
        <PasswordField
          field={fields.password}
          label={t('newPassword.field')}
          hint={t('passwordHint', passwordLength)}
          autoComplete="new-password"
        />
        <p>{t('account.passwordEnds')}</p>
        <Actions>
          <Button kind="secondary" name="intent" value="password">
            {t('account.changePassword')}
          </Button>
        </Actions>
      </Form>
    </section>
  );
}
