/** The desk of the Geschäftsstelle: its ways, and the page that is shown in it. */
import { Outlet } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import { profilePath } from '~/features/alliance/profile';
import { wordsFor } from '~/services/i18n/words';
import { Tabs } from '~/ui/page-parts';

export const loader = signedIn(async ({ actor }) => {
  await authorize(actor, 'portal.office', 'portal');
  return null;
});

await wordsFor('office');

export default function Office() {
  const { t } = useTranslation('office');
  return (
    <>
      <Tabs
        label={t('ways.label')}
        items={[
          { to: '/geschaeftsstelle', label: t('ways.overview'), end: true },
          { to: '/geschaeftsstelle/personen', label: t('ways.people') },
          { to: '/geschaeftsstelle/organisationen', label: t('ways.organisations') },
          { to: '/geschaeftsstelle/gruppen', label: t('ways.groups') },
          { to: '/geschaeftsstelle/zuordnung', label: t('ways.assignment') },
          { to: '/geschaeftsstelle/anfragen', label: t('ways.requests') },
          { to: profilePath, label: t('ways.profile') },
          { to: '/geschaeftsstelle/vorlagen', label: t('ways.templates') },
          { to: '/geschaeftsstelle/post', label: t('ways.outbox') },
          { to: '/geschaeftsstelle/nachweis', label: t('ways.audit') },
        ]}
      />
      <Outlet />
    </>
  );
}
