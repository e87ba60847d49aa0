import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, db, documentImports, documents, files, groups, jobs, memberships, write } from '~db/client.server';
import type { Actor } from '~/access/policy';
import { paperFromYDoc } from '~/editor/shared-document';
import { importId, type ImportId } from '~/features/documents/import';
import {
  beginImport,
  discardImport,
  handleDocumentImports,
  makeImported,
  readImport,
  recentImports,
} from '~/features/documents/import.server';
import { forgetFiles } from '~/features/files/trash.server';
import { readText } from '~/live/log.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { largestFile } from '~/services/files/kinds';
import { type Received, pathOf, receive } from '~/services/files/store.server';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { settings, useSettings } from '~/services/settings.server';
import { type Alliance, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { png } from '../../texts/export/exports';
import { docx, p, picture, run, styled, style } from '../../texts/import/files';

useDatabase();
handleDocumentImports();

const nobody = importId.parse('aaaaaaaaaaaaaaaa');
const wanted = { intent: 'make', title: 'Papier', genre: 'position' } as const;
const members = ['lead', 'secretary', 'member'] as const;

const received = (bytes: Uint8Array, name = 'Papier.docx'): Promise<Received> => receive(Readable.from([bytes]), largestFile, name);

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

async function begin(bytes: Uint8Array, name = 'Papier.docx', actor?: Actor): Promise<ImportId> {
  return beginImport(actor ?? (await alliance.as('member')), alliance.groupId, { name, content: await received(bytes, name) });
}

const rowOf = async (id: ImportId) => (await db.select().from(documentImports).where(eq(documentImports.id, id)))[0]!;

const small = () => docx({ body: p('Kurse fehlen auf dem Land.') });
const changed = () => docx({ body: p(`${run('Kurse ')}<w:del w:id="1">${run('für alle')}</w:del><w:ins w:id="2">${run('für viele')}</w:ins>`) });

const commands: ((actor: Actor) => Promise<unknown>)[] = [
  async (actor) => begin(await small(), 'Papier.docx', actor),
  (actor) => readImport(actor, alliance.groupId, nobody),
  (actor) => makeImported(actor, alliance.groupId, nobody, wanted),
  (actor) => discardImport(actor, alliance.groupId, nobody),
  (actor) => recentImports(actor, alliance.groupId),
];

describe('reading in a file', () => {
  it.each(cast.filter((role) => !members.some((member) => member === role)))('is refused to %s', async (role) => {
    for (const command of commands) await expect(command(await alliance.as(role))).rejects.toThrow(NotFound);
    expect(await db.select().from(documentImports)).toEqual([]);
  });

  it('asks visitors to sign in', async () => {
    for (const command of commands) await expect(command({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
  });

  it('shows an import to nobody but who began it, and in no other group', async () => {
    const id = await begin(await small());
    const other = await makeAlliance('andere');
    await expect(readImport(await alliance.as('lead'), alliance.groupId, id)).rejects.toThrow(NotFound);
    await expect(discardImport(await alliance.as('lead'), alliance.groupId, id)).rejects.toThrow(NotFound);
    await expect(readImport(await other.as('member'), other.groupId, id)).rejects.toThrow(NotFound);
    expect(await readImport(await alliance.as('member'), alliance.groupId, id)).toMatchObject({ state: 'reading' });
  });

  it.each(members)('makes a document of %s', async (role) => {
    const actor = await alliance.as(role);
    const id = await begin(await small(), 'Papier.docx', actor);
    await runDueJobs();
    expect((await rowOf(id)).read).toMatchObject({ title: 'Papier', words: 5, findings: [], hasTrackedChanges: false });
    await makeImported(actor, alliance.groupId, id, wanted);
    await runDueJobs();
    const [document] = await db.select().from(documents);
    expect(document).toMatchObject({ title: 'Papier', genre: 'position', state: 'draft', createdBy: alliance.ids[role] });
    expect(paperFromYDoc(await readText(document!.textId)).content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'Kurse fehlen auf dem Land.' }] },
    ]);
    expect(await rowOf(id)).toMatchObject({ state: 'finished', documentId: document!.id, sha256: null });
    expect((await db.select().from(auditLog)).map(({ action }) => action)).toContain('document.begun');
  });

  it('makes no document of a file that is only read, nor of one that was discarded', async () => {
    const actor = await alliance.as('member');
    const id = await begin(await small());
    await runDueJobs();
    expect(await db.select().from(documents)).toEqual([]);
    await discardImport(actor, alliance.groupId, id);
    await expect(makeImported(actor, alliance.groupId, id, wanted)).rejects.toThrow(NotFound);
    expect(await db.select().from(documentImports)).toEqual([]);
  });

  it('makes one document, however often one asks', async () => {
    const actor = await alliance.as('member');
    const id = await begin(await small());
    await runDueJobs();
    await Promise.all([1, 2, 3].map(() => makeImported(actor, alliance.groupId, id, wanted)));
    await runDueJobs();
    await makeImported(actor, alliance.groupId, id, wanted);
    await runDueJobs();
    expect(await db.select().from(documents)).toHaveLength(1);
  });

  it('goes on after a restart, with what stands in the database', async () => {
    const id = await begin(await small());
    // A job that was cut off is still to be done; its work is done again from the beginning.
    await runDueJobs();
    await write((tx) => tx.update(documentImports).set({ state: 'reading', progress: 40, read: null }));
    await write((tx) => tx.update(jobs).set({ doneAt: null, runAt: new Date(0) }));
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'ready', read: { words: 5 } });
  });

  it('keeps the file until it is a document, and no longer', async () => {
    const id = await begin(await small());
    const path = pathOf((await rowOf(id)).sha256!);
    const long = new Date('2020-01-01');
    await utimes(path, long, long);
    await forgetFiles();
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'finished' });
    expect(existsSync(path)).toBe(true);
    await forgetFiles();
    expect(existsSync(path)).toBe(false);
  });
});

