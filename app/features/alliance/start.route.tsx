import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { wordsFor } from '~/services/i18n/words';
import { allianceName } from './alliance.server';

export const loader = open(async ({ actor, language }) => ({
  alliance: await allianceName(language),
  signedIn: actor.kind === 'person',
}));

await wordsFor('alliance');

export default function Start() {
  const { alliance, signedIn } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  return (
    <>
      <h1>{alliance}</h1>
      <p>{t('start.purpose')}</p>
      <p>
        {signedIn ? (
          <Link className="kern-btn kern-btn--primary" to="/heute">
            <span className="kern-label">{t('start.toToday')}</span>
          </Link>
        ) : (
          <Link className="kern-btn kern-btn--primary" to="/anmelden">
            <span className="kern-label">{t('start.signIn')}</span>
          </Link>
        )}
      </p>
      <p>
        <Link to="/arbeitsgruppen">{t('start.allGroups')}</Link>
      </p>
    </>
  );
}
