import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { PageHeader } from '~/ui/page-parts';
import { MemberList } from './MemberList';
import { groupBySlug } from './groups.server';
import { membersOf } from './members.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const group = await groupBySlug(params.group);
  const members = await membersOf(actor, group.id);
  return { members, title: translator(language, 'groups')('members.pageTitle', { group: group.name }) };
});

export const handle = { words: ['groups'] };

export default function Members() {
  const { members } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  return (
    <>
      <PageHeader title={t('members.title')} />
      <MemberList members={members} />
    </>
  );
}
