/** Who a document is shown to: previews that tell the truth, changes that count at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { db, documentShares } from '~db/client.server';
import type { OrganisationId, PersonId } from '~db/values';
import { readersOf } from '~/access/audience.server';
import { factsOfDocument } from '~/access/authorize.server';
import { documentPage } from '~/features/documents/page.server';
import { type Sharing, changeSharing, impactOf, publishDocument, sharingPage } from '~/features/documents/sharing.server';
import { accessTo } from '~/live/doors.server';
import { NotFound } from '~/services/errors';
import { type Alliance, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Draft, beginDocument, put } from './paper';

useDatabase();

let alliance: Alliance;
let draft: Draft;

beforeEach(async () => {
  alliance = await makeAlliance();
  draft = await beginDocument(alliance);
});

const nobody: Sharing = { visibility: 'group', organisations: [], guests: [] };
const change = async (wanted: Sharing, role: 'lead' | 'office' = 'lead') => {
  const actor = await alliance.as(role);
  await changeSharing(actor, draft.id, wanted, (await sharingPage(actor, draft.id)).basis);
};
const readers = async () => (await readersOf('document.read', { facts: (await factsOfDocument(draft.id))! })).readers;

describe('sharing', () => {
  it('is refused to all but the lead and the Geschäftsstelle, preview and page included', async () => {
    for (const role of ['secretary', 'member', 'guest', 'partner', 'stranger'] as const) {
      const actor = await alliance.as(role);
      await expect(sharingPage(actor, draft.id)).rejects.toBeInstanceOf(NotFound);
      await expect(impactOf(actor, draft.id, nobody)).rejects.toBeInstanceOf(NotFound);
      await expect(changeSharing(actor, draft.id, { ...nobody, visibility: 'alliance' }, '')).rejects.toBeInstanceOf(NotFound);
    }
  });

  it('is refused with organisations that do not exist and with people who are no guests of the group', async () => {
    const missing = 'abcdefgh23456789' as OrganisationId;
    await expect(change({ ...nobody, organisations: [missing] })).rejects.toBeInstanceOf(NotFound);
    for (const person of [alliance.ids.stranger, alliance.ids.member, 'abcdefgh23456789' as PersonId]) {
      await expect(change({ ...nobody, guests: [person] })).rejects.toBeInstanceOf(NotFound);
    }
    expect(await db.select().from(documentShares)).toEqual([]);
  });

  it('lets organisation and guest read at once, in the room as well, and no longer once it is taken back', async () => {
    const opened = { ...nobody, organisations: [alliance.organisationId], guests: [alliance.ids.guest] };
    await change(opened);
    for (const role of ['partner', 'guest'] as const) {
      expect(await documentPage(await alliance.as(role), draft.id, { language: 'de', check: false })).toMatchObject({ may: { edit: false } });
      expect(await accessTo(alliance.ids[role], draft.textId)).toMatchObject({ mode: 'read' });
    }
    expect(await accessTo(alliance.ids.otherPartner, draft.textId)).toBeNull();
    await change(nobody);
    for (const role of ['partner', 'guest'] as const) {
      await expect(documentPage(await alliance.as(role), draft.id, { language: 'de', check: false })).rejects.toBeInstanceOf(NotFound);
      expect(await accessTo(alliance.ids[role], draft.textId)).toBeNull();
    }
  });

  it('is refused on a page that is out of date, and says nothing twice', async () => {
    const actor = await alliance.as('lead');
    const { basis } = await sharingPage(actor, draft.id);
    const wanted = { ...nobody, organisations: [alliance.organisationId] };
    await changeSharing(actor, draft.id, wanted, basis);
    await expect(changeSharing(actor, draft.id, { ...nobody, visibility: 'alliance' }, basis)).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    // The same again is no conflict: it stands already.
    await changeSharing(actor, draft.id, wanted, basis);
    expect(await db.select().from(documentShares)).toHaveLength(1);
  });
});

describe('the preview', () => {
  it('changes nothing, and says what then comes true', async () => {
    const second = await beginDocument(alliance, { title: 'Zweites' });
    await put(second.id, { state: 'adopted', adoptedAt: new Date(), visibility: 'alliance' });
    const wanted: Sharing = { ...nobody, organisations: [alliance.organisationId], guests: [alliance.ids.guest] };
    const before = await readers();
    const impact = await impactOf(await alliance.as('lead'), draft.id, wanted);
    expect(await readers()).toEqual(before);
    expect(impact).toMatchObject({
      added: ['Verband sprache'],
      guestsAdded: ['Person guest'],
      removed: [],
      documents: 2,
      gaining: 2,
      losing: 0,
      changes: true,
    });
    await change(wanted);
    expect((await readers()).size - before.size).toBe(impact.gaining);
    expect(await impactOf(await alliance.as('lead'), draft.id, nobody)).toMatchObject({ gaining: 0, losing: 2, removed: ['Verband sprache'] });
  });

  it('knows that the visibility of a draft lets nobody in', async () => {
    const wider: Sharing = { ...nobody, visibility: 'alliance' };
    expect(await impactOf(await alliance.as('lead'), draft.id, wider)).toMatchObject({ gaining: 0, changes: true });
    await put(draft.id, { state: 'adopted', adoptedAt: new Date() });
    expect(await impactOf(await alliance.as('lead'), draft.id, wider)).toMatchObject({ gaining: 2 });
  });
});

describe('publishing', () => {
  beforeEach(() => put(draft.id, { state: 'adopted', adoptedAt: new Date(), visibility: 'public' }));

  it('is for the Geschäftsstelle alone, and only for what is adopted and meant for all', async () => {
    for (const role of ['lead', 'member', 'partner', 'stranger'] as const) {
      await expect(publishDocument(await alliance.as(role), draft.id, true)).rejects.toBeInstanceOf(NotFound);
    }
    await change({ ...nobody, visibility: 'alliance' });
    await expect(publishDocument(await alliance.as('office'), draft.id, true)).rejects.toMatchObject({ code: 'documentNotPublic' });
  });

  it('lets everyone read, until it is taken back or meant for fewer', async () => {
    const stranger = await alliance.as('stranger');
    const office = await alliance.as('office');
    await publishDocument(office, draft.id, true);
    expect(await documentPage(stranger, draft.id, { language: 'de', check: false })).toMatchObject({ id: draft.id });
    await publishDocument(office, draft.id, false);
    await expect(documentPage(stranger, draft.id, { language: 'de', check: false })).rejects.toBeInstanceOf(NotFound);
    await publishDocument(office, draft.id, true);
    await change({ ...nobody, visibility: 'alliance' });
    await change({ ...nobody, visibility: 'public' });
    await expect(documentPage(stranger, draft.id, { language: 'de', check: false })).rejects.toBeInstanceOf(NotFound);
  });
});
