import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader } from '~/ui/page-parts';
import { AuditLog } from './AuditLog';
import { auditFilter } from './audit';
import { auditActions, groupsForAudit, nameForAudit, readAudit } from './audit.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const filter = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    log: { page: await readAudit(actor, filter), filter, actions: auditActions(language) },
    desk: { groups: await groupsForAudit(actor), person: await nameForAudit(actor, filter.person) },
    title: translator(language, 'office')('auditLog.title'),
  };
});

await wordsFor('office', 'audit');

export default function Audit() {
  const { log, desk } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader title={t('auditLog.title')} />
      <p>{t('auditLog.about')}</p>
      <AuditLog log={log} desk={desk} />
    </>
  );
}
