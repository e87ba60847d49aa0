import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  db,
  documentShares,
  documents,
  meetings,
  minutes,
  organisations,
  participants,
  people,
  reviewInvitations,
  reviews,
  texts,
  versions,
  write,
} from '~db/client.server';
import {
  type Day,
  type DocumentId,
  type GroupId,
  type MeetingId,
  type MinutesId,
  type MinutesState,
  type OrganisationId,
  type PersonId,
  documentStates,
  minutesStates,
  visibilities,
} from '~db/values';
import { loadActors } from '~/access/actor.server';
import { audienceOf, readersOf } from '~/access/audience.server';
import { type Granted, authorize } from '~/access/authorize.server';
import { can } from '~/access/policy';
import { NotFound } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { as, join, makeGroup, makeOrganisation, makePerson, speakFor } from '../features/groups/village';
import { useDatabase } from '../setup/database';

useDatabase();

const hour = 3_600_000;
const disabled = { disabledAt: new Date() };
const yesterday = addDays(today(), -1);
const tomorrow = addDays(today(), 1);

let group: GroupId;
let meeting: MeetingId;
let office: PersonId;

/** People in every situation that could make a count go wrong. */
beforeEach(async () => {
  office = await makePerson('Olga Office', { office: true });
  await makePerson('Otto Office', { office: true, ...disabled });
  group = await makeGroup('Sprache');
  const other = await makeGroup('Wohnen');
  const here = async (name: string, role: Parameters<typeof join>[2], until: Date | null = null, more = {}) => {
    const id = await makePerson(name, more);
    await join(id, group, role, until);
    return id;
  };
  await join(office, group, 'member');
  await here('Lena', 'lead');
  await here('Lutz', 'lead', null, disabled);
  await here('Paul', 'secretary');
  const member = await here('Mona', 'member');
  await here('Mia', 'member', new Date(Date.now() - hour));
  await here('Ina', 'member', null, { joinedAt: null });
  const invited = await here('Gast eingeladen', 'guest', new Date(Date.now() + hour));
  const attended = await here('Gast anwesend', 'guest', new Date(Date.now() + hour));
  const over = await here('Gast vorbei', 'guest', new Date(Date.now() - hour));
  await here('Gast nur so', 'guest', new Date(Date.now() + hour));
  const stranger = await makePerson('Fremd');
  await join(stranger, other, 'lead');

  const caritas = await makeOrganisation('Caritas');
  const gone = await makeOrganisation('Aufgelöst');
  const taken = await makeOrganisation('Zurückgenommen');
  await makeOrganisation('Ohne Mandat');
  for (const [name, organisation, mandate] of [
    ['Karl', caritas, {}],
    ['Vera Vertretung', caritas, { deputy: true }],
    ['Ende heute', caritas, { endDate: today() }],
    ['Ende gestern', caritas, { endDate: yesterday }],
    ['Ab morgen', caritas, { startDate: tomorrow }],
    ['Für Aufgelöst', gone, {}],
    ['Für Zurückgenommen', taken, {}],
  ] as [string, OrganisationId, { endDate?: Day }][]) {
    await speakFor(await makePerson(name), organisation, mandate);
  }
  await speakFor(await makePerson('Gesperrt', disabled), caritas);
  await speakFor(member, caritas);

  await write(async (tx) => {
    await tx.update(organisations).set({ archivedAt: new Date() }).where(eq(organisations.id, gone));
    const [row] = await tx
      .insert(meetings)
      .values({
        groupId: group,
        number: 1,
        startsAt: new Date(),
        endsAt: new Date(),
        createdAt: new Date(),
        createdBy: office,
      })
      .returning({ id: meetings.id });
    meeting = row!.id;
    const take = async (personId: PersonId, more: Partial<typeof participants.$inferInsert>) =>
      tx.insert(participants).values({ meetingId: meeting, personId, name: 'x', role: 'guest', ...more });
    await take(invited, { invited: true, presence: 'absent' });
    await take(attended, { presence: 'present' });
    await take(over, { invited: true, presence: 'present' });
    await take(stranger, { invited: true, presence: 'present' });
  });
  await reviewed(caritas, gone, taken);
  await shared(caritas, gone, invited);
});

let documentId: DocumentId;

/** A document that is shared with organisations and a guest. */
async function shared(caritas: OrganisationId, gone: OrganisationId, guest: PersonId) {
  await write(async (tx) => {
    const [text] = await tx.insert(texts).values({ kind: 'paper', createdAt: new Date() }).returning({ id: texts.id });
    const about = { createdAt: new Date(), createdBy: office };
    const [row] = await tx
      .insert(documents)
      .values({
        ...about,
        groupId: group,
        textId: text!.id,
        title: 'Konzept',
        searchTitle: 'konzept',
        genre: 'concept',
        changedAt: new Date(),
      })
      .returning({ id: documents.id });
    documentId = row!.id;
    for (const organisationId of [caritas, gone]) await tx.insert(documentShares).values({ ...about, documentId, organisationId });
    await tx.insert(documentShares).values({ ...about, documentId, personId: guest });
  });
}

