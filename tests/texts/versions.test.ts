import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { versions, write } from '~db/client.server';
import type { TextId, VersionId } from '~db/values';
import { replaceDocument } from '~/editor/shared-replacement';
import { readText } from '~/live/log.server';
import { registerTextKind } from '~/live/kinds.server';
import { editRoom } from '~/live/rooms.server';
import { NotFound } from '~/services/errors';
import { freeze, unfreeze } from '~/texts/freezing.server';
import { endSession, endSessions, sessionPause, worked } from '~/texts/sessions.server';
import { asVersion, cutVersion, listVersions, readVersionOf } from '~/texts/versions.server';
import { agendaItem, minutes as document, paragraph, section } from '../editor/examples';
import { makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';
import { makeMinutes, mixed } from './minutes';

useDatabase();
registerTextKind('minutes', { access: async () => null });
afterEach(() => vi.useRealTimers());

async function textOfMinutes(): Promise<TextId> {
  return (await makeMinutes(await makeAlliance())).textId;
}

const cut = (textId: TextId, name: string) =>
  write(async (tx) =>
    cutVersion(tx, textId, { ...asVersion(await readText(textId, tx), 'minutes'), reason: 'named', name, createdBy: null }),
  );

const rewrite = (textId: TextId, words: string) =>
  editRoom(textId, (ydoc) => replaceDocument(ydoc, document(section(agendaItem('1', 'Neu'), paragraph(words)))));

describe('a version', () => {
  it('can be neither changed nor removed', async () => {
    const textId = await textOfMinutes();
    const { id } = await cut(textId, 'Stand');
    const change = write(async (tx) => tx.update(versions).set({ name: 'x' }).where(eq(versions.id, id)));
    await expect(change).rejects.toThrow('a version never changes');
    await expect(write(async (tx) => tx.delete(versions))).rejects.toThrow('a version never changes');
  });

  it('that does not exist is not found', async () => {
    await expect(readVersionOf('minutes', '2222222222222222' as VersionId)).rejects.toThrow(NotFound);
  });

  it('takes the next number of its text, also when several are cut at once and one fails', async () => {
    const alliance = await makeAlliance();
    const { textId } = await makeMinutes(alliance);
    const { textId: other } = await makeMinutes(alliance);
    await Promise.allSettled([
      cut(textId, 'a'),
      write(async (tx) => {
        await cutVersion(tx, textId, { ...asVersion(await readText(textId, tx), 'minutes'), reason: 'named', createdBy: null });
        throw new Error('half-way');
      }),
      cut(textId, 'b'),
      cut(other, 'c'),
    ]);
    expect((await listVersions(textId)).map(({ number, name }) => [number, name])).toEqual([[2, 'b'], [1, 'a']]);
    expect((await listVersions(other)).map(({ number }) => number)).toEqual([1]);
  });

  it('keeps the document word for word, with a SHA-256 that is the same for the same words', async () => {
    const textId = await textOfMinutes();
    const first = await cut(textId, 'a');
    const second = await cut(textId, 'b');
    await rewrite(textId, 'Anders');
    const third = await cut(textId, 'c');
    expect(second.sha256).toBe(first.sha256);
    expect(third.sha256).not.toBe(first.sha256);
    const read = await readVersionOf('minutes', first.id);
    expect(read.intact).toBe(true);
    expect(read.document.content.map(({ content }) => content)).toEqual(mixed.content.map(({ content }) => content));
  });
});

describe('a session of work', () => {
  it('becomes a version once nobody has typed for a while, and only if it says something new', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const textId = await textOfMinutes();
    worked(textId);
    vi.advanceTimersByTime(sessionPause - 1);
    worked(textId);
    vi.advanceTimersByTime(sessionPause - 1);
    expect(await listVersions(textId)).toEqual([]);
    vi.advanceTimersByTime(1);
    await vi.waitFor(async () => expect(await listVersions(textId)).toHaveLength(1));
    await endSession(textId);
    expect(await listVersions(textId)).toHaveLength(1);
  });

  it('is not lost when the portal stops', async () => {
    const textId = await textOfMinutes();
    worked(textId);
    await endSessions();
    expect((await listVersions(textId)).map(({ reason }) => reason)).toEqual(['session']);
  });
});

describe('a frozen text', () => {
  it('takes no edit, and takes them again when it is unfrozen', async () => {
    const textId = await textOfMinutes();
    await write(async (tx) => freeze(tx, textId));
    await expect(rewrite(textId, 'Trotzdem')).rejects.toThrow('frozen');
    await write(async (tx) => unfreeze(tx, textId));
    await rewrite(textId, 'Wieder');
    await endSession(textId);
    expect(await listVersions(textId)).toHaveLength(1);
  });

  it('stays editable when the change that freezes it fails', async () => {
    const textId = await textOfMinutes();
    const failing = write(async (tx) => {
      await freeze(tx, textId);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    await rewrite(textId, 'Noch da');
  });
});
