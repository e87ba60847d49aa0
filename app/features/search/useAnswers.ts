/** Asks for data while somebody types: after a short pause, and only the last question counts. */
import { useEffect, useState } from 'react';

const pauseInMs = 120;

/**
 * @param path answers `?q=` with JSON
 * @returns the last answer there was, also while the next one is on its way
 */
export function useAnswers<Answer>(path: string, asked: string): { found: Answer | undefined; failed: boolean } {
  const [answer, setAnswer] = useState<{ found: Answer | undefined; failed: boolean }>({ found: undefined, failed: false });
  useEffect(() => {
    const overtaken = new AbortController();
    const ask = async () => {
      try {
        const response = await fetch(`${path}?${new URLSearchParams({ q: asked })}`, { signal: overtaken.signal });
        if (!response.ok || response.redirected) throw new Error(`${response.status}`);
        setAnswer({ found: (await response.json()) as Answer, failed: false });
      } catch {
        if (!overtaken.signal.aborted) setAnswer({ found: undefined, failed: true });
      }
    };
    const timer = setTimeout(() => void ask(), asked ? pauseInMs : 0);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
  }, [path, asked]);
  return answer;
}
