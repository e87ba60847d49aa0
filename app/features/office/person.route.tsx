import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { readForm } from '~/services/forms';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { dayOf } from '~/services/time';
import { idSchema } from '~db/value-schemas';
import type { PersonId } from '~db/values';
import { DayText, Moment } from '~/ui/Moment';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Alert, Confirm, Empty, PageHeader, Table } from '~/ui/page-parts';
import { AccountBadges } from './AccountBadges';
import { Period } from './Period';
import { disablePerson, enablePerson, resendInvitation, setOffice } from './accounts.server';
import styles from './office.module.css';
import { accountState } from './people';
import { readPerson } from './people.server';

const personId = idSchema<'person'>();

export const loader = signedIn(async ({ actor, params }) => {
  const person = await readPerson(actor, personId.parse(params.person));
  return { person, isSelf: person.id === actor.id, now: Date.now(), title: person.name };
});

const steps = {
  resend: resendInvitation,
  disable: disablePerson,
  enable: enablePerson,
  giveOffice: (actor: Actor, id: PersonId) => setOffice(actor, id, true),
  takeOffice: (actor: Actor, id: PersonId) => setOffice(actor, id, false),
};

const schema = z.object({
  intent: z.enum(['resend', 'disable', 'enable', 'giveOffice', 'takeOffice']),
});

export const action = signedIn(async ({ actor, request, params }) => {
  const id = personId.parse(params.person);
  const form = await readForm(request, schema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await steps[form.value.intent](actor, id);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(`/geschaeftsstelle/personen/${id}`, `office:${form.value.intent}`);
});

await wordsFor('office', 'errors');

export default function PersonPage() {
  const { person, isSelf } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const [form] = useForm({ lastResult: useActionData<typeof action>() });
  const state = accountState(person);
  return (
    <>
      <PageHeader
        preline={<Link to="/geschaeftsstelle/personen">{t('people.title')}</Link>}
        title={person.name}
      >
        <LinkButton to="aendern" kind="secondary">
          {t('person.change')}
        </LinkButton>
      </PageHeader>
      <FormErrors form={form} />
      {state === 'invited' && !person.invitationUntil && (
        <Alert kind="warning" title={t('person.invitationExpired')}>
          <p>{t('person.invitationExpiredHint')}</p>
        </Alert>
      )}
      <dl className={styles.facts}>
        <dt>{t('person.email')}</dt>
        <dd>
          <a href={`mailto:${person.email}`}>{person.email}</a>
        </dd>
        <dt>{t('person.language')}</dt>
        <dd>{t(`common:languageName.${person.language}`)}</dd>
        <dt>{t('person.access')}</dt>
        <dd>
          <AccountBadges person={person} /> <AccessText />
        </dd>
      </dl>
      {(state === 'invited' || state === 'created') && (
        <Form method="post">
          <Actions>
            <Button name="intent" value="resend">
              {t(state === 'invited' ? 'person.resend' : 'person.sendFirst')}
            </Button>
          </Actions>
        </Form>
      )}
      {state === 'disabled' && (
        <Form method="post">
          <Actions>
            <Button name="intent" value="enable">
              {t('person.enable')}
            </Button>
          </Actions>
        </Form>
      )}
      <h2>{t('people.groups')}</h2>
      <Roles />
      <h2>{t('person.mandates')}</h2>
      <Mandates />
      <h2>{t('person.access')}</h2>
      <p>
        <Link to={`/geschaeftsstelle/nachweis?person=${person.id}`}>{t('person.audit')}</Link>
      </p>
      <div className={styles.steps}>
        {state !== 'disabled' && (
          <Confirm summary={t('person.disable')}>
            <p>{t(isSelf ? 'person.disableSelf' : 'person.disableMeans', { name: person.name })}</p>
            <Form method="post">
              <Button name="intent" value="disable">
                {t('person.disableNow')}
              </Button>
            </Form>
          </Confirm>
        )}
        {state !== 'disabled' && (
          <Confirm summary={t(person.office ? 'person.takeOffice' : 'person.giveOffice')}>
            <p>{t(person.office ? 'person.takeOfficeMeans' : 'person.giveOfficeMeans', { name: person.name })}</p>
            <Form method="post">
              <Button name="intent" value={person.office ? 'takeOffice' : 'giveOffice'}>
                {t(person.office ? 'person.takeOffice' : 'person.giveOffice')}
              </Button>
            </Form>
          </Confirm>
        )}
      </div>
    </>
  );
}

/** Since when, until when. */
function AccessText() {
  const { person } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const shown = person.disabledAt ?? person.joinedAt ?? person.invitedAt;
  if (!shown) return null;
  return (
    <span className={styles.muted}>
      {t('person.since')} <Moment at={shown} />
      {!person.disabledAt && !person.joinedAt && person.invitationUntil && (
        <>
          {'; '}
          {t('person.linkUntil')} <DayText day={dayOf(person.invitationUntil)} />
        </>
      )}
    </span>
  );
}

function Roles() {
  const { person, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <Table
      caption={t('people.groups')}
      head={[
        { key: 'group', label: t('person.group') },
        { key: 'role', label: t('person.role') },
        { key: 'period', label: t('person.period') },
      ]}
      rows={person.roles.map((role) => ({
        key: role.id,
        cells: [
          <Link key="group" to={`/gruppen/${role.slug}/mitglieder`}>
            {role.group}
          </Link>,
          t(`common:groupRole.${role.role}`),
          <Period
            key="period"
            from={dayOf(role.startsAt)}
            until={role.endsAt && dayOf(role.endsAt)}
            over={role.endsAt !== null && role.endsAt.getTime() <= now}
          />,
        ],
      }))}
      empty={
        <Empty title={t('person.noGroups')}>
          <p>
            <Link to="/geschaeftsstelle/zuordnung">{t('person.toAssignment')}</Link>
          </p>
        </Empty>
      }
    />
  );
}

function Mandates() {
  const { person, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const day = dayOf(new Date(now));
  return (
    <Table
      caption={t('person.mandates')}
      head={[
        { key: 'organisation', label: t('people.organisation') },
        { key: 'as', label: t('mandates.as') },
        { key: 'period', label: t('person.period') },
      ]}
      rows={person.mandates.map((mandate) => ({
        key: mandate.id,
        cells: [
          <Link key="organisation" to={`/geschaeftsstelle/organisationen/${mandate.organisationId}`}>
            {mandate.organisation}
          </Link>,
          t(mandate.deputy ? 'mandates.deputy' : 'mandates.principal'),
          <Period
            key="period"
            from={mandate.startDate}
            until={mandate.endDate}
            over={mandate.endDate !== null && mandate.endDate < day}
          />,
        ],
      }))}
      empty={
        <Empty title={t('person.noMandates')}>
          <p>
            <Link to="/geschaeftsstelle/organisationen">{t('person.toOrganisations')}</Link>
          </p>
        </Empty>
      }
    />
  );
}
