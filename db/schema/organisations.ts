import { choice, flag, id, json, moment, number, table, uniqueIndex, words } from '../columns.server';
import { organisationKinds } from '../values';

export const organisations = table(
  'organisations',
  {
    id: id<'organisation'>(),
    name: words().notNull(),
    shortName: words().notNull(),
    searchName: words().notNull(),
    kind: choice(organisationKinds).notNull(),
    contactName: words().notNull().default(''),
    contactEmail: words().notNull().default(''),
    contactPhone: words().notNull().default(''),
    website: words().notNull().default(''),
    /** Listed on the public pages. */
    published: flag().notNull().default(false),
    createdAt: moment().notNull(),
    archivedAt: moment(),
  },
  (t) => [uniqueIndex('organisations_name').on(t.name)],
);

/** The alliance's fields of action (Handlungsfelder). */
export const fields = table(
  'fields',
  {
    id: id<'field'>(),
    slug: words().notNull(),
    name: words().notNull(),
    position: number().notNull(),
  },
  (t) => [uniqueIndex('fields_slug').on(t.slug)],
);

/** What the Geschäftsstelle can change about the alliance itself: name, claim, contact. One row a key. */
export const settings = table('settings', {
  key: words().primaryKey(),
  value: json<unknown>().notNull(),
});
