/** Queries that are put together once, for the pages most read: building the SQL costs more than running it. */
import { type Reader, db } from './client.server';

/**
 * @param build makes the query, with `placeholder(…)` for what differs, and ends in `.prepare()`
 * @returns the query on a connection: that for reads, or the transaction that is handed in
 */
export function prepared<Query>(build: (reader: Reader) => Query): (reader?: Reader) => Query {
  const made = new WeakMap<Reader, Query>();
  return (reader = db) => {
    let query = made.get(reader);
    if (!query) made.set(reader, (query = build(reader)));
    return query;
  };
}
