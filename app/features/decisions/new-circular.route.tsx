/** Proposing a circular decision: its wording, its reasons, and until when the group votes. */
import { getFormProps, useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors, TextArea, TextField } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { proposalSchema, votePath } from './circular';
import { newVote } from './circular-page.server';
import { proposeVote } from './circular.server';
import { registerPath } from './decisions';
import styles from './decisions.module.css';

export const loader = signedIn(async ({ actor, params, language }) => {
  const { key } = await newVote(actor, params.group);
  const group = await groupBySlug(params.group);
  return { key, title: translator(language, 'decisions')('circular.newPageTitle', { group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const group = await groupBySlug(params.group);
  await authorize(actor, 'group.proposeCircular', group.id);
  const form = await readForm(request, proposalSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const id = await proposeVote(actor, group.id, form.value);
    return await redirectWith(votePath(group.slug, id), 'decisions:circularStarted');
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('decisions', 'errors');

export default function NewCircular() {
  const { key } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  const group = useGroup();
  const [form, fields] = useForm<z.input<typeof proposalSchema>>({
    id: 'circular',
    lastResult: useActionData<typeof action>() ?? null,
  });
  return (
    <>
      <PageHeader title={t('circular.newTitle')} />
      <p className={styles.form}>{t('circular.newHint')}</p>
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <input type="hidden" name="key" value={key} />
        <TextField field={fields.title} label={t('circular.subject')} hint={t('circular.subjectHint')} />
        <TextArea field={fields.resolutionText} label={t('circular.wording')} hint={t('circular.wordingHint')} />
        <TextArea field={fields.reason} label={t('circular.reason')} optional />
        <TextField field={fields.lastDay} label={t('circular.lastDay')} type="date" />
        <p className={styles.quiet}>{t('circular.majority')}</p>
        <Actions>
          <Button>{t('circular.start')}</Button>
          <LinkButton kind="tertiary" to={registerPath(group.slug)}>
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
