/** The groups of the alliance, for everyone; people with an account ask to join here. */
import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { open, signedIn } from '~/access/page.server';
import { roleIn } from '~/access/policy';
import { idSchema } from '~db/value-schemas';
import { paragraphs, readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Badge, Confirm, Empty, PageHeader, Paragraphs } from '~/ui/page-parts';
import styles from './groups.module.css';
import { listedGroups } from './groups.server';
import { requestsOf } from './my-groups.server';
import { requestToJoin, withdrawRequest } from './requests.server';

export const loader = open(async ({ actor, language }) => {
  const groups = await listedGroups();
  const requests = actor.kind === 'person' ? await requestsOf(actor) : [];
  const now = Date.now();
  return {
    signedIn: actor.kind === 'person',
    groups: groups.map(({ id, slug, name, description, field }) => ({
      id,
      slug,
      name,
      description,
      field: field.name,
      role: actor.kind === 'person' ? (roleIn(actor, id, now) ?? null) : null,
      request: requests.find((request) => request.groupId === id) ?? null,
    })),
    title: translator(language, 'groups')('all.title'),
  };
});

const steps = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), groupId: idSchema<'group'>(), message: paragraphs(1000) }),
  z.object({ intent: z.literal('withdraw'), id: idSchema<'joinRequest'>() }),
]);

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, steps);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    if (form.value.intent === 'ask') {
      await requestToJoin(actor, form.value);
      return redirectWith('/arbeitsgruppen', 'groups:asked');
    }
    await withdrawRequest(actor, form.value.id);
    return redirectWith('/arbeitsgruppen', 'groups:withdrawn');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('groups', 'errors');

type Card = ReturnType<typeof useLoaderData<typeof loader>>['groups'][number];

export default function WorkingGroups() {
  const { groups, signedIn } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const [form] = useForm({ id: 'ask', lastResult: useActionData<typeof action>() });
  const fields = [...new Set(groups.map((group) => group.field))];
  return (
    <>
      <PageHeader title={t('all.title')} />
      <p className={styles.lead}>{t('all.purpose')}</p>
      <FormErrors form={form} />
      {groups.length === 0 && <Empty title={t('all.empty')} />}
      {fields.map((field) => (
        <section key={field} aria-label={field}>
          <h2>{field}</h2>
          <ul className={styles.cards}>
            {groups
              .filter((group) => group.field === field)
              .map((group) => (
                <li key={group.id} className={styles.card}>
                  <h3 className={styles.cardTitle}>
                    {group.role ? <Link to={`/gruppen/${group.slug}`}>{group.name}</Link> : group.name}
                  </h3>
                  <Paragraphs text={group.description} />
                  {signedIn && <Standing group={group} />}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {!signedIn && groups.length > 0 && (
        <p>
          <Link to="/anmelden?weiter=%2Farbeitsgruppen">{t('all.signIn')}</Link>
        </p>
      )}
    </>
  );
}

/** How one stands to a group: in it, waiting for an answer, or free to ask. */
function Standing({ group }: { group: Card }) {
  const { t } = useTranslation('groups');
  if (group.role) {
    return (
      <p>
        <Badge kind="success">{t('all.yours', { role: t(`common:groupRole.${group.role}`) })}</Badge>
      </p>
    );
  }
  if (group.request?.state === 'open') {
    return (
      <Form method="post" className={styles.standing}>
        <Badge kind="info">{t('all.waiting')}</Badge>
        <input type="hidden" name="id" value={group.request.id} />
        <Button kind="tertiary" small name="intent" value="withdraw" aria-label={t('all.withdrawFrom', group)}>
          {t('all.withdraw')}
        </Button>
      </Form>
    );
  }
  return (
    <>
      {group.request?.state === 'declined' && (
        <p className={styles.muted}>
          {t('all.declined')} {group.request.answer}
        </p>
      )}
      <Confirm summary={t('all.join')}>
        <Form method="post">
          <input type="hidden" name="groupId" value={group.id} />
          <div className="kern-form-input">
            <label className="kern-label" htmlFor={`message-${group.id}`}>
              {t('all.message')} <span className="kern-label__optional">({t('common:optional')})</span>
            </label>
            <textarea
              id={`message-${group.id}`}
              name="message"
              rows={3}
              maxLength={1000}
              className={`kern-form-input__input ${styles.area}`}
            />
          </div>
          <Button small name="intent" value="ask">
            {t('all.send')}
          </Button>
        </Form>
      </Confirm>
    </>
  );
}
