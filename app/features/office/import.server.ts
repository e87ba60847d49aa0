/** Inviting many people by a list: looked at first, then worked through in the background. */
import { and, desc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import {
  type ImportRow,
  type Reader,
  type Tx,
  db,
  organisations,
  people,
  personImports,
  write,
} from '~db/client.server';
import type { Language, OrganisationId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, can } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { emailAddress } from '~/services/forms';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { foldForSearch } from '~/services/search-name';
import { addPerson } from './accounts.server';
import type { ImportId, RowProblem } from './import';
import { type ListRow, readList } from './import-table.server';
import { personFields } from './people';

const dayInMs = 86_400_000;
const rowsAtOnce = 50;

/**
 * Reads a list and says what would happen; nobody is invited yet.
 *
 * @returns where the preview stands
 * @throws Rejected as `readList`
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function previewImport(actor: Actor, content: Uint8Array | string): Promise<ImportId> {
  const { actor: person } = await authorize(actor, 'portal.office', 'portal');
  const rows = await checkRows(db, readList(content));
  return write(async (tx) => {
    await forgetOldImports(tx);
    const [made] = await tx
      .insert(personImports)
      .values({
        startedBy: person.id,
        createdAt: new Date(),
        rows: rows.filter((row) => !row.problem),
        total: rows.filter((row) => !row.problem).length,
        failures: rows.filter((row) => row.problem),
      })
      .returning({ id: personImports.id });
    return made!.id;
  });
}

/** What was only looked at goes after a day, what was done after a month. */
async function forgetOldImports(tx: Tx): Promise<void> {
  const now = Date.now();
  await tx
    .delete(personImports)
    .where(
      or(
        and(isNull(personImports.startedAt), lt(personImports.createdAt, new Date(now - dayInMs))),
        and(isNotNull(personImports.finishedAt), lt(personImports.finishedAt, new Date(now - 30 * dayInMs))),
      ),
    );
}

const spokenAs: Record<string, Language> = {
  '': 'de',
  de: 'de',
  deutsch: 'de',
  german: 'de',
  en: 'en',
  englisch: 'en',
  english: 'en',
};

/** Finds what is wrong with each row. Two statements, however many rows. */
async function checkRows(reader: Reader, list: ListRow[]): Promise<ImportRow[]> {
  const emails = list.map((row) => emailAddress.safeParse(row.email).data ?? '');
  const taken = await reader.select({ email: people.email }).from(people).where(inArray(people.email, emails));
  const existing = new Set(taken.map(({ email }) => email));
  const known = await organisationsByName(reader);
  const seen = new Set<string>();
  return list.map((row, index) => {
    const email = emails[index]!;
    const organisationId = known.get(foldForSearch(row.organisation)) ?? null;
    const language = spokenAs[foldForSearch(row.language)];
    const problem = problemOf(row, {
      email,
      repeated: seen.has(email),
      exists: existing.has(email),
      organisationId,
      language,
    });
    seen.add(email);
    return {
      row: row.row,
      name: row.name,
      email: email || row.email,
      language: language ?? 'de',
      organisation: row.organisation,
      organisationId,
      problem,
    };
  });
}

function problemOf(
  row: ListRow,
  found: {
    email: string;
    repeated: boolean;
    exists: boolean;
    organisationId: OrganisationId | null;
    language: Language | undefined;
  },
): RowProblem | null {
  if (row.overlong) return 'tooManyColumns';
  if (!row.name) return 'nameMissing';
  if (!personFields.shape.name.safeParse(row.name).success) return 'nameTooLong';
  if (!row.email) return 'emailMissing';
  if (!found.email) return 'emailInvalid';
  if (found.repeated) return 'duplicate';
  if (found.exists) return 'exists';
  if (row.organisation && !found.organisationId) return 'organisationUnknown';
  return found.language ? null : 'languageUnknown';
}

/** Organisations by name and by short name; a short name that several bear names none of them. */
async function organisationsByName(reader: Reader): Promise<Map<string, OrganisationId>> {
  const rows = await reader
    .select({ id: organisations.id, name: organisations.name, shortName: organisations.shortName })
    .from(organisations)
    .where(isNull(organisations.archivedAt));
  const byName = new Map(rows.map((row) => [foldForSearch(row.name), row.id]));
  const shortNames = rows.map((row) => foldForSearch(row.shortName));
  rows.forEach((row, index) => {
    const name = shortNames[index]!;
    const alone = shortNames.indexOf(name) === shortNames.lastIndexOf(name);
    if (name && alone && !byName.has(name)) byName.set(name, row.id);
  });
  return byName;
}

/** @throws NotFound for everybody but the Geschäftsstelle, and when it was discarded */
export async function readImport(actor: Actor, id: ImportId) {
  await authorize(actor, 'portal.office', 'portal');
  const [found] = await db.select().from(personImports).where(eq(personImports.id, id));
  if (!found) throw new NotFound();
  return found;
}

/** The latest lists, so that one finds back to one that is running. */
export async function recentImports(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  return db
    .select({
      id: personImports.id,
      createdAt: personImports.createdAt,
      startedAt: personImports.startedAt,
      finishedAt: personImports.finishedAt,
      total: personImports.total,
      done: personImports.done,
      invited: personImports.invited,
    })
    .from(personImports)
    .orderBy(desc(personImports.createdAt))
    .limit(5);
}

/**
 * Begins to invite the people of a list that was looked at. Asked twice, it begins once.
 *
 * @throws Rejected `importNobody`
 * @throws NotFound for everybody but the Geschäftsstelle, and when it was discarded
 */
export async function startImport(actor: Actor, id: ImportId): Promise<void> {
  const { actor: person } = await authorize(actor, 'portal.office', 'portal');
  await write(async (tx) => {
    const [found] = await tx.select().from(personImports).where(eq(personImports.id, id));
    if (!found) throw new NotFound();
    if (found.startedAt) return;
    if (found.total === 0) throw new Rejected('importNobody');
    await tx
      .update(personImports)
      .set({ startedAt: new Date(), startedBy: person.id })
      .where(eq(personImports.id, id));
    await record(tx, actor, {
      action: 'person.listImported',
      object: { kind: 'portal', id: 'portal', name: 'Portal' },
      details: { count: found.total },
    });
    await addJob(tx, 'people.import', { id }, { key: `people.import:${id}` });
  });
}

/** Throws away a list that was only looked at; one that has begun goes on. */
export async function discardImport(actor: Actor, id: ImportId): Promise<void> {
  await authorize(actor, 'portal.office', 'portal');
  await write(async (tx) =>
    tx.delete(personImports).where(and(eq(personImports.id, id), isNull(personImports.startedAt))),
  );
}

/**
 * Lets the portal work through lists; called once at its start. Each step stands with its progress
 * in one change: a restart goes on where it stopped.
 */
export function handleImports(): void {
  handleJobs<{ id: ImportId }>('people.import', async ({ id }) => {
    while (await importSomeRows(id)) {
      // Other changes and requests have their turn in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}

/** Invites the next people of a list; false when it is done. */
async function importSomeRows(id: ImportId): Promise<boolean> {
  return write(async (tx) => {
    const [found] = await tx.select().from(personImports).where(eq(personImports.id, id));
    if (!found?.startedAt || found.finishedAt) return false;
    const actor = await loadActor(tx, found.startedBy);
    const permitted = actor && can(actor, 'portal.office', {}) ? actor : undefined;
    // Who may no longer invite anybody does not do so by a list they began before.
    const rows = permitted ? found.rows.slice(found.done, found.done + rowsAtOnce) : found.rows.slice(found.done);
    const failures: ImportRow[] = [];
    for (const row of rows) {
      const problem = permitted ? await importRow(tx, permitted, row) : 'stopped';
      if (problem) failures.push({ ...row, problem });
    }
    const done = found.done + rows.length;
    const finished = done >= found.total;
    await tx
      .update(personImports)
      .set({
        done,
        invited: found.invited + rows.length - failures.length,
        failures: [...found.failures, ...failures],
        ...(finished ? { finishedAt: new Date(), rows: [] } : {}),
      })
      .where(eq(personImports.id, id));
    return !finished;
  });
}

/** What was fine when the list was looked at may no longer be. */
async function importRow(tx: Tx, actor: Person, row: ImportRow): Promise<RowProblem | null> {
  try {
    await addPerson(tx, actor, { ...row, organisationId: row.organisationId ?? undefined });
    return null;
  } catch (error) {
    if (error instanceof Rejected && error.code === 'emailTaken') return 'exists';
    if (error instanceof NotFound || error instanceof Rejected) return 'organisationUnknown';
    throw error;
  }
}
