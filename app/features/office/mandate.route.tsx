import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { today } from '~/services/time';
import { idSchema } from '~db/value-schemas';
import { LiveSearch, SearchInput } from '~/ui/LiveSearch';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, RadioField, TextField } from '~/ui/fields';
import { Empty, PageHeader } from '~/ui/page-parts';
import { giveMandate } from './mandates.server';
import styles from './office.module.css';
import { mandateFields } from './organisations';
import { readOrganisation } from './organisations.server';
import { suggestPeople } from './people.server';

const organisationId = idSchema<'organisation'>();

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const { id, name } = await readOrganisation(actor, organisationId.parse(params.organisation));
  const asked = (new URL(request.url).searchParams.get('suche') ?? '').slice(0, 100);
  return {
    organisation: { id, name },
    asked,
    people: asked.trim() ? await suggestPeople(actor, asked) : [],
    day: today(),
    title: translator(language, 'office')('mandates.giveFor', { organisation: name }),
  };
});

export const action = signedIn(async ({ actor, request, params }) => {
  const id = organisationId.parse(params.organisation);
  const form = await readForm(request, mandateFields);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await giveMandate(actor, id, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(`/geschaeftsstelle/organisationen/${id}`, 'office:mandateGiven');
});

await wordsFor('office', 'errors');

export default function GiveMandate() {
  const { organisation, asked, people, day } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>(),
    defaultValue: { startDate: day, personId: people.length === 1 ? people[0]!.id : undefined },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: mandateFields }),
    shouldValidate: 'onSubmit',
  });
  const path = `/geschaeftsstelle/organisationen/${organisation.id}`;
  return (
    <>
      <PageHeader preline={<Link to={path}>{organisation.name}</Link>} title={t('mandates.give')} />
      <h2>{t('mandates.who')}</h2>
      <LiveSearch label={t('people.search')} submit={t('search')} values={{ suche: asked }}>
        <SearchInput name="suche" label={t('people.nameOrEmail')} value={asked} />
      </LiveSearch>
      <p role="status" className={styles.count}>
        {asked.trim() ? t('people.count', { count: people.length }) : t('mandates.searchFirst')}
      </p>
      {asked.trim() !== '' && people.length === 0 && (
        <Empty title={t('people.nobody')}>
          <p>
            <Link to={`/geschaeftsstelle/personen/einladen?organisation=${organisation.id}`}>
              {t('mandates.inviteInstead')}
            </Link>
          </p>
        </Empty>
      )}
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <FormErrors form={form} />
        {people.length > 0 && (
          <>
            <div className={styles.choices}>
              <RadioField
                key={people.map(({ id }) => id).join()}
                field={fields.personId}
                label={t('mandates.person')}
                options={people.map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))}
              />
            </div>
            <h2>{t('mandates.when')}</h2>
            <TextField field={fields.startDate} type="date" label={t('mandates.from')} />
            <TextField
              field={fields.endDate}
              type="date"
              label={t('mandates.until')}
              hint={t('mandates.untilHint')}
              optional
            />
            <CheckField field={fields.deputy} label={t('mandates.asDeputy')} />
            <Actions>
              <Button>{t('mandates.give')}</Button>
              <LinkButton to={path} kind="tertiary">
                {t('common:cancel')}
              </LinkButton>
            </Actions>
          </>
        )}
      </Form>
    </>
  );
}
