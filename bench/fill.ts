/** A group as large as a benchmark needs it, in a database of its own. */
import { join } from 'node:path';
import {
  closeDatabase,
  db,
  documents,
  fields,
  groups,
  meetings,
  memberships,
  minutes,
  openDatabase,
  people,
  tasks,
  write,
} from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { AgendaItemId, DocumentId, TextId } from '~db/values';
import { startSession } from '~/access/session.server';
import type { MinutesDocument, PaperDocument } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { createText } from '~/live/log.server';
import { useSettings } from '~/services/settings.server';
import { newFolder } from './served';

export type Filled = { folder: string; cookie: string };

/** @returns the folder of the database, and the cookie of the group's lead */
export async function fillGroup(size: { members: number; tasks: number; meetings: number }): Promise<Filled> {
  const folder = newFolder();
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  migrateDatabase();
  const hour = 3_600_000;
  const now = Date.now();
  const lead = await write(async (tx) => {
    const [field] = await tx.insert(fields).values({ slug: 'feld', name: 'Feld', position: 1 }).returning();
    const [group] = await tx
      .insert(groups)
      .values({ slug: 'gruppe', fieldId: field!.id, name: 'Gruppe', abbreviation: 'GRU', createdAt: new Date(0) })
      .returning();
    const members = await tx
      .insert(people)
      .values(
        Array.from({ length: size.members }, (_, n) => ({
          email: `person${n}@bench.example`,
          name: `Person ${n}`,
          searchName: `person ${n}`,
          createdAt: new Date(0),
          joinedAt: new Date(0),
        })),
      )
      .returning({ id: people.id });
    await tx.insert(memberships).values(
      members.map(({ id }, n) => ({
        groupId: group!.id,
        personId: id,
        role: n === 0 ? ('lead' as const) : ('member' as const),
        startsAt: new Date(0),
      })),
    );
    await tx.insert(meetings).values(
      Array.from({ length: size.meetings }, (_, n) => {
        // Every second week, the newest ones ahead.
        const startsAt = now + (3 + n - size.meetings) * 14 * 24 * hour;
        return {
          groupId: group!.id,
          number: n + 1,
          startsAt: new Date(startsAt),
          endsAt: new Date(startsAt + 2 * hour),
          place: 'Raum 3',
          createdAt: new Date(0),
          createdBy: members[0]!.id,
        };
      }),
    );
    for (let from = 0; from < size.tasks; from += 100) {
      await tx.insert(tasks).values(
        Array.from({ length: Math.min(100, size.tasks - from) }, (_, n) => ({
          groupId: group!.id,
          what: `Aufgabe ${from + n}`,
          assigneePersonId: members[(from + n) % members.length]!.id,
          createdAt: new Date(0),
        })),
      );
    }
    return members[0]!.id;
  });
  const cookie = (await startSession(lead, 'Bench', undefined)).split(';')[0]!;
  closeDatabase();
  return { folder, cookie };
}

/** The cookie of an account of the example alliance, in a database that no process has open. */
export async function signInAs(folder: string, email: string): Promise<string> {
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  const person = await db.query.people.findFirst({ where: (row, { eq }) => eq(row.email, email) });
  const cookie = (await startSession(person!.id, 'Bench', undefined)).split(';')[0]!;
  closeDatabase();
  return cookie;
}

/** The address of the longest minutes of a group of the example alliance, in a state. */
export async function longestMinutes(
  folder: string,
  slug: string,
  state: 'approved' | 'draft' = 'approved',
): Promise<string> {
  openDatabase(join(folder, 'portal.sqlite'));
  const group = await db.query.groups.findFirst({ where: (row, { eq }) => eq(row.slug, slug) });
  const rows = await db.query.minutes.findMany({
    where: (row, { and, eq }) => and(eq(row.state, state), eq(row.groupId, group!.id)),
  });
  let longest = { number: 0, length: -1 };
  for (const row of rows) {
    const version =
      row.approvedVersionId && (await db.query.versions.findFirst({ where: (v, { eq }) => eq(v.id, row.approvedVersionId!) }));
    const meeting = await db.query.meetings.findFirst({ where: (m, { eq }) => eq(m.id, row.meetingId) });
    const length = version ? JSON.stringify(version.document).length : 0;
    if (length > longest.length) longest = { number: meeting!.number, length };
  }
  closeDatabase();
  return `/gruppen/${slug}/sitzungen/${longest.number}/protokoll`;
}

/** A page of minutes: about 10 kB of text in one section. */
function page(): MinutesDocument {
  const text = 'Die Anwesenden sprechen über Sprachkurse, Räume und Ehrenamtliche. '.repeat(3);
  const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text }] };
  const attrs = { itemId: 'bench' as AgendaItemId, number: '1', title: 'Bericht', internal: false };
  return { type: 'doc', content: [{ type: 'agendaSection', attrs, content: Array.from({ length: 50 }, () => paragraph) }] };
}

/**
 * Adds drafts of minutes to the example alliance, shared out between two editors.
 *
 * @returns the texts, each with the cookie of someone who may edit it
 */
export async function fillDocuments(folder: string, count: number): Promise<{ textId: TextId; cookie: string }[]> {
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  const group = (await db.query.groups.findFirst({ where: (row, { eq }) => eq(row.slug, 'sprachfoerderung') }))!;
  const editors = await db.query.people.findMany({
    where: (row, { inArray }) => inArray(row.email, ['leitung@demo.example', 'protokoll@demo.example']),
  });
  const update = documentToUpdate(page());
  const textIds = await write(async (tx) => {
    const made: TextId[] = [];
    for (let number = 1000; number < 1000 + count; number++) {
      const startsAt = new Date(2020, 0, 1);
      const [meeting] = await tx
        .insert(meetings)
        .values({ groupId: group.id, number, startsAt, endsAt: startsAt, createdAt: startsAt, createdBy: editors[0]!.id })
        .returning({ id: meetings.id });
      const textId = await createText(tx, 'minutes', update);
      await tx.insert(minutes).values({ meetingId: meeting!.id, groupId: group.id, textId, createdAt: startsAt });
      made.push(textId);
    }
    return made;
  });
  const cookies = await Promise.all(
    editors.map(async ({ id }) => (await startSession(id, 'Bench', undefined)).split(';')[0]!),
  );
  closeDatabase();
  return textIds.map((textId, n) => ({ textId, cookie: cookies[n % cookies.length]! }));
}

/** Adds a draft of a paper to the example alliance. @returns the address of its page */
export async function fillPaper(folder: string, paper: PaperDocument): Promise<string> {
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file });
  openDatabase(file);
  const group = (await db.query.groups.findFirst({ where: (row, { eq }) => eq(row.slug, 'sprachfoerderung') }))!;
  const person = (await db.query.people.findFirst())!;
  const id = await write(async (tx): Promise<DocumentId> => {
    const textId = await createText(tx, 'paper', documentToUpdate(paper));
    const at = new Date(0);
    const names = { title: 'Langes Papier', searchTitle: 'langes papier', genre: 'position' as const };
    const [row] = await tx
      .insert(documents)
      .values({ ...names, groupId: group.id, textId, createdAt: at, createdBy: person.id, changedAt: at, changedBy: person.id })
      .returning({ id: documents.id });
    return row!.id;
  });
  closeDatabase();
  return `/gruppen/${group.slug}/dokumente/${id}`;
}
