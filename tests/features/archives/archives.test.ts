/** All of a group in one zip: who may, what is in it for whom, how far it is, restart, expiry. */
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { and, eq, ne } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, files, groupArchives, groups, memberships, write } from '~db/client.server';
import type { GroupRole } from '~db/values';
import type { Actor } from '~/access/policy';
import { archiveId } from '~/features/archives/archives';
import { archiveFile, beginArchive, discardArchive, forgetArchives, keptUntil, ownArchive, pathOfArchive } from '~/features/archives/archives.server';
import { handleGroupArchives, packNext } from '~/features/archives/packing.server';
import { documentExport } from '~/features/documents/export.server';
import type { Parent } from '~/features/files/files';
import { attachFile } from '~/features/files/files.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { endTypst } from '~/services/export/typst.server';
import { pathOf, receive } from '~/services/files/store.server';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { log } from '~/services/log.server';
import { settings } from '~/services/settings.server';
import { exportDocument } from '~/texts/export/export.server';
import { openZip } from '~/texts/import/zip.server';
import { paragraph } from '../../editor/examples';
import { type Alliance, type Role, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import * as example from '../../services/files/examples';
import { makePaper } from '../documents/papers';
import { put, share } from '../documents/paper';
import { begin, makeMeeting, type } from '../minutes/session';

useDatabase();
handleGroupArchives();
afterAll(endTypst);

const visitor: Actor = { kind: 'visitor' };
const nobody = archiveId.parse('aaaaaaaaaaaaaaaa');
const readers = ['office', 'lead', 'secretary', 'member', 'guest'] as const;
const markdown = { formats: ['md' as const], language: 'de' as const };
const dayInMs = 86_400_000;

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

async function attach(parent: Parent, name: string, content: Buffer = example.pdf): Promise<void> {
  await attachFile(await alliance.as('lead'), parent, { name, content: await receive(Readable.from([content]), 1_000_000, name) });
}

/** A document that is shared, one that is not, minutes with an internal passage, and attachments of each. */
async function fillGroup() {
  const shared = await makePaper(alliance, { type: 'paper', content: [paragraph('Geteiltes Papier')] }, 'Geteilt');
  await share(shared);
  const inner = await makePaper(alliance, { type: 'paper', content: [paragraph('GEHEIM-PAPIER')] }, 'Intern: „Kurse/Räume“');
  const begun = await begin(alliance, await makeMeeting(alliance));
  await type(begun, [paragraph('Öffentlicher Absatz'), { type: 'internalPassage', content: [paragraph('GEHEIM-ABSATZ')] }]);
  await attach({ kind: 'meeting', id: begun.meeting.id }, 'Tagesordnung.pdf');
  await attach({ kind: 'document', id: shared.id }, 'Übersicht.pdf');
  await attach({ kind: 'document', id: inner.id }, 'Übersicht.pdf');
  await makePaper(await makeAlliance('andere'), undefined, 'Andere Gruppe');
  return { shared, inner, begun };
}

async function pack(role: Role = 'member', options: Parameters<typeof beginArchive>[2] = markdown): Promise<void> {
  await beginArchive(await alliance.as(role), alliance.groupId, options);
  await runDueJobs();
}

const own = async (role: Role = 'member') => (await ownArchive(await alliance.as(role), alliance.groupId))!;

/** What the zip of somebody holds, as they would fetch it. */
async function fetched(role: Role = 'member') {
  const { file, size, name } = await archiveFile(await alliance.as(role), alliance.groupId, (await own(role)).id);
  const bytes = await file.readFile();
  await file.close();
  expect(bytes.length).toBe(size);
  const zip = openZip(bytes);
  const texts = new Map<string, string>();
  for (const path of zip.names()) texts.set(path, Buffer.from((await zip.part(path))!).toString());
  return { name, texts, names: [...texts.keys()] };
}

const commands: ((actor: Actor) => Promise<unknown>)[] = [
  (actor) => beginArchive(actor, alliance.groupId, markdown),
  (actor) => ownArchive(actor, alliance.groupId),
  (actor) => archiveFile(actor, alliance.groupId, nobody),
  (actor) => discardArchive(actor, alliance.groupId),
];

/** Errors that the log is to be told of: as many as were. */
async function logged(work: () => Promise<unknown>): Promise<number> {
  const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  try {
    await work();
    return told.mock.calls.length;
  } finally {
    told.mockRestore();
  }
}

const become = (personRole: Role, role: GroupRole) =>
  write((tx) =>
    tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.groupId, alliance.groupId), eq(memberships.personId, alliance.ids[personRole]))),
  );

