/** The members of a group with role and organisations. */
import type { SerializeFrom } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatShortDay, lastDayOf } from '~/services/time';
import { Empty, Table } from '~/ui/page-parts';
import type { Member } from './members.server';

export function MemberList({ members }: { members: SerializeFrom<Member[]> | Member[] }) {
  const { t, i18n } = useTranslation('groups');
  const withEmail = members.some((member) => member.email !== null);
  return (
    <Table
      caption={t('members.title')}
      head={[
        { key: 'name', label: t('members.name') },
        { key: 'role', label: t('members.role') },
        { key: 'for', label: t('members.speaksFor') },
        ...(withEmail ? [{ key: 'email', label: t('members.email') }] : []),
      ]}
      rows={members.map((member) => ({
        key: member.id,
        cells: [
          member.name,
          <>
            {t(`common:groupRole.${member.role}`)}
            {member.until &&
              ` ${t('members.until', { day: formatShortDay(lastDayOf(member.until), i18n.language as Language) })}`}
          </>,
          member.organisations.length > 0
            ? member.organisations
                .map(({ name, deputy }) => (deputy ? t('members.deputyOf', { name }) : name))
                .join(', ')
            : t('members.forNobody'),
          ...(withEmail
            ? [
                <a key="email" href={`mailto:${member.email}`}>
                  {member.email}
                </a>,
              ]
            : []),
        ],
      }))}
      empty={
        <Empty title={t('members.empty')}>
          <p>{t('members.emptyHint')}</p>
        </Empty>
      }
    />
  );
}

/** The last day that lies before the moment at which a membership ends. */
