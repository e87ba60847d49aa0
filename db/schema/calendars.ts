import { flag, id, index, moment, part, ref, table, uniqueIndex, words } from '../columns.server';
import { groups } from './groups';
import { people } from './people';

/**
 * Secret addresses at which somebody's calendar programs fetch their meetings, one a device. Only the hash of
 * the token is kept; the token itself is in the program.
 */
export const calendarFeeds = table(
  'calendar_feeds',
  {
    id: id<'calendarFeed'>(),
    personId: part<'person'>(() => people.id).notNull(),
    /** What its owner calls the device: "Handy". */
    name: words().notNull(),
    tokenHash: words().notNull(),
    /** Only the meetings and tasks of this group; empty for all of one's own. */
    groupId: ref<'group'>(() => groups.id),
    /** Tasks with a due date as well. */
    tasks: flag().notNull().default(false),
    createdAt: moment().notNull(),
    /** Exact to ten minutes. */
    fetchedAt: moment(),
    /** What it said last, and since when it says so. */
    contentHash: words(),
    contentSince: moment(),
  },
  (t) => [uniqueIndex('calendar_feeds_token').on(t.tokenHash), index('calendar_feeds_person').on(t.personId)],
);
