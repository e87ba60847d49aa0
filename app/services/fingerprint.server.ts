/** A short name for a state, so that a form can say what it was filled from. */
import { createHash } from 'node:crypto';

/** Equal values, and only they, have the same one. */
export const fingerprint = (values: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16);
