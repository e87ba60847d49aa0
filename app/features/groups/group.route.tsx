/**
 * The space of a group: its field and name, and the ways inside. The h1 belongs to the page that is
 * shown in it, so that the name of the group stands here as plain text.
 */
import { Outlet, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { can } from '~/access/policy';
import { wordsFor } from '~/services/i18n/words';
import { Tabs } from '~/ui/page-parts';
import styles from './groups.module.css';
import { groupBySlug } from './groups.server';

export const loader = signedIn(async ({ actor, params }) => {
  const group = await groupBySlug(params.group);
  const { facts } = await authorize(actor, 'group.read', group.id);
  return {
    group,
    edit: can(actor, 'group.edit', facts),
    readTasks: can(actor, 'group.readTasks', facts),
    readDecisions: can(actor, 'group.readDecisions', facts),
    readAudit: can(actor, 'group.readAudit', facts),
    title: group.name,
  };
});

await wordsFor('groups');

export default function GroupSpace() {
  const { group, edit, readTasks, readDecisions, readAudit } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  const path = `/gruppen/${group.slug}`;
  return (
    <>
      <div className={styles.space}>
        <p className={styles.field}>{group.field.name}</p>
        <p className={styles.name}>{group.name}</p>
        {group.archivedAt && <p className={styles.resting}>{t('space.archived')}</p>}
      </div>
      <Tabs
        label={t('space.ways', { group: group.name })}
        items={[
          { to: path, label: t('space.overview'), end: true },
          { to: `${path}/sitzungen`, label: t('space.meetings') },
          { to: `${path}/dokumente`, label: t('space.documents') },
          ...(readTasks ? [{ to: `${path}/aufgaben`, label: t('space.tasks') }] : []),
          ...(readDecisions ? [{ to: `${path}/beschluesse`, label: t('space.decisions') }] : []),
          { to: `${path}/mitglieder`, label: t('space.members') },
          ...(edit ? [{ to: `${path}/einstellungen`, label: t('space.settings') }] : []),
          ...(readAudit ? [{ to: `${path}/nachweis`, label: t('space.audit') }] : []),
        ]}
      />
      <Outlet />
    </>
  );
}
