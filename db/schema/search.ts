import { choice, flag, index, moment, number, sequence, table, uniqueIndex, words } from '../columns.server';
import { searchKinds, searchOwners, searchParts } from '../values';
import type { GroupId } from '../values';

/**
 * What can be found: a row an object, two where part of it is internal. It refers to nothing by key; when the right
 * to read something changes, triggers take its rows away with the change itself (`db/search-triggers`), and it is
 * found again once it was read anew, under another number: who may find a number never changes.
 */
export const searchEntries = table(
  'search_entries',
  {
    /** The higher the newer, and never given again. */
    id: sequence(),
    audienceId: number().notNull(),
    /** When others may read it without anything being written. */
    until: moment(),
    /** It is in the index as it stands here. */
    spelled: flag().notNull().default(false),
    kind: choice(searchKinds).notNull(),
    objectId: words().notNull(),
    part: choice(searchParts).notNull(),
    /** Whose rights decide who may read it: its own, or those of what it belongs to. */
    ownerKind: choice(searchOwners).notNull(),
    ownerId: words().notNull(),
    groupId: words().$type<GroupId>(),
    /** Below the space of its group; the whole address where it belongs to none. */
    path: words().notNull(),
    at: moment(),
    title: words().notNull(),
    /** What the title is found by, where that is not its own words. */
    titleWords: words().notNull(),
    body: words().notNull(),
  },
  (t) => [
    uniqueIndex('search_entries_object').on(t.kind, t.objectId, t.part),
    index('search_entries_owner').on(t.ownerKind, t.ownerId),
    index('search_entries_audience').on(t.id, t.audienceId),
    index('search_entries_spelled').on(t.spelled),
    index('search_entries_until').on(t.until),
  ],
);

/** Who may find entries: many have the same readers. Kept for good, as who an entry is for. */
export const searchAudiences = table(
  'search_audiences',
  {
    id: sequence(),
    /** The keys of the readers (`~/access/keys`), with blanks between. */
    keys: words().notNull(),
  },
  (t) => [uniqueIndex('search_audiences_keys').on(t.keys)],
);

/** The vocabulary: every word that was ever indexed, as it is looked for. */
export const searchWords = table(
  'search_words',
  {
    id: sequence(),
    word: words().notNull(),
    /** In how many entries it came to stand, as far as that is counted. */
    count: number().notNull(),
    /** The words it is put together from, with blanks between; null until somebody asks. */
    parts: words(),
  },
  (t) => [uniqueIndex('search_words_word').on(t.word)],
);

/** What has changed since it was indexed; written by triggers with the change itself. */
export const searchChanges = table(
  'search_changes',
  { sequence: sequence(), kind: choice(searchKinds).notNull(), objectId: words().notNull() },
  (t) => [index('search_changes_object').on(t.kind, t.objectId)],
);

/** The text of what lies in files, by the hash of their content: it is read once. */
export const fileTexts = table('file_texts', {
  sha256: words().primaryKey(),
  body: words().notNull(),
  readAt: moment().notNull(),
});
