import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { groupBySlug } from '~/features/groups/groups.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader } from '~/ui/page-parts';
import { AuditLog } from './AuditLog';
import { auditFilter } from './audit';
import { readGroupAudit } from './audit.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const { vor } = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    page: await readGroupAudit(actor, group.id, { wer: '', vor }),
    title: translator(language, 'office')('auditLog.titleOf', { group: group.name }),
  };
});

await wordsFor('office', 'audit');

export default function GroupAudit() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader title={t('auditLog.title')} />
      <p>{t('auditLog.aboutGroup')}</p>
      <AuditLog page={page} desk={false} path={(before) => (before ? `?vor=${before}` : '?')} />
    </>
  );
}
