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

// What was overtaken is no failure: Remix breaks off the request whose answer nobody waits for any more, but not
// the reading of what has come of it, which then fails unheard.
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') event.preventDefault();
});

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
