/** "Neu für mich": what somebody last saw is kept, and what others changed since is told. */
import { beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { textReadings, textStands, write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { documentFromYDoc, fragmentOf } from '~/editor/shared-document';
import { toElement } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { registerTextKind } from '~/live/kinds.server';
import { editRoom } from '~/live/rooms.server';
import { newFor } from '~/texts/comparing.server';
import { keepLook, lastLook, noteReading } from '~/texts/looks.server';
import { endSession } from '~/texts/sessions.server';
import { paragraph } from '../editor/examples';
import { makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';
import { makeMinutes } from './minutes';

useDatabase();
registerTextKind('minutes', { access: async () => null });

let textId: TextId;
let ada: PersonId;
let ben: PersonId;

beforeEach(async () => {
  const alliance = await makeAlliance();
  textId = (await makeMinutes(alliance)).textId;
  [ada, ben] = [alliance.ids.lead, alliance.ids.secretary];
});

const looks = { view: 'inline', language: 'de' } as const;
const yesterday = new Date(Date.now() - 86_400_000);
const text = async () => documentFromYDoc(await readText(textId), 'minutes');
const see = async (person: PersonId, at: Date) => keepLook(person, textId, await text(), at);
const news = (person: PersonId) => newFor({ id: textId, kind: 'minutes' }, person, looks);
const stands = () => write(async (tx) => tx.select({ sha256: textStands.sha256 }).from(textStands));

const add = (words: string, person: PersonId) =>
  editRoom(textId, (ydoc: Y.Doc) => (fragmentOf(ydoc).get(0) as Y.XmlElement).push([toElement(paragraph(words))]), person);

describe('what is new', () => {
  it('is nothing that could be told to who was never here', async () => {
    expect(await news(ada)).toBeNull();
  });

  it('is what others wrote since the last visit, and not what was there', async () => {
    await see(ada, yesterday);
    await add('Das ist neu hinzugekommen.', ben);
    const told = await news(ada);
    expect(told).toMatchObject({ summary: ['1 Absatz eingefügt'], since: yesterday });
    expect(told!.html).toContain('eingefügt von Person secretary');
  });

  it('is not what one wrote oneself', async () => {
    await see(ada, yesterday);
    await add('Von mir selbst.', ada);
    expect(await news(ada)).toMatchObject({ changes: 0 });
    expect(await news(ben)).toBeNull();
  });

  it('stays as long as one reads, and goes with the next visit', async () => {
    await see(ada, yesterday);
    await add('Das ist neu hinzugekommen.', ben);
    const now = new Date();
    await see(ada, now);
    expect(await news(ada)).toMatchObject({ changes: 1 });
    expect(await lastLook(textId, ada, new Date(now.getTime() + 3_600_000))).toMatchObject({ at: now });
  });
});

describe('what somebody saw', () => {
  it('is kept once for all who saw the same, and not at all where a version says it', async () => {
    await see(ada, yesterday);
    await see(ben, yesterday);
    expect(await stands()).toHaveLength(1);
    await add('Neu.', ben);
    await endSession(textId);
    await see(ada, new Date());
    await see(ben, new Date());
    // The one from the visit before is still compared with.
    expect(await stands()).toHaveLength(1);
    await see(ada, new Date(Date.now() + 3_600_000));
    await see(ben, new Date(Date.now() + 3_600_000));
    expect(await stands()).toEqual([]);
    expect((await news(ada))!.changes).toBe(0);
  });

  it('is written at most once a minute', async () => {
    noteReading(ada, textId, await text(), yesterday);
    await expect.poll(looksKept).toHaveLength(1);
    const first = await looksKept();
    await add('Neu.', ben);
    noteReading(ada, textId, await text(), new Date(yesterday.getTime() + 59_000));
    // One that is noted after it is kept after it.
    noteReading(ben, textId, await text(), yesterday);
    await expect.poll(looksKept).toHaveLength(2);
    expect(await looksKept()).toContainEqual(first[0]);
  });

  const looksKept = () => write(async (tx) => tx.select().from(textReadings));
});
