/** The draft of a text as a document: read once for as long as nothing more is written to it. */
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { liveUpdates, textAuthors, texts, write } from '~db/client.server';
import type { TextId } from '~db/values';
import { documentFromYDoc, documentToUpdate, fragmentOf, toElement } from '~/editor/shared-document';
import { registerTextKind } from '~/live/kinds.server';
import { createText, readText } from '~/live/log.server';
import { editRoom, holdRoom, openRooms, releaseRoom } from '~/live/rooms.server';
import { NotFound } from '~/services/errors';
import { keepDraft, readDraft } from '~/texts/draft.server';
import { paragraph } from '../editor/examples';
import { useDatabase } from '../setup/database';

useDatabase();

let textId: TextId;

beforeEach(async () => {
  registerTextKind('paper', {
    access: async () => null,
    changed: async (id, doc, sequence) => void keepDraft(id, 'paper', doc, sequence),
  });
  textId = await write(async (tx) =>
    createText(tx, 'paper', documentToUpdate({ type: 'paper', content: [paragraph('Eins.')] })),
  );
});

const adding = (words: string) => (ydoc: Y.Doc) => fragmentOf(ydoc).push([toElement(paragraph(words))]);
const resting = () => expect.poll(openRooms).toEqual([]);
const fresh = async () => documentFromYDoc(await readText(textId), 'paper');

it('is not read again while nothing is written, and not after its log was folded', async () => {
  const first = await readDraft(textId, 'paper');
  expect(await readDraft(textId, 'paper')).toBe(first);
  releaseRoom(await holdRoom(textId));
  await resting();
  expect(await readDraft(textId, 'paper')).toEqual(first);
});

it('is what has just been confirmed, also before it was derived from', async () => {
  await readDraft(textId, 'paper');
  const room = await holdRoom(textId);
  for (const words of ['Zwei.', 'Drei.', 'Vier: ß, ä, 👩‍👩‍👧.']) {
    await editRoom(textId, adding(words));
    const document = await readDraft(textId, 'paper');
    expect(document).toEqual(await fresh());
    expect(JSON.stringify(document)).toContain(words);
  }
  releaseRoom(room);
  await resting();
});

it('is what was derived from at last, once the text is at rest', async () => {
  await editRoom(textId, adding('Zwei.'));
  await resting();
  const derived = await readDraft(textId, 'paper');
  expect(derived).toEqual(await fresh());
  expect(await readDraft(textId, 'paper')).toBe(derived);
});

it('of a text that is gone is not shown from memory', async () => {
  await readDraft(textId, 'paper');
  await write(async (tx) => {
    await tx.delete(liveUpdates).where(eq(liveUpdates.textId, textId));
    await tx.delete(textAuthors).where(eq(textAuthors.textId, textId));
    await tx.delete(texts).where(eq(texts.id, textId));
  });
  await expect(readDraft(textId, 'paper')).rejects.toThrow(NotFound);
});
