import { moment, part, table } from '../columns.server';
import { people } from './people';

/**
 * When somebody last looked at what is new, in this visit and in the one before: what has changed since the
 * latter is told. Kept for that person alone, and only the last two.
 */
export const visits = table('visits', {
  personId: part<'person'>(() => people.id).primaryKey(),
  at: moment().notNull(),
  /** Empty in the first visit. */
  beforeAt: moment(),
});
