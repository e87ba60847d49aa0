/** Asking a group when it can meet. */
import { getFormProps } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { PollForm } from './PollForm';
import { beginPoll } from './keeping.server';
import { newPoll } from './poll-page.server';
import { newPollSchema, pollPath } from './polls';
import styles from './polls.module.css';
import { statusOf } from './status';
import { usePollForm } from './usePollForm';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const begin = await newPoll(actor, group.id);
  return { ...begin, title: translator(language, 'polls')('new.pageTitle', { group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.planMeeting', group.id);
  const form = await readForm(request, newPollSchema);
  if (!form.ok) return data(form.reply, { status: statusOf(form.reply) });
  try {
    const id = await beginPoll(actor, group.id, form.value);
    return await redirectWith(pollPath(group.slug, id), 'polls:started');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('polls', 'meetings', 'errors');

export default function NewPoll() {
  const { key, values } = useLoaderData<typeof loader>();
  const { t } = useTranslation('polls');
  const group = useGroup();
  const [form, fields] = usePollForm(newPollSchema, useActionData<typeof action>(), values);
  return (
    <>
      <PageHeader title={t('new.title')} />
      <p>{t('new.hint')}</p>
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <input type="hidden" name="key" value={key} />
        <PollForm form={form} fields={fields} />
        <p>{t('new.next')}</p>
        <Actions>
          <Button>{t('new.submit')}</Button>
          <LinkButton kind="tertiary" to={`/gruppen/${group.slug}/sitzungen`}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
