/** One's groups, what one has been shown of others, and what to do without any. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { can } from '~/access/policy';
import type { Language } from '~db/values';
import { type SharedDocument, documentsSharedWith } from '~/features/documents/current.server';
import { documentPath } from '~/features/documents/place';
import { myTasksPath } from '~/features/tasks/place';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { formatShortDay, formatSpan, lastDayOf } from '~/services/time';
import { LinkButton } from '~/ui/buttons';
import { Badge, Empty, PageHeader } from '~/ui/page-parts';
import styles from './groups.module.css';
import { groupsOf } from './groups.server';
import { requestsOf } from './my-groups.server';

export const loader = signedIn(async ({ actor, language }) => {
  const [groups, shared, requests] = await Promise.all([
    groupsOf(actor),
    documentsSharedWith(actor),
    requestsOf(actor),
  ]);
  return {
    groups,
    shared,
    requests: requests.filter((request) => request.state === 'open'),
    otherwiseBusy: actor.organisations.size > 0 || can(actor, 'portal.office', {}),
    title: translator(language, 'groups')('mine.title'),
  };
});

await wordsFor('groups', 'documents');

export default function MyGroups() {
  const { groups, shared, requests } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  return (
    <>
      <PageHeader title={t('mine.title')}>
        <LinkButton kind="tertiary" to={myTasksPath}>
          {t('mine.tasks')}
        </LinkButton>
      </PageHeader>
      {groups.length > 0 && (
        <ul className={styles.cards}>
          {groups.map((group) => (
            <li key={group.id} className={styles.card}>
              <GroupLine group={group} />
            </li>
          ))}
        </ul>
      )}
      {shared.length > 0 && <SharedDocuments shared={shared} />}
      {groups.length === 0 && <NoGroups />}
      {requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">{t('mine.requests')}</h2>
          <ul>
            {requests.map((request) => (
              <li key={request.id}>
                {request.group} <Badge kind="info">{t('request.state.open')}</Badge>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/arbeitsgruppen">{t('mine.toRequests')}</Link>
          </p>
        </section>
      )}
    </>
  );
}

/** Somebody who is here for other things is not told first that they are in no group. */
function NoGroups() {
  const { requests, otherwiseBusy } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  if (otherwiseBusy) {
    return (
      <p className={styles.muted}>
        {t('mine.none')}{' '}
        <Link to="/arbeitsgruppen">{t('mine.toAll')}</Link>
      </p>
    );
  }
  return (
    <Empty title={t('mine.none')}>
      <p>{t(requests.length > 0 ? 'mine.noneAsked' : 'mine.noneHint')}</p>
      <p>
        <LinkButton to="/arbeitsgruppen">{t('mine.toAll')}</LinkButton>
      </p>
    </Empty>
  );
}

/** What a partner or a guest has been shown: they find it nowhere else. */
function SharedDocuments({ shared }: { shared: readonly SharedDocument[] }) {
  const { t } = useTranslation(['groups', 'documents']);
  return (
    <section aria-labelledby="shared">
      <h2 id="shared">{t('mine.shared')}</h2>
      <ul className={styles.cards}>
        {shared.map(({ id, title, state, group, organisations }) => (
          <li key={id} className={styles.card}>
            <h3>
              <Link to={documentPath(group.slug, id)}>{title}</Link>
            </h3>
            <p>
              {t(`documents:state.${state}`)}
              {' · '}
              {group.name}
              {' · '}
              {organisations.length > 0
                ? t('mine.reviewFor', { organisation: organisations.join(', ') })
                : t('mine.asGuest')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['groups'][number];

function GroupLine({ group }: { group: Line }) {
  const { t, i18n } = useTranslation('groups');
  const language = i18n.language as Language;
  return (
    <>
      <p className={styles.field}>{group.field}</p>
      <h2 className={styles.cardTitle}>
        <Link to={`/gruppen/${group.slug}`}>{group.name}</Link>
      </h2>
      <p>
        {t(`common:groupRole.${group.role}`)}
        {group.until !== null &&
          ` ${t('members.until', { day: formatShortDay(lastDayOf(group.until), language) })}`}
        {group.archived && (
          <>
            {' '}
            <Badge>{t('space.archivedShort')}</Badge>
          </>
        )}
      </p>
      {group.next ? (
        <p>
          {`${t('mine.next')}: `}
          <Link to={`/gruppen/${group.slug}/sitzungen/${group.next.number}`}>
            {formatSpan(new Date(group.next.startsAt), new Date(group.next.endsAt), language)}
          </Link>
          {group.next.place && `, ${group.next.place}`}
        </p>
      ) : (
        !group.archived && <p className={styles.muted}>{t('mine.noMeeting')}</p>
      )}
    </>
  );
}
