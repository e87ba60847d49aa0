// First of all modules: every other style sheet stands behind the design system and may override it.
import '@kern-ux/native/dist/kern.min.css';
import '@kern-ux/native/dist/fonts/fira-sans.css';
import './ui/page.css';
import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { browserWords } from './services/i18n/words.client';

/**
 * Waits until Remix has read what the loaders said. It does so by suspending at the root; a key pressed
 * in that moment makes React give up the whole page ("Root did not complete", error 345). What it throws
 * is the promise of the data, before anything of React is touched.
 */
async function dataRead(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (reading) {
    if (reading instanceof Promise) await reading;
  }
}

await dataRead();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={browserWords()}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
});
