/** The first page of the portal, for everyone. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { wordsFor } from '~/services/i18n/words';
import { StartView } from './StartView';
import { shownFields } from './fields.server';
import { allianceName, readProfile } from './profile.server';
import { plain } from './plain';

export const handle = plain;

export const loader = open(async ({ language }) => ({
  alliance: await allianceName(language),
  profile: (await readProfile(language)) ?? null,
  fields: await shownFields(),
}));

await wordsFor('alliance');

export default function Start() {
  const { alliance, profile, fields } = useLoaderData<typeof loader>();
  return profile ? <StartView profile={profile} fields={fields} /> : <Unsaid alliance={alliance} />;
}

/** As long as the Geschäftsstelle has published nothing about the alliance. */
function Unsaid({ alliance }: { alliance: string }) {
  const { t } = useTranslation('alliance');
  return (
    <>
      <h1>{alliance}</h1>
      <p>{t('start.purpose')}</p>
      <p>
        <Link to="/arbeitsgruppen">{t('start.allGroups')}</Link>
      </p>
    </>
  );
}
