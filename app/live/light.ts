/** The light in the editor that says where one's words are. Runs anywhere. */
import type { CloseReason, Mode } from './protocol';

/**
 * - `saved`: the server has confirmed everything typed here as on disk
 * - `saving`: something is on its way
 * - `offline`: no line to the server; what is typed stays on this device until it is back
 * - `error`: it can't be saved as things stand; the words are still here
 */
export type Light = 'saved' | 'saving' | 'offline' | 'error';

export type LineFacts = {
  /** The server has said welcome and the line has not broken since. */
  connected: boolean;
  /** The line has been down too long to be called a hiccup. */
  lost: boolean;
  /** Something typed here is not confirmed yet. */
  unsaved: boolean;
  mode: Mode;
  /** Why the server closed the line, until it is up again and has confirmed something. */
  closed: CloseReason | undefined;
  /** What waits is larger than the server takes. */
  tooBig: boolean;
};

const failing: ReadonlySet<CloseReason> = new Set([
  'sessionEnded',
  'rightEnded',
  'storageFailed',
  'malformed',
  'tooBig',
]);

/** The state of the light. When in doubt, never `saved`. */
export function lightOf(facts: LineFacts): Light {
  if (facts.closed && failing.has(facts.closed)) return 'error';
  if (facts.unsaved && (facts.tooBig || (facts.connected && facts.mode === 'read'))) return 'error';
  if (!facts.connected) return facts.lost ? 'offline' : 'saving';
  return facts.unsaved ? 'saving' : 'saved';
}
