/** What the quick finder suggests. Runs anywhere, and weighs little: it is fetched while somebody waits for it. */
import type { SearchKind } from '~db/values';

export const searchPath = '/suche';

/** Where what is being typed is looked up. */
export const suggestionsPath = '/suche/vorschlaege';

/** Of what kinds something is suggested, in this order. */
export const suggestedKinds = ['group', 'person', 'document', 'meeting', 'minutes', 'decision', 'task', 'organisation'] as const;

/** A place that is called as it is being typed. */
export type Suggested = { kind: SearchKind; title: string; edition: number; path: string; group: string };
