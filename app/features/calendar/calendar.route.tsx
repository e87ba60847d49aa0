/** The addresses of one's calendars: making one, seeing it once, renewing and ending it. */
import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button } from '~/ui/buttons';
import { CheckField, FormErrors, SelectField, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { AddressList } from './AddressList';
import { MadeAddress } from './MadeAddress';
import { SetUpHelp } from './SetUpHelp';
import { groupsToChoose, makeAddress, newKey, ownAddresses, renewAddress, revokeAddress } from './addresses.server';
import { type ShownAddress, allGroups, calendarForm } from './calendar';
import styles from './calendar.module.css';
import { calendarPath } from './place';

export const loader = signedIn(async ({ actor, request, language }) => ({
  title: translator(language, 'calendar')('title'),
  key: newKey(),
  addresses: (await ownAddresses(actor)).map(({ createdAt: _, fetchedAt, ...address }) => ({
    ...address,
    fetchedAt: fetchedAt?.toISOString() ?? null,
  })),
  ...(await groupsToChoose(actor, new URL(request.url).searchParams.get('gruppe'))),
}));

/** The answer itself shows the address, in place of a page one is sent on to: it is kept nowhere in between. */
const showing = (address: ShownAddress) => data({ shown: address, reply: undefined }, { status: 201 });

export const action = signedIn(async ({ request, actor }) => {
  const form = await readForm(request, calendarForm);
  if (!form.ok) return data({ shown: undefined, reply: form.reply }, { status: 400 });
  const asked = form.value;
  try {
    switch (asked.intent) {
      case 'make':
        return showing(await makeAddress(actor, asked));
      case 'renew':
        return showing(await renewAddress(actor, asked.feed));
      case 'revoke':
        return redirectWith(calendarPath, 'calendar:revoked', await revokeAddress(actor, asked.feed));
    }
  } catch (error) {
    return data({ shown: undefined, reply: form.rejected(error) }, { status: 400 });
  }
});

await wordsFor('calendar', 'account', 'errors');

export default function Calendar() {
  const { addresses } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>()?.shown;
  const { t } = useTranslation(['calendar', 'account']);
  return (
    <>
      <PageHeader preline={<Link to="/konto">{t('account:account.title')}</Link>} title={t('title')} />
      <p className={styles.intro}>{t('intro')}</p>
      {shown && <MadeAddress key={shown.url} address={shown} />}
      <AddressList addresses={addresses} />
      {/* Another one begins with an empty form. */}
      <NewAddress key={addresses.length} />
      <SetUpHelp />
    </>
  );
}

function NewAddress() {
  const { groups, chosen, key } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.reply;
  const { t } = useTranslation('calendar');
  const [form, fields] = useForm<{ name: string; group: string; tasks: boolean }>({
    id: 'new-address',
    lastResult,
    defaultValue: { group: chosen },
  });
  return (
    <section aria-labelledby="make-title">
      <h2 id="make-title">{t('make.title')}</h2>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        <input type="hidden" name="key" value={key} />
        <TextField field={fields.name} label={t('make.name')} hint={t('make.nameHint')} autoComplete="off" />
        {groups.length > 0 && (
          <SelectField
            field={fields.group}
            label={t('make.group')}
            options={[
              { value: allGroups, label: t('shows.all') },
              ...groups.map(({ slug, name }) => ({ value: slug, label: t('shows.only', { group: name }) })),
            ]}
          />
        )}
        <CheckField field={fields.tasks} label={t('make.tasks')} hint={t('make.tasksHint')} />
        <Actions>
          <Button name="intent" value="make">
            {t('make.submit')}
          </Button>
        </Actions>
      </Form>
    </section>
  );
}
