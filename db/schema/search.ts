import { choice, index, moment, sequence, table, uniqueIndex, words } from '../columns.server';
import { searchKinds, searchOwners, searchParts } from '../values';
import type { GroupId } from '../values';

/**
 * What can be found: a row an object, two where part of it is internal. Words as they are shown and as they are
 * looked for (`services/search/words`); the latter are indexed by triggers (db/search-triggers). It refers to
 * nothing by key: whoever asks is shown only what the live tables let them read.
 */
export const searchEntries = table(
  'search_entries',
  {
    id: sequence(),
    kind: choice(searchKinds).notNull(),
    objectId: words().notNull(),
    part: choice(searchParts).notNull(),
    /** Whose rights decide who may read it: its own, or those of what it belongs to. */
    ownerKind: choice(searchOwners).notNull(),
    ownerId: words().notNull(),
    groupId: words().$type<GroupId>(),
    /** Below the space of its group; the whole address where it belongs to none. */
    path: words().notNull(),
    title: words().notNull(),
    body: words().notNull(),
    at: moment(),
    titleTerms: words().notNull(),
    bodyTerms: words().notNull(),
  },
  (t) => [uniqueIndex('search_entries_object').on(t.kind, t.objectId, t.part)],
);

/** Every word that was ever indexed, as it is looked for: by its parts it is found inside of others. */
export const searchWords = table('search_words', { id: sequence(), word: words().notNull() }, (t) => [
  uniqueIndex('search_words_word').on(t.word),
]);

/** What has changed since it was indexed; written by triggers with the change itself. */
export const searchChanges = table(
  'search_changes',
  { sequence: sequence(), kind: choice(searchKinds).notNull(), objectId: words().notNull() },
  (t) => [index('search_changes_object').on(t.kind, t.objectId)],
);
