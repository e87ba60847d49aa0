import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { groupBySlug } from '~/features/groups/groups.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader } from '~/ui/page-parts';
import { AuditLog } from './AuditLog';
import { groupAuditFilter } from './audit';
import { auditActions, readGroupAudit } from './audit.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const filter = groupAuditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    log: { page: await readGroupAudit(actor, group.id, filter), filter, actions: auditActions(language) },
    title: translator(language, 'office')('auditLog.titleOf', { group: group.name }),
  };
});

await wordsFor('office', 'audit');

export default function GroupAudit() {
  const { log } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader title={t('auditLog.title')} />
      <p>{t('auditLog.aboutGroup')}</p>
      <AuditLog log={log} />
    </>
  );
}
