/**
 * A text that is written: what the server rendered, to be read at once, and then the living one in its place.
 * The editor is loaded by itself.
 */
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import type { SentHtml } from '~/services/sent-html';
import { useHydrated } from '~/ui/hydrated';
import { BarPlace } from './BarPlace';
import { Paper } from './Paper';

type Props = {
  html: string | SentHtml;
  language: string;
  /** Told without a script to those who could write; null for readers. */
  noScript: string | null;
  /** The living text; it calls `onReady` once it shows all there is. */
  children: (onReady: () => void) => ReactNode;
};

export function DraftText({ html, language, noScript, children }: Props) {
  const hydrated = useHydrated();
  const [isReady, setIsReady] = useState(false);
  const onReady = useCallback(() => setIsReady(true), []);
  const place = noScript && (
    <BarPlace>
      <noscript>{noScript}</noscript>
    </BarPlace>
  );
  return (
    <>
      {hydrated ? <Suspense fallback={place}>{children(onReady)}</Suspense> : place}
      {/* It stays where it is until then: a long text is not laid out twice. */}
      {!isReady && <Paper html={html} language={language} />}
    </>
  );
}
