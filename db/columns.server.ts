/**
 * The words in which tables are written. The one importer of `drizzle-orm/sqlite-core`: another
 * database means another edition of this file.
 */
import { randomBytes } from 'node:crypto';
import {
  type AnySQLiteColumn,
  blob,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
  index,
} from 'drizzle-orm/sqlite-core';
import type { Day, Id } from './values';

export type { AnySQLiteColumn as AnyColumn };
export { index, primaryKey, sqliteTable as table, uniqueIndex };

/** Letters and digits that can't be mistaken for each other when read aloud from a URL. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';

/** A new unguessable id: 16 characters of 5 bits each, short enough for a URL. */
export function newId<Noun extends string>(): Id<Noun> {
  return Array.from(randomBytes(16), (byte) => ALPHABET[byte & 31]).join('') as Id<Noun>;
}

/** The primary key of a noun's table. */
export const id = <Noun extends string>() =>
  text()
    .primaryKey()
    .$type<Id<Noun>>()
    .$defaultFn(() => newId<Noun>());

/** A reference to another noun's id; a row that is referred to can't be deleted. */
export const ref = <Noun extends string>(target: () => AnySQLiteColumn) =>
  text().$type<Id<Noun>>().references(target);

/** A reference that is deleted together with what it refers to. */
export const part = <Noun extends string>(target: () => AnySQLiteColumn) =>
  text().$type<Id<Noun>>().references(target, { onDelete: 'cascade' });

/** A reference that is empty once what it refers to is deleted. */
export const trace = <Noun extends string>(target: () => AnySQLiteColumn) =>
  text().$type<Id<Noun>>().references(target, { onDelete: 'set null' });

/** A moment in UTC, kept to the millisecond. */
export const moment = () => integer({ mode: 'timestamp_ms' });

/** A calendar day (`2026-03-12`), the same everywhere. */
export const day = () => text().$type<Day>();

export const flag = () => integer({ mode: 'boolean' });
export const number = () => integer();
export const words = () => text();

/** One of a fixed list of words. */
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  text({ enum: values });

export const json = <Shape>() => text({ mode: 'json' }).$type<Shape>();
export const bytes = () => blob({ mode: 'buffer' });

/** A number that grows with each row; for logs that are read in order. */
export const sequence = () => integer().primaryKey({ autoIncrement: true });
