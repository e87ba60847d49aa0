/** Sends one file from the browser to `/dateien`, with its progress; fetch knows none. */

export type SentFile = { id: string; width: number | null; height: number | null };

export type Outcome =
  | { kind: 'done'; file: SentFile }
  /** Not taken, with the sentence that says why. */
  | { kind: 'refused'; sentence: string }
  | { kind: 'cancelled' | 'noAnswer' | 'signedOut' | 'failed' };

/**
 * @param fields what it belongs to: the id of a `meeting` or a `document`
 * @param onProgress told how much of it has left, from 0 to 1
 */
export function sendFile(
  file: File,
  fields: Record<string, string>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Outcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = () => resolve({ kind: 'noAnswer' });
    request.onabort = () => resolve({ kind: 'cancelled' });
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    request.open('POST', '/dateien');
    request.send(form);
  });
}

function outcomeOf({ status, responseURL, responseText }: XMLHttpRequest): Outcome {
  if (new URL(responseURL).pathname === '/anmelden') return { kind: 'signedOut' };
  try {
    const answer = JSON.parse(responseText) as Partial<SentFile & { error: string }> | null;
    if (status === 200 && answer?.id) return { kind: 'done', file: { width: null, height: null, ...answer, id: answer.id } };
    if (status === 400 && answer?.error) return { kind: 'refused', sentence: answer.error };
  } catch {
    // Something between us has answered, such as a proxy.
  }
  return { kind: 'failed' };
}
