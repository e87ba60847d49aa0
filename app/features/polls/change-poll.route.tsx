/** Changing what a group is asked. */
import { getFormProps } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Actor } from '~/access/policy';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { revalidateRefused } from '~/ui/refused';
import { PollForm } from './PollForm';
import { orToPoll } from './ended.server';
import { changePoll } from './keeping.server';
import { pollToChange } from './poll-page.server';
import { pollChangeSchema, pollIn, pollPath } from './polls';
import styles from './polls.module.css';
import { statusOf } from './status';
import { usePollForm } from './usePollForm';

const toChange = (actor: Actor, params: Record<string, string | undefined>) => {
  const id = pollIn(params);
  return orToPoll(params.group, id, () => pollToChange(actor, params.group, id));
};

export const loader = signedIn(async ({ actor, params, language }) => {
  const poll = await toChange(actor, params);
  const names = { title: poll.values.title, group: poll.group.name };
  return { poll, title: translator(language, 'polls')('change.pageTitle', names) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  // Asked before the form is read: what is wrong with a form tells nobody that the search exists.
  const { id, group } = await toChange(actor, params);
  const form = await readForm(request, pollChangeSchema);
  if (!form.ok) return data(form.reply, { status: statusOf(form.reply) });
  try {
    const { told } = await changePoll(actor, id, form.value);
    const path = pollPath(group.slug, id);
    return await (told > 0 ? redirectWith(path, 'polls:changedTold', { count: told }) : redirectWith(path, 'polls:changed'));
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

export const shouldRevalidate = revalidateRefused;

await wordsFor('polls', 'meetings', 'errors');

export default function ChangePoll() {
  const { poll } = useLoaderData<typeof loader>();
  const { t } = useTranslation('polls');
  const [form, fields] = usePollForm(pollChangeSchema, useActionData<typeof action>(), poll.values);
  return (
    <>
      <PageHeader preline={poll.values.title} title={t('change.title')} />
      <p>{t(poll.answered > 0 ? 'change.hint' : 'change.hintNobody', { count: poll.answered })}</p>
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        {/* What stands now, not what was sent: after a refusal saving once more is a decision. */}
        <input type="hidden" name="basis" value={poll.basis} />
        <PollForm form={form} fields={fields} />
        <Actions>
          <Button>{t('common:save')}</Button>
          <LinkButton kind="tertiary" to={pollPath(poll.group.slug, poll.id)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
