import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { browserWords, loadWords } from './services/i18n/words.client';
import { readNotice } from './ui/notice';

// The routes of the page have brought their words; a notice may come from another one.
const notice = readNotice(window.location.search);
if (notice) await loadWords([notice.namespace]);

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