let minutesId: MinutesId;

async function reviewed(caritas: OrganisationId, gone: OrganisationId, taken: OrganisationId) {
  await write(async (tx) => {
    const [text] = await tx
      .insert(texts)
      .values({ kind: 'minutes', createdAt: new Date() })
      .returning({ id: texts.id });
    const [version] = await tx
      .insert(versions)
      .values({
        textId: text!.id,
        number: 1,
        reason: 'review',
        createdAt: new Date(),
        document: {},
        state: Buffer.from([]),
        sha256: '',
      })
      .returning({ id: versions.id });
    const [row] = await tx
      .insert(minutes)
      .values({ meetingId: meeting, groupId: group, textId: text!.id, createdAt: new Date() })
      .returning({ id: minutes.id });
    minutesId = row!.id;
    for (const [state, invited] of [
      ['open', [caritas, gone]],
      ['withdrawn', [taken]],
    ] as const) {
      const [review] = await tx
        .insert(reviews)
        .values({
          textId: text!.id,
          versionId: version!.id,
          state,
          startedAt: new Date(),
          startedBy: office,
          deadline: new Date(Date.now() + hour),
          silenceIsConsent: true,
        })
        .returning({ id: reviews.id });
      for (const organisationId of invited) {
        await tx
          .insert(reviewInvitations)
          .values({ reviewId: review!.id, organisationId, invitedAt: new Date() });
      }
    }
  });
}

async function inState(state: MinutesState) {
  await write(async (tx) => tx.update(minutes).set({ state }).where(eq(minutes.id, minutesId)));
}

type Readable = 'group.read' | 'meeting.read' | 'minutes.read' | 'document.read';

/** Holds the count against asking the policy for every account there is. */
async function expectTrue<A extends Readable>(action: A, granted: Granted<A>): Promise<PersonId[]> {
  const everyone = await db.select({ id: people.id }).from(people);
  const actors = await loadActors(
    db,
    everyone.map(({ id }) => id),
  );
  const expected = actors.filter((actor) => can(actor, action, granted.facts)).map(({ id }) => id);
  const { readers } = await readersOf(action, granted);
  expect([...readers].sort()).toEqual(expected.sort());
  expect((await audienceOf(action, granted)).people).toBe(expected.length);
  return expected;
}

describe('audienceOf', () => {
  it('can not be asked without the right to read', async () => {
    const actor = await as(await makePerson('Neugierig'));
    await expect(authorize(actor, 'minutes.read', minutesId)).rejects.toBeInstanceOf(NotFound);
  });

  it('says of a group what the policy says of every account', async () => {
    const expected = await expectTrue('group.read', await authorize(await as(office), 'group.read', group));
    expect(expected).toHaveLength(8);
  });

  it('says of a meeting what the policy says of every account', async () => {
    const expected = await expectTrue('meeting.read', await authorize(await as(office), 'meeting.read', meeting));
    expect(expected).toHaveLength(6);
  });

  it.each(documentStates.flatMap((state) => visibilities.map((visibility) => [state, visibility] as const)))(
    'says of a document (%s, for %s) what the policy says of every account',
    async (state, visibility) => {
      const adoptedAt = state === 'adopted' || state === 'archived' ? new Date() : null;
      await write(async (tx) => tx.update(documents).set({ state, visibility, adoptedAt }).where(eq(documents.id, documentId)));
      const expected = await expectTrue('document.read', await authorize(await as(office), 'document.read', documentId));
      // Beside those it is shared with, one who speaks for another organisation.
      expect(expected).toHaveLength(adoptedAt && visibility !== 'group' ? 10 : 9);
    },
  );

  it.each(minutesStates)('says of minutes (%s) what the policy says of every account', async (state) => {
    await inState(state);
    const granted = await authorize(await as(office), 'minutes.read', minutesId);
    const expected = await expectTrue('minutes.read', granted);
    expect(expected).toHaveLength({ draft: 5, in_review: 8, approved: 9 }[state]);
  });

  it('names reasons and organisations, and counts who has several reasons once', async () => {
    await inState('in_review');
    const granted = await authorize(await as(office), 'minutes.read', minutesId);
    const audience = await audienceOf('minutes.read', granted);
    expect(audience.parts).toEqual([
      { relation: 'office', people: 1, organisations: [] },
      { relation: 'lead', people: 1, organisations: [] },
      { relation: 'secretary', people: 1, organisations: [] },
      { relation: 'member', people: 3, organisations: [] },
      { relation: 'partner', people: 4, organisations: ['Caritas'] },
    ]);
    expect(audience.people).toBe(8);
  });
});
