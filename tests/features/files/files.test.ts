/** Files of meetings and documents: who may, what is refused, what the trash and the hashes do. */
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, documents, files, meetings, memberships, minutes, participants, texts, write } from '~db/client.server';
import type { DocumentState, FileId, MeetingId } from '~db/values';
import type { Actor } from '~/access/policy';
import type { Parent } from '~/features/files/files';
import { attachFile, fileFor, listFiles, pageOfFile, removeFile, restoreFile } from '~/features/files/files.server';
import { fileAnswer } from '~/features/files/serving.server';
import { forgetFiles } from '~/features/files/trash.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { pathOf, receive } from '~/services/files/store.server';
import { settings, useSettings } from '~/services/settings.server';
import { type Alliance, type Role, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import * as example from '../../services/files/examples';
import { begin, makeMeeting, sendToReview } from '../minutes/session';

useDatabase();

const visitor: Actor = { kind: 'visitor' };
const day = 86_400_000;

async function* once(content: Buffer) {
  yield await Promise.resolve(content);
}

const add = async (actor: Actor, parent: Parent, name = 'plan.pdf', content: Buffer = example.pdf, inline = false) =>
  attachFile(actor, parent, { name, content: await receive(once(content), 1_000_000, name), inline });

/** A meeting that lies ahead. */
async function withMeeting(): Promise<{ alliance: Alliance; parent: Parent & { kind: 'meeting' } }> {
  const alliance = await makeAlliance();
  const { id } = await makeMeeting(alliance, 1, new Date(Date.now() + 7 * day));
  return { alliance, parent: { kind: 'meeting', id } };
}

async function withDocument(state: DocumentState = 'draft'): Promise<{ alliance: Alliance; parent: Parent & { kind: 'document' } }> {
  const alliance = await makeAlliance();
  const now = new Date();
  const id = await write(async (tx) => {
    const [text] = await tx.insert(texts).values({ kind: 'paper', createdAt: now }).returning({ id: texts.id });
    const [row] = await tx
      .insert(documents)
      .values({
        groupId: alliance.groupId,
        textId: text!.id,
        title: 'Positionspapier',
        searchTitle: 'positionspapier',
        genre: 'position',
        state,
        createdAt: now,
        createdBy: alliance.ids.lead,
        changedAt: now,
      })
      .returning({ id: documents.id });
    return row!.id;
  });
  return { alliance, parent: { kind: 'document', id } };
}

const incoming = () => {
  const folder = join(settings().dataDir, 'files/incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const rows = () => db.select().from(files);
const others = (...may: Role[]) => cast.filter((role) => !may.includes(role));

describe('files of a meeting', () => {
  it.each(others('office', 'lead', 'secretary'))('are neither added nor taken away by %s', async (role) => {
    const { alliance, parent } = await withMeeting();
    const actor = await alliance.as(role);
    await expect(add(actor, parent)).rejects.toThrow(NotFound);
    expect([incoming(), await rows()]).toEqual([[], []]);
    const { id } = await add(await alliance.as('lead'), parent);
    await expect(removeFile(actor, id)).rejects.toThrow(NotFound);
    await removeFile(await alliance.as('lead'), id);
    await expect(restoreFile(actor, id)).rejects.toThrow(NotFound);
  });

  it.each(others('office', 'lead', 'secretary', 'member'))('are not seen by %s', async (role) => {
    const { alliance, parent } = await withMeeting();
    const { id } = await add(await alliance.as('lead'), parent);
    const actor = await alliance.as(role);
    await expect(listFiles(actor, parent)).rejects.toThrow(NotFound);
    await expect(fileFor(actor, id)).rejects.toThrow(NotFound);
    await expect(pageOfFile(actor, id)).rejects.toThrow(NotFound);
    expect(await fileAnswer(actor, id)).toBeUndefined();
  });

  it('are closed to visitors', async () => {
    const { alliance, parent } = await withMeeting();
    const { id } = await add(await alliance.as('lead'), parent);
    await expect(add(visitor, parent)).rejects.toThrow(SignInRequired);
    await expect(removeFile(visitor, id)).rejects.toThrow(SignInRequired);
    await expect(listFiles(visitor, parent)).rejects.toThrow(NotFound);
    expect(await fileAnswer(visitor, id)).toBeUndefined();
  });

  it('are closed to the leads of other groups', async () => {
    const { alliance, parent } = await withMeeting();
    const { id } = await add(await alliance.as('lead'), parent);
    const stranger = await (await makeAlliance('wohnen')).as('lead');
    await expect(add(stranger, parent)).rejects.toThrow(NotFound);
    await expect(fileFor(stranger, id)).rejects.toThrow(NotFound);
  });

  it('are gone with the role, at once', async () => {
    const { alliance, parent } = await withMeeting();
    const { id } = await add(await alliance.as('lead'), parent);
    expect(await fileAnswer(await alliance.as('member'), id)).toBeDefined();
    await write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.member)));
    expect(await fileAnswer(await alliance.as('member'), id)).toBeUndefined();
  });

  it.each(['office', 'lead', 'secretary'] as const)('are added by %s, and read by all who read the meeting', async (role) => {
    const { alliance, parent } = await withMeeting();
    const { id } = await add(await alliance.as(role), parent, 'Fahrplan Süd.pdf');
    const meetingId = parent.id;
    await write((tx) =>
      tx.insert(participants).values({ meetingId, personId: alliance.ids.guest, name: 'Gast', role: 'guest', invited: true }),
    );
    for (const reader of ['office', 'lead', 'secretary', 'member', 'guest'] as const) {
      const list = await listFiles(await alliance.as(reader), parent);
      const may = ['office', 'lead', 'secretary'].includes(reader);
      expect(list).toMatchObject({ files: [{ id, name: 'Fahrplan Süd.pdf', kind: 'pdf', size: example.pdf.length, by: `Person ${role}` }], removed: [] });
      expect([reader, list.mayAdd, list.mayRemove]).toEqual([reader, may, may]);
      expect(await fileAnswer(await alliance.as(reader), id)).toBeDefined();
    }
  });

  it('are refused to a meeting that is called off', async () => {
    const { alliance, parent } = await withMeeting();
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, parent.id)));
    await expect(add(await alliance.as('lead'), parent)).rejects.toMatchObject({ code: 'meetingCancelled' });
    expect(incoming()).toEqual([]);
  });

  it('stay once the minutes have left the draft; more may still come', async () => {
    const alliance = await makeAlliance();
    const begun = await begin(alliance);
    const parent: Parent = { kind: 'meeting', id: begun.meeting.id };
    const lead = await alliance.as('lead');
    const { id } = await add(lead, parent);
    await sendToReview(begun);
    await expect(removeFile(lead, id)).rejects.toMatchObject({ code: 'minutesSettled' });
    await add(lead, parent, 'Folien.pptx', example.pptx);
    expect(await listFiles(lead, parent)).toMatchObject({ files: [{}, {}], mayAdd: true, mayRemove: false });
    expect(await db.select().from(minutes)).toHaveLength(1);
  });

  it('are told of in the log of the group', async () => {
    const { alliance, parent } = await withMeeting();
    const lead = await alliance.as('lead');
    const { id } = await add(lead, parent);
    await removeFile(lead, id);
    await restoreFile(lead, id);
    const entries = await db.select().from(auditLog).where(eq(auditLog.groupId, alliance.groupId));
    expect(entries.map(({ action, objectId, details }) => [action, objectId, details])).toEqual(
      ['file.attached', 'file.removed', 'file.restored'].map((action) => [action, parent.id, { file: 'plan.pdf' }]),
    );
  });
});

