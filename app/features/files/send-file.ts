/** Sends one file from the browser, with its progress; fetch knows none. */
import type { Parent } from './files';

export type Outcome =
  | { kind: 'done' }
  /** Not taken, with the sentence that says why. */
  | { kind: 'refused'; sentence: string }
  | { kind: 'cancelled' | 'noAnswer' | 'signedOut' | 'failed' };

/** @param onProgress told how much of it has left, from 0 to 1 */
export function sendFile(
  file: File,
  parent: Parent,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Outcome> {
  const form = new FormData();
  form.set(parent.kind, parent.id);
  form.set('as', 'attachment');
  form.set('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = () => resolve({ kind: 'noAnswer' });
    request.onabort = () => resolve({ kind: 'cancelled' });
    signal.onabort = () => request.abort();
    request.open('POST', '/dateien');
    request.send(form);
  });
}

function outcomeOf({ status, responseURL, responseText }: XMLHttpRequest): Outcome {
  if (new URL(responseURL).pathname === '/anmelden') return { kind: 'signedOut' };
  if (status === 200) return { kind: 'done' };
  if (status !== 400) return { kind: 'failed' };
  return { kind: 'refused', sentence: (JSON.parse(responseText) as { error: string }).error };
}
