import { id, json, moment, number, ref, table, uniqueIndex } from '../columns.server';
import { people } from './people';

/**
 * What the alliance says of itself to everybody: name, claim, aim, contact, colour. Of those that were published the
 * one with the highest number counts; at most the last is a draft. Its shape: `features/alliance/profile.ts`.
 */
export const profileVersions = table(
  'profile_versions',
  {
    id: id<'profileVersion'>(),
    number: number().notNull(),
    content: json<unknown>().notNull(),
    savedAt: moment().notNull(),
    savedBy: ref<'person'>(() => people.id),
    publishedAt: moment(),
    publishedBy: ref<'person'>(() => people.id),
  },
  (t) => [uniqueIndex('profile_versions_number').on(t.number)],
);
