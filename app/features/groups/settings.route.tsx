import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { allowed, authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Confirm, PageHeader } from '~/ui/page-parts';
import { IdentityFields, PresentationFields } from './GroupFields';
import { useGroup } from './group';
import { groupSchema, presentationSchema } from './group-form';
import { archiveGroup, editGroup, fieldChoices, restoreGroup } from './group-keeping.server';
import { groupBySlug } from './groups.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.edit', group.id);
  return {
    all: await allowed(actor, 'group.archive', group.id),
    choices: await fieldChoices(),
    title: translator(language, 'groups')('keep.settingsOf', { group: group.name }),
  };
});

const steps = z.discriminatedUnion('intent', [
  groupSchema.extend({ intent: z.literal('all') }),
  presentationSchema.extend({ intent: z.literal('presentation') }),
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore') }),
]);

export const action = signedIn(async ({ actor, request, params }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.edit', group.id);
  const form = await readForm(request, steps);
  if (!form.ok) return data(form.reply, { status: 400 });
  const step = form.value;
  try {
    switch (step.intent) {
      case 'archive':
        await archiveGroup(actor, group.id);
        return redirectWith('/geschaeftsstelle/gruppen', 'groups:archived', { group: group.name });
      case 'restore':
        await restoreGroup(actor, group.id);
        return redirectWith(`/gruppen/${group.slug}/einstellungen`, 'groups:restored', { group: group.name });
      case 'all':
      case 'presentation': {
        const slug = await editGroup(actor, group.id, step);
        return redirectWith(`/gruppen/${slug}/einstellungen`, 'groups:saved');
      }
    }
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('groups', 'errors');

export default function Settings() {
  const group = useGroup();
  const { all, choices } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const [form, fields] = useForm<Record<'name' | 'fieldId' | 'slug' | 'abbreviation' | 'description' | 'listed', string>>({
    id: 'group',
    lastResult: useActionData<typeof action>(),
    defaultValue: { ...group, fieldId: group.field.id, listed: group.listed ? 'on' : '' },
  });
  return (
    <>
      <PageHeader title={t('keep.settings')} />
      <Form method="post" id={form.id} noValidate>
        <FormErrors form={form} />
        {all && <IdentityFields fields={fields} choices={choices} />}
        <PresentationFields fields={fields} />
        <Actions>
          <Button name="intent" value={all ? 'all' : 'presentation'}>
            {t('common:save')}
          </Button>
          <LinkButton kind="tertiary" to={`/gruppen/${group.slug}`}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
      {all && (
        <section aria-labelledby="archive">
          <h2 id="archive">{t(group.archivedAt ? 'keep.restore' : 'keep.archive')}</h2>
          {group.archivedAt ? (
            <Form method="post">
              <p>{t('keep.restoreHint')}</p>
              <Button kind="secondary" name="intent" value="restore">
                {t('keep.restore')}
              </Button>
            </Form>
          ) : (
            <Confirm summary={t('keep.archive')}>
              <Form method="post">
                <p>{t('keep.archiveHint')}</p>
                <Button name="intent" value="archive">
                  {t('keep.archiveNow')}
                </Button>
              </Form>
            </Confirm>
          )}
        </section>
      )}
    </>
  );
}