const leave = (role: Role) => write((tx) => tx.delete(memberships).where(eq(memberships.personId, alliance.ids[role])));

describe('taking everything along', () => {
  it.each(cast.filter((role) => !readers.some((reader) => reader === role)))('is refused to %s', async (role) => {
    await fillGroup();
    for (const command of commands) await expect(command(await alliance.as(role))).rejects.toThrow(NotFound);
    expect(await db.select().from(groupArchives)).toEqual([]);
  });

  it('asks visitors to sign in', async () => {
    for (const command of commands) await expect(command(visitor)).rejects.toThrow(SignInRequired);
  });

  it('is refused where there is nothing to take', async () => {
    await expect(beginArchive(await alliance.as('member'), alliance.groupId, markdown)).rejects.toThrow(new Rejected('archiveEmpty'));
  });

  it('gives the zip to nobody but who had it packed, and in no other group', async () => {
    await fillGroup();
    await pack();
    const { id } = await own();
    expect(await ownArchive(await alliance.as('lead'), alliance.groupId)).toBeUndefined();
    await expect(archiveFile(await alliance.as('lead'), alliance.groupId, id)).rejects.toThrow(NotFound);
    const [other] = await db.select().from(groups).where(eq(groups.slug, 'andere'));
    await expect(archiveFile(await alliance.as('member'), other!.id, id)).rejects.toThrow(NotFound);
    await expect(archiveFile(await alliance.as('office'), other!.id, id)).rejects.toThrow(NotFound);
  });

  it('gives nothing to whoever has left the group meanwhile', async () => {
    await fillGroup();
    await pack();
    const { id } = await own();
    await leave('member');
    await expect(archiveFile(await alliance.as('member'), alliance.groupId, id)).rejects.toThrow(NotFound);
  });

  it('gives nothing to whoever reads less by now', async () => {
    const { shared } = await fillGroup();
    await pack();
    await pack('guest');
    expect((await fetched('guest')).names).toContain('Dokumente/Geteilt.md');
    await become('member', 'guest');
    await put(shared.id, { trashedAt: new Date() });
    for (const role of ['member', 'guest'] as const) {
      const { id, outdated } = await own(role);
      expect(outdated).toBe(true);
      await expect(archiveFile(await alliance.as(role), alliance.groupId, id)).rejects.toThrow(NotFound);
    }
  });

  it('ends when whoever asked for it leaves while it is packed', async () => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id } = await own();
    await packNext(id);
    await leave('member');
    await runDueJobs();
    const [row] = await db.select().from(groupArchives);
    expect(row).toMatchObject({ state: 'failed', failure: 'archiveStopped', done: 1 });
    expect(existsSync(pathOfArchive(id))).toBe(false);
  });
});

