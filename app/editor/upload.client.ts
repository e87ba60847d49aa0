/** Sends an image to the portal, which keeps it as a file of the document. Browser. */
import { sendFile } from '~/services/files/send-file';

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

/** @param document the id of the document whose image it becomes */
export const uploadTo =
  (document: string): UploadImage =>
  async (file, onProgress, signal) => {
    const outcome = await sendFile(file, { document }, { signal, onProgress });
    switch (outcome.kind) {
      case 'done':
        return { id: outcome.file.id, width: outcome.file.width ?? 0, height: outcome.file.height ?? 0 };
      case 'refused':
        throw new UploadRefused(outcome.sentence);
      case 'cancelled':
        throw new DOMException('cancelled', 'AbortError');
      case 'noAnswer':
      case 'signedOut':
      case 'failed':
        throw new UploadFailed(outcome.kind);
    }
  };
