/** Says who is expected elsewhere at the same time. It is for people to decide what that means. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatSpan } from '~/services/time';
import { Alert } from '~/ui/page-parts';

type Overlap = { path: string; group: string; number: number; startsAt: Date; endsAt: Date };

export function OverlapNotes({
  conflicts,
  planner,
}: {
  conflicts: { others: number; known: Overlap[]; own: Overlap[] };
  planner: boolean;
}) {
  const { t } = useTranslation('meetings');
  return (
    <>
      {conflicts.own.length > 0 && (
        <Alert kind="warning" title={t('overlap.own')}>
          <Overlaps overlaps={conflicts.own} />
        </Alert>
      )}
      {planner && conflicts.others > 0 && (
        <Alert kind="info" title={t('overlap.others', { count: conflicts.others })}>
          {conflicts.known.length > 0 && <Overlaps overlaps={conflicts.known} />}
          <p>{t('overlap.hint')}</p>
        </Alert>
      )}
    </>
  );
}

function Overlaps({ overlaps }: { overlaps: Overlap[] }) {
  const { t, i18n } = useTranslation('meetings');
  return (
    <ul>
      {overlaps.map((overlap) => (
        <li key={overlap.path}>
          <Link to={overlap.path}>{t('overlap.meeting', { group: overlap.group, number: overlap.number })}</Link>
          {' – '}
          {formatSpan(overlap.startsAt, overlap.endsAt, i18n.language as Language)}
        </li>
      ))}
    </ul>
  );
}
