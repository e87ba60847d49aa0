/** What of a group somebody may read, and under which names it is packed. */
import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { type ArchiveItem, db, documents, files, groups, meetings, minutes } from '~db/client.server';
import type { ArchiveFormat, DocumentId, GroupId, Language, MeetingId } from '~db/values';
import { documentFactsOfGroup, minutesFactsOfGroup } from '~/access/authorize.server';
import { type Person, can } from '~/access/policy';
import type { Parent } from '~/features/files/files';
import { mayRead } from '~/features/files/parents.server';
import { fileStem } from '~/services/export/file-name';
import { translator } from '~/services/i18n/translate.server';
import { dayOf } from '~/services/time';
import { extensionOf } from '~/texts/export/formats';

type Wanted = { groupId: GroupId; formats: readonly ArchiveFormat[]; language: Language };

/**
 * Everything of a group that a person may read now: documents and minutes in each of the formats, and what
 * is attached to documents and meetings. Asks the policy about each; that the group may be entered is for
 * the caller to ask.
 */
export async function planFor(person: Person, wanted: Wanted): Promise<ArchiveItem[]> {
  const names = namesIn(wanted.language);
  return [
    ...(await documentsFor(person, wanted, names)),
    ...(await minutesFor(person, wanted, names)),
    ...(await filesFor(person, wanted, names)),
  ];
}

/** Names an item by what it is, not by what it is called. */
export const keyOf = (item: ArchiveItem): string =>
  [item.kind, item.id, item.kind === 'file' ? '' : item.format].join(' ');

async function documentsFor(person: Person, { groupId, formats }: Wanted, names: Names): Promise<ArchiveItem[]> {
  const facts = await documentFactsOfGroup(db, groupId);
  const rows = await db
    .select({ id: documents.id, title: documents.title, edition: documents.edition })
    .from(documents)
    .where(and(eq(documents.groupId, groupId), isNull(documents.trashedAt)))
    .orderBy(asc(documents.title), asc(documents.edition), asc(documents.id));
  return rows
    .filter(({ id }) => can(person, 'document.read', facts.get(id)!))
    .flatMap(({ id, ...called }) => {
      const path = names.of('documents', names.ofDocument(called));
      return formats.map((format) => ({ kind: 'document' as const, id, format, path: `${path}.${extensionOf(format)}` }));
    });
}

async function minutesFor(person: Person, { groupId, formats }: Wanted, names: Names): Promise<ArchiveItem[]> {
  const facts = await minutesFactsOfGroup(db, groupId);
  const rows = await db
    .select({ id: minutes.id, startsAt: meetings.startsAt, abbreviation: groups.abbreviation })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .innerJoin(groups, eq(groups.id, minutes.groupId))
    .where(eq(minutes.groupId, groupId))
    .orderBy(asc(meetings.startsAt));
  return rows
    .filter(({ id }) => can(person, 'minutes.read', facts.get(id)!))
    .flatMap(({ id, startsAt, abbreviation }) => {
      const path = names.of('minutes', names.t('export:minutes.file', { abbreviation, day: dayOf(startsAt) }));
      return formats.map((format) => ({ kind: 'minutes' as const, id, format, path: `${path}.${extensionOf(format)}` }));
    });
}

/** Images in a text are part of it; what is attached lies in a folder named after what it is attached to. */
async function filesFor(person: Person, { groupId }: Wanted, names: Names): Promise<ArchiveItem[]> {
  const rows = await db
    .select({
      id: files.id,
      name: files.name,
      meetingId: files.meetingId,
      documentId: files.documentId,
      title: documents.title,
      edition: documents.edition,
      number: meetings.number,
      startsAt: meetings.startsAt,
    })
    .from(files)
    .leftJoin(documents, eq(documents.id, files.documentId))
    .leftJoin(meetings, eq(meetings.id, files.meetingId))
    .where(
      and(eq(files.inline, false), isNull(files.removedAt), or(eq(documents.groupId, groupId), eq(meetings.groupId, groupId))),
    )
    .orderBy(asc(meetings.startsAt), asc(documents.title), asc(documents.edition), asc(files.uploadedAt), asc(files.id));
  const folders = new Map<MeetingId | DocumentId, string | null>();
  const items: ArchiveItem[] = [];
  for (const { id, name, ...row } of rows) {
    const parent: Parent = row.meetingId ? { kind: 'meeting', id: row.meetingId } : { kind: 'document', id: row.documentId! };
    if (!folders.has(parent.id)) {
      const called = row.startsAt
        ? names.t('meeting', { number: row.number, day: dayOf(row.startsAt) })
        : names.ofDocument({ title: row.title!, edition: row.edition! });
      folders.set(parent.id, (await mayRead(person, parent)) ? names.of('files', called) : null);
    }
    const folder = folders.get(parent.id);
    if (folder) items.push({ kind: 'file', id, path: names.within(folder, name) });
  }
  return items;
}

type Names = ReturnType<typeof namesIn>;

/** Readable names, each given once, whatever a file system thinks of capitals and accents. */
function namesIn(language: Language) {
  const t = translator(language, 'archives');
  const taken = new Set<string>();
  const unique = (path: (more: string) => string): string => {
    for (let number = 1; ; number += 1) {
      const found = path(number === 1 ? '' : ` (${number})`);
      const key = found.normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return found;
    }
  };
  const stem = (name: string) => fileStem(name).replace(/[.\s]+$/, '') || t('export:untitled');
  return {
    t,
    /** Editions have the same title. */
    ofDocument: ({ title, edition }: { title: string; edition: number }) =>
      edition === 1 ? title : `${title} (${t('documents:list.edition', { edition })})`,
    /** In one of the three folders, without an ending. */
    of: (folder: 'documents' | 'minutes' | 'files', name: string) => unique((more) => `${t(`folder.${folder}`)}/${stem(name)}${more}`),
    /** In a folder of this name, with the ending it has. */
    within: (folder: string, name: string) => {
      const [, before = name, ending = ''] = /^(.+)(\.[a-z0-9]+)$/is.exec(name) ?? [];
      return unique((more) => `${folder}/${stem(before)}${more}${ending}`);
    },
  };
}
