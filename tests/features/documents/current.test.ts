/** What a group works on, and what partners and guests have been shown: each as far as they may read it. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connections, memberships, write } from '~db/client.server';
import { currentDocuments, documentsSharedWith } from '~/features/documents/current.server';
import { returnToDraft } from '~/features/documents/review-steps.server';
import { reviewsWaitingFor } from '~/features/reviews/waiting.server';
import { type Alliance, type Role, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { put, share } from './paper';
import { adopted, answer, makePaper, sendOut, shareWith, soon } from './papers';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const current = async (role: Role) => currentDocuments(await alliance.as(role), alliance.groupId);
const shown = async (role: Role) => (await documentsSharedWith(await alliance.as(role))).map(({ title }) => title);
const waiting = async (role: Role) => (await reviewsWaitingFor(await alliance.as(role), 5)).reviews;

describe('not shown', () => {
  it('what is not shared with them: to partners and guests', async () => {
    await sendOut(await makePaper(alliance));
    await makePaper(alliance);
    for (const role of ['guest', 'stranger'] as const) expect(await current(role)).toEqual({ inReview: [], drafts: [] });
    for (const role of ['guest', 'partner', 'stranger'] as const) expect(await shown(role)).toEqual([]);
    expect(await waiting('stranger')).toEqual([]);
  });

  it('what lies in the trash or in the archive', async () => {
    const [trashed, archived] = [await makePaper(alliance), await makePaper(alliance)];
    for (const paper of [trashed, archived]) await share(paper);
    await put(trashed.id, { trashedAt: new Date() });
    await put(archived.id, { state: 'archived' });
    expect(await current('member')).toEqual({ inReview: [], drafts: [] });
    for (const role of ['guest', 'partner'] as const) expect(await shown(role)).toEqual([]);
  });

  it('to somebody who is a guest no more', async () => {
    await share(await makePaper(alliance));
    expect(await shown('guest')).toEqual(['Sprachkurse']);
    await write((tx) => tx.update(memberships).set({ endsAt: longAgo }).where(eq(memberships.personId, alliance.ids.guest)));
    expect(await shown('guest')).toEqual([]);
  });

  it('as shared, to those who find it in their own group', async () => {
    const paper = await makePaper(alliance);
    await share(paper);
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.partner, role: 'member', startsAt: longAgo }),
    );
    expect(await shown('partner')).toEqual([]);
    expect((await current('partner')).drafts).toHaveLength(1);
  });
});

describe('shown', () => {
  it('what is in review until when, and the three drafts that changed last', async () => {
    const out = await makePaper(alliance, undefined, 'Hinausgegeben');
    await sendOut(out);
    for (const [index, title] of ['Erster', 'Zweiter', 'Dritter', 'Vierter'].entries()) {
      await put((await makePaper(alliance, undefined, title)).id, { changedAt: new Date(Date.now() + index * 1000) });
    }
    await adopted(alliance);
    const { inReview, drafts } = await current('member');
    expect(inReview).toEqual([{ id: out.id, title: 'Hinausgegeben', lastDay: soon() }]);
    expect(drafts.map(({ title }) => title)).toEqual(['Vierter', 'Dritter', 'Zweiter']);
    expect(drafts[0]).toMatchObject({ changedBy: 'Person member' });
  });

  it('the day of the round that counts, when an earlier one was taken back', async () => {
    const paper = await makePaper(alliance);
    await sendOut(paper);
    await returnToDraft(await alliance.as('lead'), paper.id, 'Noch einmal.');
    expect((await current('member')).drafts).toHaveLength(1);
    await sendOut(paper);
    expect((await current('member')).inReview).toMatchObject([{ id: paper.id, lastDay: soon() }]);
  });

  it('to an organisation and to a guest: what was shared with them, and for whom', async () => {
    const paper = await makePaper(alliance);
    await share(paper);
    await shareWith(paper, alliance.otherOrganisationId);
    const group = { name: 'AG sprache', slug: 'sprache' };
    const said = { id: paper.id, title: 'Sprachkurse', state: 'draft', group };
    expect(await documentsSharedWith(await alliance.as('partner'))).toEqual([{ ...said, organisations: ['Verband sprache'] }]);
    expect(await documentsSharedWith(await alliance.as('guest'))).toEqual([{ ...said, organisations: [] }]);
    expect((await current('guest')).drafts).toHaveLength(1);
  });

  it('to an organisation that is asked, until it has answered', async () => {
    const paper = await makePaper(alliance);
    await sendOut(paper);
    expect(await waiting('partner')).toMatchObject([{ about: { title: 'Sprachkurse' }, organisation: { name: 'Verband sprache' }, lastDay: soon() }]);
    await answer(paper, 'partner');
    expect(await waiting('partner')).toEqual([]);
    expect(await waiting('otherPartner')).toHaveLength(1);
  });
});

describe('the price', () => {
  it('does not grow with what is shown', async () => {
    const statements = async () => {
      const [member, partner] = [await alliance.as('member'), await alliance.as('partner')];
      const prepared = vi.spyOn(connections().reads, 'prepare');
      await currentDocuments(member, alliance.groupId);
      await documentsSharedWith(partner);
      await reviewsWaitingFor(partner, 5);
      const count = prepared.mock.calls.length;
      prepared.mockRestore();
      return count;
    };
    await share(await makePaper(alliance));
    await statements();
    const few = await statements();
    for (let index = 0; index < 6; index += 1) await share(await makePaper(alliance));
    await sendOut(await makePaper(alliance));
    expect(await statements()).toBe(few);
    expect(few).toBeLessThan(10);
  });
});
