import {
  choice,
  day,
  flag,
  id,
  index,
  json,
  moment,
  number,
  part,
  ref,
  table,
  uniqueIndex,
  words,
} from '../columns.server';
import { type Language, type OrganisationId, languages, tokenKinds } from '../values';
import { organisations } from './organisations';

/** Accounts. A person who was invited and has not yet chosen a password has no `passwordHash`. */
export const people = table(
  'people',
  {
    id: id<'person'>(),
    /** Normalised (trimmed, lower case); the name by which one signs in. */
    email: words().notNull(),
    name: words().notNull(),
    /** The name folded for sorting and searching (`foldForSearch`). */
    searchName: words().notNull(),
    language: choice(languages).notNull().default('de'),
    passwordHash: words(),
    /** Member of the Geschäftsstelle: the one global role. */
    office: flag().notNull().default(false),
    createdAt: moment().notNull(),
    invitedAt: moment(),
    joinedAt: moment(),
    disabledAt: moment(),
  },
  (t) => [uniqueIndex('people_email').on(t.email), index('people_search').on(t.searchName)],
);

/** Signed-in browsers. The id is a SHA-256; the token itself is only in the cookie. */
export const sessions = table(
  'sessions',
  {
    idHash: words().primaryKey(),
    personId: part<'person'>(() => people.id).notNull(),
    createdAt: moment().notNull(),
    /** When it ends if unused: 7 days after last use. */
    expiresAt: moment().notNull(),
    /** When it ends in any case: 30 days after sign-in. */
    endsAt: moment().notNull(),
    /** The browser in words, for the list of open sessions; e.g. "Firefox, Android". */
    browser: words().notNull(),
  },
  (t) => [index('sessions_person').on(t.personId)],
);

/** Single-use links in mails (invitation, new password). Only the hash of the token is kept. */
export const tokens = table(
  'tokens',
  {
    tokenHash: words().primaryKey(),
    kind: choice(tokenKinds).notNull(),
    /** Empty only for the link that makes the first account of an empty portal. */
    personId: part<'person'>(() => people.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index('tokens_person').on(t.personId)],
);

/** Wrong tries at signing in, per address and per network, both hashed. */
export const attempts = table('attempts', {
  keyHash: words().primaryKey(),
  count: number().notNull(),
  lastAt: moment().notNull(),
});

/** Who speaks for a partner organisation, from–to, as principal or deputy. */
export const mandates = table(
  'mandates',
  {
    id: id<'mandate'>(),
    personId: ref<'person'>(() => people.id).notNull(),
    organisationId: ref<'organisation'>(() => organisations.id).notNull(),
    startDate: day().notNull(),
    /** The last day on which it counts; empty while open-ended. */
    endDate: day(),
    deputy: flag().notNull().default(false),
  },
  (t) => [index('mandates_person').on(t.personId), index('mandates_organisation').on(t.organisationId)],
);

/** A row of a list of people that is read in: what stands there, and what is wrong with it. */
export type ImportRow = {
  /** As a spreadsheet counts, the heading included. */
  row: number;
  name: string;
  email: string;
  language: Language;
  organisation: string;
  organisationId: OrganisationId | null;
  /** Why nobody is invited by it: a key of the words; null where all is well. */
  problem: string | null;
};

/** Lists of people that are read in: looked at first, then worked through; progress survives a reload. */
export const personImports = table('person_imports', {
  id: id<'personImport'>(),
  startedBy: ref<'person'>(() => people.id).notNull(),
  createdAt: moment().notNull(),
  /** Empty while it is only looked at. */
  startedAt: moment(),
  finishedAt: moment(),
  /** Emptied at the end: what was invited stands in the accounts. */
  rows: json<ImportRow[]>().notNull(),
  /** How many are to be invited, how many of these are done, how many have been invited. */
  total: number().notNull(),
  done: number().notNull().default(0),
  invited: number().notNull().default(0),
  failures: json<ImportRow[]>().notNull(),
});
