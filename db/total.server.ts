/** Counting what a list is cut from, in the statement that reads its first rows. */
import { sql } from 'drizzle-orm';

/** A column that says in each row how many rows there would be without a limit. */
export const total = sql<number>`count(*) over ()`;