describe('the zip', () => {
  const everything = [
    'Anlagen/Geteilt/Übersicht.pdf',
    'Anlagen/Intern „Kurse Räume“/Übersicht.pdf',
    'Anlagen/Sitzung 1 2026-03-12/Tagesordnung.pdf',
    'Dokumente/Geteilt.md',
    'Dokumente/Intern „Kurse Räume“.md',
    'Protokolle/SPR Protokoll 2026-03-12.md',
  ];

  it.each(['office', 'lead', 'secretary', 'member'] as const)('holds all of the group for %s, internal parts too, and nothing else', async (role) => {
    await fillGroup();
    await pack(role);
    const { names, texts, name } = await fetched(role);
    expect(names.sort()).toEqual(everything);
    expect(name).toMatch(/^SPR \d{4}-\d\d-\d\d$/);
    expect(texts.get('Dokumente/Geteilt.md')).toContain('Geteiltes Papier');
    expect(texts.get('Protokolle/SPR Protokoll 2026-03-12.md')).toContain('GEHEIM');
    expect(texts.get('Anlagen/Geteilt/Übersicht.pdf')).toBe(example.pdf.toString());
  });

  it('holds for a guest what is shared with them, and nothing else', async () => {
    await fillGroup();
    await pack('guest');
    const { names, texts } = await fetched('guest');
    expect(names.sort()).toEqual(['Anlagen/Geteilt/Übersicht.pdf', 'Dokumente/Geteilt.md']);
    expect([...texts.values()].join('\n')).not.toContain('GEHEIM');
    expect(await own('guest')).toMatchObject({ internal: false, missing: [] });
  });

  it('holds each text in every format that was chosen, in the language of the page', async () => {
    await fillGroup();
    await pack('member', { formats: ['pdf', 'docx'], language: 'en' });
    const { names, texts } = await fetched();
    expect(names.filter((name) => !name.startsWith('Attachments/')).sort()).toEqual([
      'Documents/Geteilt.docx',
      'Documents/Geteilt.pdf',
      'Documents/Intern „Kurse Räume“.docx',
      'Documents/Intern „Kurse Räume“.pdf',
      'Minutes/SPR minutes 2026-03-12.docx',
      'Minutes/SPR minutes 2026-03-12.pdf',
    ]);
    expect(texts.get('Documents/Geteilt.pdf')).toMatch(/^%PDF-1\.7/);
    expect(texts.get('Documents/Geteilt.docx')).toMatch(/^PK/);
  });

  it('gives each part a name of its own, whatever a file system thinks of capitals and accents', async () => {
    for (const title of ['Kurse', 'kurse', 'Über', 'U\u0308ber', '???']) await makePaper(alliance, undefined, title);
    await pack();
    expect((await fetched()).names.map((name) => name.normalize('NFC')).sort()).toEqual(
      ['Kurse', 'Ohne Titel', 'kurse (2)', 'Über', 'Über (2)'].map((name) => `Dokumente/${name}.md`).sort(),
    );
  });

  it('says what is missing, and goes on with the rest', async () => {
    const { inner } = await fillGroup();
    await attach({ kind: 'document', id: inner.id }, 'Plan.txt', Buffer.from('Verloren'));
    const [lost] = await db.select().from(files).where(eq(files.name, 'Plan.txt'));
    await rm(pathOf(lost!.sha256));
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    await packNext((await own()).id);
    await write((tx) => tx.update(files).set({ removedAt: new Date() }).where(and(eq(files.name, 'Übersicht.pdf'), ne(files.documentId, inner.id))));
    expect(await logged(() => runDueJobs())).toBe(1);
    const { names, texts } = await fetched();
    expect(names).toContain('Protokolle/SPR Protokoll 2026-03-12.md');
    expect(names).not.toContain('Anlagen/Geteilt/Übersicht.pdf');
    expect(texts.get('Was fehlt.txt')).toBe(
      [
        'Diese Dateien fehlen:',
        '',
        'Anlagen/Geteilt/Übersicht.pdf: ist inzwischen gelöscht, oder Sie dürfen es nicht mehr lesen',
        'Anlagen/Intern „Kurse Räume“/Plan.txt: ließ sich nicht ausgeben; der Fehler wurde im Portal aufgezeichnet',
        '',
      ].join('\r\n'),
    );
  });
});