describe('what is refused', () => {
  it.each<[string, Buffer, string]>([
    ['bild.svg', example.svg, 'fileSvg'],
    ['plan.png', example.pdf, 'fileNamedWrong'],
    ['bericht.docx', example.docm, 'fileMacros'],
  ])('leaves nothing: %s', async (name, content, code) => {
    const { alliance, parent } = await withMeeting();
    await expect(add(await alliance.as('lead'), parent, name, content)).rejects.toMatchObject({ code, field: 'file' });
    expect([incoming(), await rows()]).toEqual([[], []]);
  });

  it('when a virus scanner is configured that does not answer', async () => {
    const { alliance, parent } = await withMeeting();
    useSettings({ clamd: { path: join(settings().dataDir, 'nobody.sock') } });
    try {
      await expect(add(await alliance.as('lead'), parent)).rejects.toMatchObject({ code: 'scannerSilent' });
    } finally {
      useSettings({ clamd: undefined });
    }
    expect([incoming(), await rows()]).toEqual([[], []]);
  });

  it('when the files of the group are too many; the trash does not count', async () => {
    const { alliance, parent } = await withMeeting();
    const lead = await alliance.as('lead');
    const before = settings().groupFileBytes;
    useSettings({ groupFileBytes: 2 * example.pdf.length });
    try {
      const first = await add(lead, parent, 'a.pdf');
      const elsewhere = await makeMeeting(alliance, 2);
      await add(lead, { kind: 'meeting', id: elsewhere.id }, 'b.pdf');
      await expect(add(lead, parent, 'c.pdf')).rejects.toMatchObject({ code: 'groupFilesFull', field: 'file' });
      await removeFile(lead, first.id);
      await add(lead, parent, 'c.pdf');
      await expect(restoreFile(lead, first.id)).rejects.toMatchObject({ code: 'groupFilesFull' });
      const other = await makeAlliance('wohnen');
      const theirs = await makeMeeting(other);
      await add(await other.as('lead'), { kind: 'meeting', id: theirs.id }, 'd.pdf');
    } finally {
      useSettings({ groupFileBytes: before });
    }
    expect((await rows()).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']);
  });

  it('when the very same is there already, unless it was taken away', async () => {
    const { alliance, parent } = await withMeeting();
    const lead = await alliance.as('lead');
    const { id } = await add(lead, parent);
    await expect(add(lead, parent)).rejects.toMatchObject({ code: 'fileThere', values: { name: 'plan.pdf' } });
    await removeFile(lead, id);
    await add(lead, parent);
    await add(lead, parent, 'plan.pdf', Buffer.concat([example.pdf, Buffer.from('% neuer Stand')]));
    expect((await listFiles(lead, parent)).files).toHaveLength(2);
  });

  it('for the database, whatever code asks for it', async () => {
    const { alliance, parent } = await withMeeting();
    await add(await alliance.as('lead'), parent);
    const [row] = await rows();
    const orphan = { ...row!, id: 'x'.repeat(16) as FileId, meetingId: null };
    await expect(write((tx) => tx.insert(files).values(orphan))).rejects.toThrow(/one meeting, one document or one task/);
  });
});

describe('files of a document', () => {
  it.each(others('lead', 'secretary', 'member'))('are not added by %s, neither images nor attachments', async (role) => {
    const { alliance, parent } = await withDocument();
    const actor = await alliance.as(role);
    await expect(add(actor, parent)).rejects.toThrow(NotFound);
    await expect(add(actor, parent, 'a.png', example.png(), true)).rejects.toThrow(NotFound);
    expect([incoming(), await rows()]).toEqual([[], []]);
  });

  it('are not added once it is frozen', async () => {
    const { alliance, parent } = await withDocument('in_review');
    await expect(add(await alliance.as('lead'), parent)).rejects.toThrow(NotFound);
  });

  it('never change once it is adopted, whatever code asks for it', async () => {
    const { alliance, parent } = await withDocument();
    const lead = await alliance.as('lead');
    const kept = await add(lead, parent);
    const gone = await add(lead, parent, 'alt.pdf');
    await removeFile(lead, gone.id);
    await write((tx) => tx.update(documents).set({ state: 'adopted', adoptedAt: new Date() }).where(eq(documents.id, parent.id)));
    const of = (id: FileId) => eq(files.id, id);
    const message = /files of an adopted document never change/;
    await expect(removeFile(lead, kept.id)).rejects.toThrow(NotFound);
    await expect(write((tx) => tx.update(files).set({ removedAt: new Date() }).where(of(kept.id)))).rejects.toThrow(message);
    await expect(write((tx) => tx.delete(files).where(of(kept.id)))).rejects.toThrow(message);
    const [row] = await db.select().from(files).where(of(kept.id));
    const another = { ...row!, id: 'x'.repeat(16) as FileId };
    await expect(write((tx) => tx.insert(files).values(another))).rejects.toThrow(message);
    await forgetFiles(Date.now() + 31 * day);
    expect((await rows()).map(({ name }) => name)).toEqual(['plan.pdf']);
  });

  it('in its text are images with their size; they are no attachments, and stay', async () => {
    const { alliance, parent } = await withDocument();
    const member = await alliance.as('member');
    await expect(add(member, parent, 'a.pdf', example.pdf, true)).rejects.toMatchObject({ code: 'fileNoImage' });
    const image = await add(member, parent, 'a.png', example.png(40, 30), true);
    expect(image).toEqual({ id: image.id, name: 'a.png', width: 40, height: 30 });
    const attached = await add(member, parent, 'b.png', example.png(40, 30));
    expect((await listFiles(member, parent)).files.map(({ id }) => id)).toEqual([attached.id]);
    await expect(removeFile(await alliance.as('lead'), image.id)).rejects.toThrow(NotFound);
    expect(await fileAnswer(await alliance.as('office'), image.id)).toBeDefined();
  });
});

describe('the trash', () => {
  async function removed() {
    const { alliance, parent } = await withMeeting();
    const lead = await alliance.as('lead');
    const { id } = await add(lead, parent);
    const result = await removeFile(lead, id);
    return { alliance, parent, lead, id, result };
  }

  it('hides a file, and gives it back', async () => {
    const { alliance, parent, lead, id, result } = await removed();
    expect(result).toEqual({ name: 'plan.pdf', path: '/gruppen/sprache/sitzungen/1' });
    expect(await fileAnswer(lead, id)).toBeUndefined();
    expect(await listFiles(lead, parent)).toMatchObject({ files: [], removed: [{ id, name: 'plan.pdf' }] });
    expect((await listFiles(await alliance.as('member'), parent)).removed).toEqual([]);
    await expect(removeFile(lead, id)).rejects.toThrow(NotFound);
    await restoreFile(lead, id);
    expect(await listFiles(lead, parent)).toMatchObject({ files: [{ id }], removed: [] });
    await expect(restoreFile(lead, id)).rejects.toThrow(NotFound);
  });

  it('is emptied after its time, and the content goes after it', async () => {
    const { lead, id } = await removed();
    const { sha256 } = (await rows())[0]!;
    utimesSync(pathOf(sha256), new Date(0), new Date(0));
    await forgetFiles(Date.now() + 29 * day);
    expect([await rows(), existsSync(pathOf(sha256))]).toMatchObject([[{ id }], true]);
    await forgetFiles(Date.now() + 31 * day);
    expect([await rows(), existsSync(pathOf(sha256))]).toEqual([[], false]);
    await expect(restoreFile(lead, id)).rejects.toThrow(NotFound);
  });
});

describe('content', () => {
  it('is kept once for all files that are the same, as long as one of them is there', async () => {
    const { alliance, parent } = await withMeeting();
    const lead = await alliance.as('lead');
    const first = await add(lead, parent, 'a.pdf');
    await add(lead, parent, 'b.pdf');
    const { sha256 } = (await rows())[0]!;
    expect((await rows()).map((row) => row.sha256)).toEqual([sha256, sha256]);
    utimesSync(pathOf(sha256), new Date(0), new Date(0));
    await removeFile(lead, first.id);
    await forgetFiles(Date.now() + 31 * day);
    expect([(await rows()).map(({ name }) => name), existsSync(pathOf(sha256))]).toEqual([['b.pdf'], true]);
  });

  it('goes with its parent', async () => {
    const { alliance, parent } = await withMeeting();
    await add(await alliance.as('lead'), parent);
    const { sha256 } = (await rows())[0]!;
    await write((tx) => tx.delete(meetings).where(eq(meetings.id, parent.id as MeetingId)));
    utimesSync(pathOf(sha256), new Date(0), new Date(0));
    await forgetFiles();
    expect([await rows(), existsSync(pathOf(sha256))]).toEqual([[], false]);
  });
});
