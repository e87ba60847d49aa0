/** Whether the page is alive, for parts that need a script. Browser and server. */
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False on the server and for the first render in the browser, true from then on. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Whether a media query holds; null as long as nobody can know. */
export function useMedia(query: string): boolean | null {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => null,
  );
}