describe('packing', () => {
  it('says how far it is', async () => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id, items } = await own();
    const seen = [];
    while (await packNext(id)) seen.push((await own()).done);
    expect(seen).toEqual(items.map((_, index) => index + 1));
    expect(await own()).toMatchObject({ state: 'finished', outdated: false });
  });

  it('lets the PDFs of others go between', async () => {
    for (const title of ['A', 'B', 'C', 'D']) await makePaper(alliance, undefined, title);
    const other = await makePaper(alliance, undefined, 'Eilig');
    await beginArchive(await alliance.as('member'), alliance.groupId, { formats: ['pdf'], language: 'de' });
    const packed = runDueJobs();
    const { exported } = await documentExport(await alliance.as('lead'), other.id, 'de');
    await exportDocument(exported, 'archive');
    expect((await own()).state).toBe('running');
    await packed;
    expect((await own()).state).toBe('finished');
  });

  it('begins once, however often one asks, and anew once it is done', async () => {
    await fillGroup();
    const member = await alliance.as('member');
    await Promise.all([1, 2, 3].map(() => beginArchive(member, alliance.groupId, markdown)));
    const { id } = await own();
    await runDueJobs();
    expect(await db.select().from(groupArchives)).toHaveLength(1);
    await pack();
    expect((await own()).id).not.toBe(id);
    expect(readdirSync(join(settings().dataDir, 'archives'))).toEqual([`${(await own()).id}.zip`]);
  });

  it('goes on after a restart behind what was whole', async () => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id } = await own();
    for (let step = 0; step < 3; step += 1) await packNext(id);
    // What was being written when the power went.
    await appendFile(pathOfArchive(id), 'halb geschriebenes');
    const before = await own();
    await runDueJobs();
    expect(await own()).toMatchObject({ id, state: 'finished', createdAt: before.createdAt });
    expect((await fetched()).names).toHaveLength(6);
  });

  it.each([
    ['is gone', (path: string) => rm(path)],
    ['is shorter than it was', (path: string) => truncate(path, 3)],
  ])('says that it has to begin anew where the file %s', async (_, harm) => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id } = await own();
    await packNext(id);
    await harm(pathOfArchive(id));
    expect(await logged(() => runDueJobs())).toBe(1);
    expect(await own()).toMatchObject({ state: 'failed', failure: 'archiveBroken' });
    await pack();
    expect(await own()).toMatchObject({ state: 'finished' });
  });

  it('stops where it is discarded, and leaves nothing', async () => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id } = await own();
    await packNext(id);
    await discardArchive(await alliance.as('member'), alliance.groupId);
    await runDueJobs();
    expect(await db.select().from(groupArchives)).toEqual([]);
    expect(existsSync(pathOfArchive(id))).toBe(false);
  });
});

describe('what was packed', () => {
  it('is given out for a day, and then deleted', async () => {
    await fillGroup();
    await pack();
    const { id, endedAt } = await own();
    const end = keptUntil(endedAt!).getTime();
    await forgetArchives(end - 1000);
    expect((await readFile(pathOfArchive(id))).length).toBeGreaterThan(0);
    await write((tx) => tx.update(groupArchives).set({ endedAt: new Date(endedAt!.getTime() - dayInMs) }));
    expect(await ownArchive(await alliance.as('member'), alliance.groupId)).toBeUndefined();
    await expect(archiveFile(await alliance.as('member'), alliance.groupId, id)).rejects.toThrow(NotFound);
    await forgetArchives();
    expect(await db.select().from(groupArchives)).toEqual([]);
    expect(existsSync(pathOfArchive(id))).toBe(false);
  });

  it('is not forgotten while it is packed; files that belong to nothing are', async () => {
    await fillGroup();
    await beginArchive(await alliance.as('member'), alliance.groupId, markdown);
    const { id } = await own();
    await packNext(id);
    await writeFile(pathOfArchive(nobody), 'verwaist');
    await forgetArchives(Date.now() + 30 * dayInMs);
    expect([existsSync(pathOfArchive(id)), existsSync(pathOfArchive(nobody))]).toEqual([true, false]);
    await runDueJobs();
    expect(await own()).toMatchObject({ state: 'finished' });
  });
});
