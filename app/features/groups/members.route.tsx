import { useForm } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { audienceOf } from '~/access/audience.server';
import { allowed, authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { roleIn } from '~/access/policy';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Confirm, PageHeader } from '~/ui/page-parts';
import { WhoSeesThis } from '~/ui/WhoSeesThis';
import { MemberList } from './MemberList';
import { RequestList } from './RequestList';
import { boardPath, names, placeValue } from './board';
import { useGroup } from './group';
import { groupBySlug } from './groups.server';
import { membersOf } from './members.server';
import { leaveGroup } from './memberships.server';
import { acceptSchema, declineSchema } from './request-form';
import { answerRequest, openRequests } from './requests.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const answers = await allowed(actor, 'group.answerRequest', group.id);
  return {
    members: await membersOf(actor, group.id),
    requests: answers ? await openRequests(actor, group.id) : [],
    audience: await audienceOf('group.read', await authorize(actor, 'group.read', group.id)),
    may: {
      assign: await allowed(actor, 'group.assign', group.id),
      invite: await allowed(actor, 'group.inviteGuest', group.id),
      leave: roleIn(actor, group.id, Date.now()) !== undefined,
    },
    title: translator(language, 'groups')('members.pageTitle', { group: group.name }),
  };
});

const steps = z.discriminatedUnion('intent', [
  acceptSchema,
  declineSchema,
  z.object({ intent: z.literal('leave') }),
]);

export const action = signedIn(async ({ actor, request, params }) => {
  const group = await groupBySlug(params.group);
  const form = await readForm(request, steps);
  if (!form.ok) {
    await authorize(actor, 'group.read', group.id);
    return data(form.reply, { status: 400 });
  }
  const step = form.value;
  try {
    if (step.intent === 'leave') {
      await leaveGroup(actor, group.id);
      return redirectWith('/gruppen', 'groups:left', { group: group.name });
    }
    const { intent, ...input } = step;
    const answered = await answerRequest(actor, { ...input, accept: intent === 'accept' });
    const notice = intent === 'accept' ? 'groups:accepted' : 'groups:declined';
    return redirectWith(`/gruppen/${group.slug}/mitglieder`, notice, answered);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('groups', 'audience', 'errors');

export default function Members() {
  const { members, requests, audience, may } = useLoaderData<typeof loader>();
  const group = useGroup();
  const { t } = useTranslation('groups');
  const [form] = useForm({ id: 'members', lastResult: useActionData<typeof action>() });
  const query = new URLSearchParams({
    [names.place]: placeValue({ kind: 'group', id: group.id }),
    [names.group]: group.id,
  });
  return (
    <>
      <PageHeader title={t('members.title')}>
        {may.assign && <LinkButton to={`${boardPath}?${query}`}>{t('members.assign')}</LinkButton>}
        {may.invite && <LinkButton to={`/gruppen/${group.slug}/aufnehmen`}>{t('members.add')}</LinkButton>}
      </PageHeader>
      <FormErrors form={form} />
      {requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">{t('request.title')}</h2>
          <RequestList requests={requests} roles={may.assign} heading="h3" />
        </section>
      )}
      <MemberList members={members} />
      <WhoSeesThis audience={audience} />
      {may.leave && (
        <Confirm summary={t('members.leave')}>
          <Form method="post">
            <p>{t('members.leaveHint', { group: group.name })}</p>
            <Button name="intent" value="leave">
              {t('members.leaveNow')}
            </Button>
          </Form>
        </Confirm>
      )}
    </>
  );
}
