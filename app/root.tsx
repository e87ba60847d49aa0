import { data } from '@remix-run/node';
import {
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { open } from './access/page.server';
import { can } from './access/policy';
import { isPlain } from './features/alliance/plain';
import { allianceName, readProfile } from './features/alliance/profile.server';
import { unseen } from './news/inbox.server';
import { sharedNamespaces } from './services/i18n/languages';
import { wordsFor } from './services/i18n/words';
import { readNotice } from './services/notice.server';
import { ErrorPage } from './ui/ErrorPage';
import { Shell } from './ui/Shell';
import { useNonce } from './ui/nonce';

export const loader = open(async ({ actor, language, request }) => {
  const notice = await readNotice(request.headers.get('Cookie'), language);
  const page = {
    language,
    alliance: await allianceName(language),
    contact: (await readProfile(language)) !== undefined,
    path: new URL(request.url).pathname,
    person:
      actor.kind === 'person'
        ? { name: actor.name, office: can(actor, 'portal.office', {}), groups: actor.roles.size > 0, news: await unseen(actor.id) }
        : null,
    notice: notice ? { text: notice.text } : null,
  };
  return data(page, notice ? { headers: { 'Set-Cookie': notice.forget } } : {});
});

await wordsFor(...sharedNamespaces);

export function Layout({ children }: { children: ReactNode }) {
  const said = useRouteLoaderData<typeof loader>('root');
  const { i18n } = useTranslation();
  const nonce = useNonce();
  const plain = isPlain(useMatches());
  // Whoever is signed in has the quick finder on every page.
  const scripts = !plain || said?.person != null;
  return (
    <html lang={i18n.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Title />
        <Links />
      </head>
      <body>
        <Shell
          alliance={said?.alliance ?? ''}
          contact={said?.contact ?? false}
          person={said?.person ?? null}
          path={said?.path ?? '/'}
          notice={said?.notice ?? null}
          onSignOut={forgetDevice}
          loadFinder={loadFinder}
        >
          {children}
        </Shell>
        {scripts && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

/** Texts that were kept on the device for writing without a line go when their reader signs out. */
function forgetDevice(): void {
  void import('./live/offline.client').then(({ clearOffline }) => clearOffline());
}

const loadFinder = async () => (await import('./features/search/Finder')).Finder;

/** The title names the place, then the alliance: "Anmelden – Bündnis". */
function Title() {
  const said = useRouteLoaderData<typeof loader>('root');
  const error = useRouteError();
  const { t } = useTranslation();
  const matches = useMatches();
  const named = matches
    .map((match) => (match.data as { title?: unknown } | undefined)?.title)
    .filter((title): title is string => typeof title === 'string')
    .at(-1);
  // A page that failed has no data; nothing of what stands around it may name it. (Where nothing failed,
  // the error is null; where a form was refused, the data.)
  const failed = Boolean(error) || !matches.at(-1)?.data;
  const place = failed ? t('error.title') : named;
  return <title>{[place, said?.alliance].filter(Boolean).join(' – ')}</title>;
}

export default function App() {
  useLoaderData<typeof loader>();
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
