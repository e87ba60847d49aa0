import { choice, flag, id, index, json, moment, number, ref, table, words } from '../columns.server';
import { type ArchiveFormat, type DocumentId, type FileId, groupArchiveStates, languages, type MinutesId } from '../values';
import { groups } from './groups';
import { people } from './people';

/** What is packed, under which name it lies in the zip. */
export type ArchiveItem = { path: string } & (
  | { kind: 'document'; id: DocumentId; format: ArchiveFormat }
  | { kind: 'minutes'; id: MinutesId; format: ArchiveFormat }
  | { kind: 'file'; id: FileId }
);

/** What should have been in it: it is gone or may not be read any more, or it could not be written. */
export type MissingItem = { path: string; reason: 'gone' | 'failed' };

/**
 * All that somebody may read of a group, as one zip on disk for a day. It is packed item by item: what
 * `done` and `size` say is on disk, so that the work goes on there after a restart.
 */
export const groupArchives = table(
  'group_archives',
  {
    id: id<'groupArchive'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    startedBy: ref<'person'>(() => people.id).notNull(),
    createdAt: moment().notNull(),
    language: choice(languages).notNull(),
    formats: json<ArchiveFormat[]>().notNull(),
    /** Whether it holds what only those who belong to the group read. */
    internal: flag().notNull(),
    state: choice(groupArchiveStates).notNull().default('running'),
    items: json<ArchiveItem[]>().notNull(),
    /** How many items were dealt with. */
    done: number().notNull().default(0),
    /** How much of the file is whole, in bytes. */
    size: number().notNull().default(0),
    missing: json<MissingItem[]>().notNull(),
    /** Why it came to nothing: a key of the words `errors`. */
    failure: words(),
    endedAt: moment(),
  },
  (t) => [index('group_archives_person').on(t.startedBy, t.groupId)],
);