describe('tracked changes', () => {
  it('are not taken before somebody says how', async () => {
    const actor = await alliance.as('member');
    const id = await begin(await changed());
    await runDueJobs();
    await expect(makeImported(actor, alliance.groupId, id, wanted)).rejects.toThrow(new Rejected('chooseChanges', {}, 'changes'));
    await runDueJobs();
    expect(await db.select().from(documents)).toEqual([]);
  });

  it.each([
    ['accept', 'Kurse für viele'],
    ['reject', 'Kurse für alle'],
  ] as const)('are taken as somebody says: %s', async (changes, text) => {
    const id = await begin(await changed());
    await runDueJobs();
    expect((await rowOf(id)).read?.findings).toEqual([
      { kind: 'trackedInsertion', count: 1, example: 'für viele' },
      { kind: 'trackedDeletion', count: 1, example: 'für alle' },
    ]);
    await makeImported(await alliance.as('member'), alliance.groupId, id, { ...wanted, changes });
    await runDueJobs();
    const [document] = await db.select().from(documents);
    expect(paperFromYDoc(await readText(document!.textId)).content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text }] }]);
  });
});

describe('images of a text', () => {
  const illustrated = () =>
    docx({
      body: p('Davor') + p(picture('rId1', 'descr="Säulen"')) + styled('Beschriftung', 'Plätze je Jahr'),
      styles: style('Beschriftung', 'caption'),
      links: { rId1: 'media/image1.png' },
      media: { 'image1.png': png(8, 6) },
    });

  it('become files of the document', async () => {
    const id = await begin(await illustrated());
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await runDueJobs();
    const [document] = await db.select().from(documents);
    const [file] = await db.select().from(files);
    expect(file).toMatchObject({ documentId: document!.id, name: 'image1.png', kind: 'png', inline: true, width: 8, height: 6 });
    expect(paperFromYDoc(await readText(document!.textId)).content[1]).toEqual({
      type: 'image',
      attrs: { fileId: file!.id, alt: 'Säulen', caption: 'Plätze je Jahr', width: 50, pixelWidth: 8, pixelHeight: 6 },
    });
  });

  it('that the group has no room for leave everything as it was, with the reason', async () => {
    useSettings({ groupFileBytes: 10 });
    const id = await begin(await illustrated());
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'ready', failure: { code: 'groupFilesFull' } });
    expect(await db.select().from(documents)).toEqual([]);
    expect(await db.select().from(files)).toEqual([]);
  });

  it('that are refused are left out and named', async () => {
    const broken = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
    const id = await begin(await docx({ body: p('Davor') + p(picture('rId1')), links: { rId1: 'media/kaputt.png' }, media: { 'kaputt.png': broken } }));
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'finished', read: { findings: [{ kind: 'imageRefused', count: 1, example: 'kaputt.png' }] } });
    expect(await db.select().from(files)).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('ends in a reason: a file that can not be read', async () => {
    const id = await begin(Buffer.from('%PDF-1.7'), 'Papier.docx');
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: { code: 'textPdf' } });
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await runDueJobs();
    expect(await db.select().from(documents)).toEqual([]);
  });

  it('ends it: who brought the file is no longer a member when the document is made', async () => {
    const id = await begin(await small());
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await write((tx) => tx.delete(memberships).where(eq(memberships.personId, alliance.ids.member)));
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: { code: 'importStopped' } });
    expect(await db.select().from(documents)).toEqual([]);
  });

  it('ends it: the group was archived meanwhile', async () => {
    const id = await begin(await small());
    await runDueJobs();
    await makeImported(await alliance.as('member'), alliance.groupId, id, wanted);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'failed' });
  });

  it('is tried again: a disk that did not answer', async () => {
    const id = await begin(await small());
    const { dataDir } = settings();
    useSettings({ dataDir: `${dataDir}/fort` });
    await runDueJobs().catch(() => undefined);
    expect(await rowOf(id)).toMatchObject({ state: 'reading' });
    useSettings({ dataDir });
    await write((tx) => tx.update(jobs).set({ runAt: new Date(0) }));
    await runDueJobs();
    expect(await rowOf(id)).toMatchObject({ state: 'ready' });
  });
});
