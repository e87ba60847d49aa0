/** Beginning, finding, sorting, moving and discarding documents. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  auditLog,
  db,
  documentLabels,
  documentTemplates,
  files,
  groups,
  liveSnapshots,
  liveUpdates,
  texts,
  versions,
  write,
} from '~db/client.server';
import type { GroupId, TemplateId } from '~db/values';
import { documentToUpdate, paperFromYDoc } from '~/editor/shared-document';
import { createDocument, duplicateDocument } from '~/features/documents/creating.server';
import { changeHead, emptyTrash, moveDocument, restoreDocument, trashDocument } from '~/features/documents/keeping.server';
import { type ListQuery, listDocuments, listTrash } from '~/features/documents/listing.server';
import { documentPage } from '~/features/documents/page.server';
import { newDocumentSchema } from '~/features/documents/documents';
import { linksOf } from '~/features/documents/room.server';
import { createText, readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { endSession } from '~/texts/sessions.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { paper, paragraph, wholePaper } from '../../editor/examples';
import { type Draft, beginDocument, beginning, documentRow, put, share, writeText } from './paper';

useDatabase();

let alliance: Alliance;
let draft: Draft;

beforeEach(async () => {
  alliance = await makeAlliance();
  draft = await beginDocument(alliance);
});

const everything: ListQuery = { order: 'changed', state: null, label: null, words: '', page: 1 };
const refusedTo = async (roles: readonly Role[], step: (role: Role) => Promise<unknown>) => {
  for (const role of roles) await expect(step(role), role).rejects.toBeInstanceOf(NotFound);
};

describe('beginning', () => {
  it('is refused to all who do not write in the group', async () => {
    await refusedTo(['office', 'guest', 'partner', 'stranger'], async (role) =>
      createDocument(await alliance.as(role), alliance.groupId, { ...beginning, labels: [] }),
    );
  });

  it('is refused in a group at rest', async () => {
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }).where(eq(groups.id, alliance.groupId)));
    await refusedTo(['member'], async (role) =>
      createDocument(await alliance.as(role), alliance.groupId, { ...beginning, labels: [] }),
    );
  });

  it('takes over what the template says, as long as it is offered', async () => {
    const template = await makeTemplate();
    const id = await createDocument(await alliance.as('member'), alliance.groupId, { ...beginning, labels: [], template });
    expect(paperFromYDoc(await readText((await documentRow(id))!.textId))).toEqual(wholePaper);
    await write((tx) => tx.update(documentTemplates).set({ offered: false }));
    await refusedTo(['member'], async (role) =>
      createDocument(await alliance.as(role), alliance.groupId, { ...beginning, labels: [], template }),
    );
  });

  it('asks for a title, and takes labels as they are typed', () => {
    expect(newDocumentSchema.safeParse({ title: ' ', genre: 'position' }).success).toBe(false);
    expect(newDocumentSchema.parse({ title: 'x', genre: 'position', labels: ' Haushalt,, Frist  Mai ,Haushalt' }).labels).toEqual([
      'Haushalt',
      'Frist Mai',
    ]);
    const many = Array.from({ length: 11 }, (_, n) => `wort${n}`).join(',');
    expect(newDocumentSchema.safeParse({ title: 'x', genre: 'position', labels: many }).success).toBe(false);
  });
});

async function makeTemplate(): Promise<TemplateId> {
  return write(async (tx) => {
    const textId = await createText(tx, 'paper', documentToUpdate(wholePaper));
    const [row] = await tx
      .insert(documentTemplates)
      .values({ textId, name: 'Vorlage', genre: 'position' })
      .returning({ id: documentTemplates.id });
    return row!.id;
  });
}

describe('the list', () => {
  const titles = async (role: Role, query: Partial<ListQuery> = {}) =>
    (await listDocuments(await alliance.as(role), alliance.groupId, { ...everything, ...query })).documents.map(({ title }) => title);

  it('is no business of those outside of the group, and shows guests what is shared with them', async () => {
    await refusedTo(['partner', 'stranger'], (role) => titles(role));
    expect(await titles('guest')).toEqual([]);
    await share(draft);
    expect(await titles('guest')).toEqual([beginning.title]);
  });

  it('is narrowed by words, state and label, and leaves out what is archived or in the trash', async () => {
    const labelled = await beginDocument(alliance, { title: 'Haushalt 2027', labels: ['Geld'] });
    const old = await beginDocument(alliance, { title: 'Alt' });
    await put(old.id, { state: 'archived' });
    const gone = await beginDocument(alliance, { title: 'Weg' });
    await put(gone.id, { trashedAt: new Date() });
    expect((await titles('office')).sort()).toEqual(['Haushalt 2027', beginning.title]);
    expect(await titles('office', { words: 'SCHÍCHT' })).toEqual([beginning.title]);
    expect(await titles('office', { label: 'Geld' })).toEqual(['Haushalt 2027']);
    expect(await titles('office', { state: 'archived' })).toEqual(['Alt']);
    expect(await titles('office', { order: 'title' })).toEqual(['Haushalt 2027', beginning.title]);
    await writeText(labelled, [paragraph('neu')]);
    await expect.poll(() => titles('office')).toEqual(['Haushalt 2027', beginning.title]);
  });

  it('pages what is long', async () => {
    for (let n = 0; n < 31; n += 1) await beginDocument(alliance, { title: `Papier ${n}` });
    const list = (page: number) => alliance.as('member').then((actor) => listDocuments(actor, alliance.groupId, { ...everything, page }));
    expect((await list(1)).documents).toHaveLength(30);
    expect((await list(2)).documents).toHaveLength(2);
    expect(await list(99)).toMatchObject({ page: 2, pages: 2, found: 32 });
  });
});

describe('head and labels', () => {
  it('are changed by the group alone', async () => {
    await share(draft);
    await refusedTo(['office', 'guest', 'partner', 'stranger'], async (role) =>
      changeHead(await alliance.as(role), draft.id, { title: 'Anders', genre: 'concept', labels: [] }),
    );
  });

  it('stay as they are once it is no draft; labels may still change', async () => {
    await put(draft.id, { state: 'in_review' });
    await changeHead(await alliance.as('member'), draft.id, { title: 'Anders', genre: 'concept', labels: ['Geld'] });
    expect(await documentRow(draft.id)).toMatchObject({ title: beginning.title, genre: 'position' });
    expect(await db.select({ label: documentLabels.label }).from(documentLabels)).toEqual([{ label: 'Geld' }]);
  });
});

describe('a copy', () => {
  it('is a draft of its own with the same words', async () => {
    const words = wholePaper.content.filter(({ type }) => type !== 'image');
    await writeText(draft, words);
    await refusedTo(['office', 'guest', 'partner'], async (role) => duplicateDocument(await alliance.as(role), draft.id, 'Kopie'));
    const copy = await duplicateDocument(await alliance.as('member'), draft.id, 'Kopie');
    const row = (await documentRow(copy))!;
    expect(row).toMatchObject({ title: 'Kopie', state: 'draft', supersedes: null });
    expect(paperFromYDoc(await readText(row.textId)).content).toEqual(words);
    expect(row.textId).not.toBe(draft.textId);
  });

  it('has images of its own, which stay when the first document goes', async () => {
    const [image] = await write((tx) =>
      tx
        .insert(files)
        .values({
          documentId: draft.id,
          name: 'säulen.png',
          kind: 'png',
          size: 1,
          sha256: 'a'.repeat(64),
          width: 800,
          height: 600,
          inline: true,
          uploadedBy: alliance.ids.member,
          uploadedAt: new Date(),
        })
        .returning({ id: files.id }),
    );
    const named = (fileId: string) =>
      wholePaper.content.map((block) => (block.type === 'image' ? { ...block, attrs: { ...block.attrs, fileId } } : block));
    await writeText(draft, named(image!.id));
    const copy = await duplicateDocument(await alliance.as('member'), draft.id, 'Kopie');
    const [own] = await db.select().from(files).where(eq(files.documentId, copy));
    expect(own).toMatchObject({ sha256: 'a'.repeat(64), inline: true });
    expect(own!.id).not.toBe(image!.id);
    expect(paperFromYDoc(await readText((await documentRow(copy))!.textId)).content).toEqual(named(own!.id));
  });
});

describe('the trash', () => {
  it('takes drafts by lead, minute-taker and creator, and nobody else’s', async () => {
    const other = await beginDocument(alliance);
    await put(other.id, { createdBy: alliance.ids.lead });
    await refusedTo(['office', 'member', 'guest', 'partner', 'stranger'], async (role) =>
      trashDocument(await alliance.as(role), other.id),
    );
    await trashDocument(await alliance.as('member'), draft.id);
    await refusedTo(['lead', 'member', 'office'], async (role) => documentPage(await alliance.as(role), draft.id, { language: 'de', check: false }));
    expect(await listTrash(await alliance.as('lead'), alliance.groupId)).toMatchObject([{ id: draft.id }]);
    expect(await listTrash(await alliance.as('guest'), alliance.groupId)).toEqual([]);
    await restoreDocument(await alliance.as('lead'), draft.id);
    expect(await documentPage(await alliance.as('member'), draft.id, { language: 'de', check: false })).toMatchObject({ id: draft.id });
  });

  it('never takes what was adopted; the database itself refuses', async () => {
    await put(draft.id, { state: 'adopted', adoptedAt: new Date() });
    await refusedTo(['lead'], async (role) => trashDocument(await alliance.as(role), draft.id));
    await expect(put(draft.id, { trashedAt: new Date() })).rejects.toThrow(/never changes|Failed query/);
    await expect(put(draft.id, { title: 'Anders' })).rejects.toThrow();
    await expect(put(draft.id, { state: 'draft' })).rejects.toThrow();
  });

  it('lets go for good after thirty days, text and versions included, and nothing before', async () => {
    await writeText(draft, [paragraph('weg damit')]);
    await endSession(draft.textId);
    await trashDocument(await alliance.as('member'), draft.id);
    const day = 86_400_000;
    expect(await emptyTrash(new Date(Date.now() + 29 * day))).toBe(0);
    expect(await emptyTrash(new Date(Date.now() + 31 * day))).toBe(1);
    for (const table of [texts, versions, liveUpdates, liveSnapshots]) expect(await db.select().from(table)).toEqual([]);
    expect(await documentRow(draft.id)).toBeUndefined();
    expect(await db.select().from(auditLog).where(eq(auditLog.action, 'document.discarded'))).toMatchObject([
      { objectName: beginning.title, actorName: 'Portal' },
    ]);
  });

  it('leaves a version of a text alone that is in use', async () => {
    await writeText(draft, [paragraph('bleibt')]);
    await endSession(draft.textId);
    await expect(write((tx) => tx.delete(versions))).rejects.toThrow();
  });
});

describe('moving', () => {
  let other: { id: GroupId; slug: string };
  beforeEach(async () => {
    const elsewhere = await makeAlliance('wohnen');
    other = { id: elsewhere.groupId, slug: elsewhere.slug };
  });

  it('is for the Geschäftsstelle alone', async () => {
    await refusedTo(['lead', 'secretary', 'member', 'guest', 'partner'], async (role) =>
      moveDocument(await alliance.as(role), draft.id, other.id),
    );
  });

  it('takes it from those who were in the old group only', async () => {
    expect(await moveDocument(await alliance.as('office'), draft.id, other.id)).toBe(other.slug);
    await refusedTo(['lead', 'member'], async (role) => documentPage(await alliance.as(role), draft.id, { language: 'de', check: false }));
    const told = await db.select({ action: auditLog.action, groupId: auditLog.groupId }).from(auditLog);
    expect(told).toContainEqual({ action: 'document.movedAway', groupId: alliance.groupId });
    expect(told).toContainEqual({ action: 'document.movedHere', groupId: other.id });
  });

  it('is refused to a group at rest, and to its own', async () => {
    const office = await alliance.as('office');
    await expect(moveDocument(office, draft.id, alliance.groupId)).rejects.toBeInstanceOf(Rejected);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }).where(eq(groups.id, other.id)));
    await expect(moveDocument(office, draft.id, other.id)).rejects.toMatchObject({ code: 'groupArchived' });
  });
});

describe('links between documents', () => {
  const linked = (id: string) =>
    paper(paragraph({ type: 'text', text: 'dort', marks: [{ type: 'link', attrs: { href: `/dokumente/${id}` } }] }));

  it('are found in the text, each once', () => {
    const twice = paper(...linked('abcdefgh23456789').content, ...linked('abcdefgh23456789').content);
    expect(linksOf(twice)).toEqual(['abcdefgh23456789']);
    expect(linksOf(paper(paragraph('https://a.example/dokumente/abcdefgh23456789')))).toEqual([]);
  });

  it('lead back from the other document, for those who may read the one they come from', async () => {
    const target = await beginDocument(alliance, { title: 'Ziel' });
    await writeText(draft, linked(target.id).content);
    const back = async (role: Role) => (await documentPage(await alliance.as(role), target.id, { language: 'de', check: false })).backlinks.map(({ id }) => id);
    await expect.poll(() => back('member')).toEqual([draft.id]);
    await share(target);
    expect(await back('partner')).toEqual([]);
    await writeText(draft, [paragraph('nichts mehr')]);
    await expect.poll(() => back('member')).toEqual([]);
  });
});

describe('the last change', () => {
  it('is noted with whoever wrote it', async () => {
    const before = (await documentRow(draft.id))!;
    await put(draft.id, { changedBy: alliance.ids.lead, changedAt: new Date(0) });
    await writeText(draft, [paragraph('von mir')]);
    await expect.poll(async () => (await documentRow(draft.id))!.changedBy).toBe(alliance.ids.member);
    expect((await documentRow(draft.id))!.changedAt.getTime()).toBeGreaterThanOrEqual(before.changedAt.getTime());
  });
});
