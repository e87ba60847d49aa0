import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { dayOf, today } from '~/services/time';
import { idSchema } from '~db/value-schemas';
import { DayText } from '~/ui/Moment';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Alert, Confirm, Empty, PageHeader, Table } from '~/ui/page-parts';
import { Period } from './Period';
import { endMandate, mandatesOf } from './mandates.server';
import styles from './office.module.css';
import { archiveOrganisation, readOrganisation } from './organisations.server';

const organisationId = idSchema<'organisation'>();

export const loader = signedIn(async ({ actor, params }) => {
  const organisation = await readOrganisation(actor, organisationId.parse(params.organisation));
  return {
    organisation,
    mandates: await mandatesOf(actor, organisation.id),
    day: today(),
    title: organisation.name,
  };
});

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('endMandate'), mandate: idSchema<'mandate'>() }),
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore') }),
]);

export const action = signedIn(async ({ actor, request, params }) => {
  const id = organisationId.parse(params.organisation);
  const form = await readForm(request, schema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const path = `/geschaeftsstelle/organisationen/${id}`;
  try {
    if (form.value.intent === 'endMandate') {
      const name = await endMandate(actor, id, form.value.mandate);
      return redirectWith(path, 'office:mandateEnded', { name });
    }
    await archiveOrganisation(actor, id, form.value.intent === 'archive');
    return redirectWith(path, `office:${form.value.intent}`);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('office', 'errors');

export default function OrganisationPage() {
  const { organisation } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form] = useForm({ lastResult: useActionData<typeof action>() });
  const { archivedAt } = organisation;
  return (
    <>
      <PageHeader
        preline={<Link to="/geschaeftsstelle/organisationen">{t('organisations.title')}</Link>}
        title={organisation.name}
      >
        <LinkButton to="aendern" kind="secondary">
          {t('person.change')}
        </LinkButton>
      </PageHeader>
      <FormErrors form={form} />
      {archivedAt && (
        <Alert kind="warning" title={t('organisations.isArchived')}>
          <p>
            {t('organisations.archivedSince')} <DayText day={dayOf(archivedAt)} />
          </p>
          <Form method="post">
            <Button name="intent" value="restore" kind="secondary">
              {t('organisations.restore')}
            </Button>
          </Form>
        </Alert>
      )}
      <Facts />
      <h2>{t('mandates.title')}</h2>
      <p>{t('mandates.about')}</p>
      <Mandates />
      {!archivedAt && (
        <>
          <Actions>
            <LinkButton to="mandat">{t('mandates.give')}</LinkButton>
          </Actions>
          <h2>{t('organisations.archiveTitle')}</h2>
          <Confirm summary={t('organisations.archive')}>
            <p>{t('organisations.archiveMeans')}</p>
            <Form method="post">
              <Button name="intent" value="archive">
                {t('organisations.archiveNow')}
              </Button>
            </Form>
          </Confirm>
        </>
      )}
    </>
  );
}

function Facts() {
  const { organisation } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const { shortName, kind, contactName, contactEmail, contactPhone, website, published } = organisation;
  const facts: [string, ReactNode][] = [
    [t('organisations.shortName'), shortName],
    [t('organisations.kind'), t(`common:organisationKind.${kind}`)],
    [t('organisations.contactName'), contactName],
    [t('person.email'), contactEmail && <a href={`mailto:${contactEmail}`}>{contactEmail}</a>],
    [t('organisations.phone'), contactPhone && <a href={`tel:${contactPhone.replace(/[^\d+]/g, '')}`}>{contactPhone}</a>],
    [
      t('organisations.website'),
      website && (
        <a href={website} rel="noreferrer noopener">
          {website.replace(/^https?:\/\//, '')}
        </a>
      ),
    ],
    [t('organisations.publicPages'), t(published ? 'organisations.isPublished' : 'organisations.notPublished')],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Mandates() {
  const { organisation, mandates, day } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const over = (mandate: { endDate: string | null }) => mandate.endDate !== null && mandate.endDate < day;
  return (
    <Table
      caption={t('mandates.title')}
      head={[
        { key: 'person', label: t('mandates.person') },
        { key: 'as', label: t('mandates.as') },
        { key: 'period', label: t('person.period') },
        { key: 'step', label: t('mandates.step'), hidden: true },
      ]}
      rows={[...mandates]
        .sort((a, b) => Number(over(a)) - Number(over(b)))
        .map((mandate) => ({
          key: mandate.id,
          cells: [
            <>
              <Link to={`/geschaeftsstelle/personen/${mandate.personId}`}>{mandate.person}</Link>
              <span className={styles.second}>{mandate.email}</span>
            </>,
            t(mandate.deputy ? 'mandates.deputy' : 'mandates.principal'),
            <Period key="period" from={mandate.startDate} until={mandate.endDate} over={over(mandate)} />,
            over(mandate) ? null : (
              <Confirm key="end" summary={t('mandates.end')}>
                <p>{t('mandates.endMeans', { person: mandate.person, organisation: organisation.name })}</p>
                <Form method="post">
                  <input type="hidden" name="mandate" value={mandate.id} />
                  <Button name="intent" value="endMandate">
                    {t('mandates.endNow')}
                  </Button>
                </Form>
              </Confirm>
            ),
          ],
        }))}
      empty={
        <Empty title={t('mandates.none')}>
          <p>{t('mandates.noneHint')}</p>
        </Empty>
      }
    />
  );
}
