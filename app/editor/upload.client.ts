/** Sends an image to the portal, which keeps it as a file of the document. Browser. */

/** What becomes of an image that was sent. */
export type UploadedImage = { id: string; width: number; height: number };

/**
 * Sends an image.
 *
 * @param onProgress told how much of it is sent, from 0 to 1
 * @throws UploadRefused where the portal does not take it, with a sentence for people
 * @throws UploadFailed where it can't be reached
 * @throws DOMException AbortError once the signal says so
 */
export type UploadImage = (
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
) => Promise<UploadedImage>;

/** The portal does not take the file; the message is a sentence for people. */
export class UploadRefused extends Error {
  override name = 'UploadRefused';
}

/** There was no answer, or none that can be understood. */
export class UploadFailed extends Error {
  override name = 'UploadFailed';
}

function answerOf(status: number, text: string): UploadedImage {
  let answer: Partial<UploadedImage & { error: string }> | null;
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    throw new UploadFailed(`no JSON, status ${status}`);
  }
  if (status >= 400 && status < 500 && typeof answer?.error === 'string') throw new UploadRefused(answer.error);
  const { id, width, height } = answer ?? {};
  if (status !== 200 || typeof id !== 'string') throw new UploadFailed(`status ${status}`);
  return { id, width: width ?? 0, height: height ?? 0 };
}

/** @param document the id of the document whose image it becomes */
export const uploadTo =
  (document: string): UploadImage =>
  (file, onProgress, signal) =>
    new Promise((resolve, reject) => {
      const form = new FormData();
      form.set('document', document);
      form.set('file', file);
      // `fetch` does not say how much has been sent.
      const request = new XMLHttpRequest();
      const abort = () => request.abort();
      request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
      request.onload = () => {
        try {
          resolve(answerOf(request.status, request.responseText));
        } catch (error) {
          reject(error as Error);
        }
      };
      request.onerror = () => reject(new UploadFailed('no connection'));
      request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
      request.onloadend = () => signal.removeEventListener('abort', abort);
      signal.throwIfAborted();
      signal.addEventListener('abort', abort);
      request.open('POST', '/dateien');
      request.setRequestHeader('Accept', 'application/json');
      request.send(form);
    });
