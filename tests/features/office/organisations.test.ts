import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, mandates, organisations } from '~db/client.server';
import type { Day, OrganisationId } from '~db/values';
import type { Actor } from '~/access/policy';
import { endMandate, giveMandate, mandatesOf } from '~/features/office/mandates.server';
import {
  type OrganisationFields,
  organisationFields,
  organisationFilter,
} from '~/features/office/organisations';
import {
  archiveOrganisation,
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  organisationNames,
  readOrganisation,
} from '~/features/office/organisations.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { type Alliance, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();

const chamber: OrganisationFields = {
  name: 'Kammer Nord',
  shortName: 'KN',
  kind: 'chamber',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  website: '',
  published: false,
};
const noSuchMandate = 'aaaaaaaaaaaaaaaa' as Parameters<typeof endMandate>[2];
const list = (actor: Actor, query: Record<string, string> = {}) =>
  listOrganisations(actor, organisationFilter.parse(query));

const commands = ({ organisationId, ids }: Alliance): ((actor: Actor) => Promise<unknown>)[] => [
  (actor) => list(actor),
  (actor) => organisationNames(actor),
  (actor) => readOrganisation(actor, organisationId),
  (actor) => createOrganisation(actor, chamber),
  (actor) => changeOrganisation(actor, organisationId, chamber),
  (actor) => archiveOrganisation(actor, organisationId, true),
  (actor) => mandatesOf(actor, organisationId),
  (actor) => giveMandate(actor, organisationId, { personId: ids.stranger, startDate: today(), deputy: false }),
  (actor) => endMandate(actor, organisationId, noSuchMandate),
];

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Rejected);
  return (error as Rejected).code;
}

describe('keeping partner organisations', () => {
  it.each(cast.filter((role) => role !== 'office'))('is refused to %s', async (role) => {
    const alliance = await makeAlliance();
    const actor = await alliance.as(role);
    for (const command of commands(alliance)) await expect(command(actor)).rejects.toThrow(NotFound);
    expect(await db.select().from(auditLog)).toEqual([]);
  });

  it('asks visitors to sign in', async () => {
    const alliance = await makeAlliance();
    for (const command of commands(alliance)) {
      await expect(command({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
    }
  });

  it('makes, changes and lists them; a name stands for one', async () => {
    const { as } = await makeAlliance();
    const office = await as('office');
    const id = await createOrganisation(office, chamber);
    expect(await codeOf(createOrganisation(office, chamber))).toBe('organisationNameTaken');
    await changeOrganisation(office, id, { ...chamber, published: true });
    const listed = await list(office, { suche: 'kn', art: 'chamber' });
    expect(listed.organisations.map(({ name }) => name)).toEqual(['Kammer Nord']);
    expect(listed.kinds).toContainEqual({ kind: 'chamber', n: 1 });
    const entries = await db.select().from(auditLog);
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['organisation.created', {}],
      ['organisation.changed', { published: { before: false, after: true } }],
    ]);
  });

  it('lists those nobody speaks for', async () => {
    const { as } = await makeAlliance();
    const office = await as('office');
    await createOrganisation(office, chamber);
    expect((await list(office, { stand: 'ohne-mandat' })).organisations.map(({ name }) => name)).toEqual([
      'Kammer Nord',
    ]);
  });

  it('reads addresses of websites kindly and refuses what is none', () => {
    const read = (website: string) => organisationFields.safeParse({ ...chamber, contactEmail: undefined, published: undefined, website });
    expect(read('www.verein.example').data?.website).toBe('https://www.verein.example');
    expect(read('javascript:alert(1)').success).toBe(false);
    expect(read('http://verein.example/a').data?.website).toBe('http://verein.example/a');
  });
});

describe('archiving', () => {
  it('silences its speakers, and restoring gives them their voice back', async () => {
    const { as, organisationId } = await makeAlliance();
    const office = await as('office');
    await archiveOrganisation(office, organisationId, true);
    expect((await as('partner')).organisations.size).toBe(0);
    expect((await organisationNames(office)).map(({ id }) => id)).not.toContain(organisationId);
    expect((await list(office, { stand: 'archiviert' })).total).toBe(1);
    await archiveOrganisation(office, organisationId, false);
    expect((await as('partner')).organisations.has(organisationId)).toBe(true);
  });
});

describe('mandates', () => {
  const speaksFor = async (alliance: Alliance, id: OrganisationId) =>
    (await alliance.as('stranger')).organisations.has(id);

  it('count from their first to their last day', async () => {
    const alliance = await makeAlliance();
    const { as, ids, organisationId } = alliance;
    const office = await as('office');
    await giveMandate(office, organisationId, {
      personId: ids.stranger,
      startDate: addDays(today(), 1),
      endDate: addDays(today(), 5),
      deputy: true,
    });
    expect(await speaksFor(alliance, organisationId)).toBe(false);
    await giveMandate(office, organisationId, {
      personId: ids.stranger,
      startDate: today(),
      endDate: today(),
      deputy: false,
    });
    expect(await speaksFor(alliance, organisationId)).toBe(true);
  });

  it('end at once, and stay on record', async () => {
    const alliance = await makeAlliance();
    const { as, organisationId, ids } = alliance;
    const office = await as('office');
    const [held] = await mandatesOf(office, organisationId);
    expect(await endMandate(office, organisationId, held!.id)).toBe('Person partner');
    expect((await as('partner')).organisations.size).toBe(0);
    const id = await giveMandate(office, organisationId, { personId: ids.stranger, startDate: today(), deputy: false });
    await endMandate(office, organisationId, id);
    expect(await speaksFor(alliance, organisationId)).toBe(false);
    expect(await mandatesOf(office, organisationId)).toHaveLength(2);
    expect(await codeOf(endMandate(office, organisationId, id))).toBe('mandateHasEnded');
  });

  it('that were to begin later are taken back altogether', async () => {
    const { as, ids, organisationId } = await makeAlliance();
    const office = await as('office');
    const id = await giveMandate(office, organisationId, {
      personId: ids.stranger,
      startDate: addDays(today(), 3),
      deputy: false,
    });
    await endMandate(office, organisationId, id);
    expect(await db.select().from(mandates).where(eq(mandates.personId, ids.stranger))).toEqual([]);
  });

  it('are ended only by the organisation they belong to', async () => {
    const { as, organisationId, otherOrganisationId } = await makeAlliance();
    const office = await as('office');
    const [held] = await mandatesOf(office, organisationId);
    await expect(endMandate(office, otherOrganisationId, held!.id)).rejects.toThrow(NotFound);
  });

  it('refuse what makes no sense', async () => {
    const { as, ids, organisationId } = await makeAlliance();
    const office = await as('office');
    const give = (input: Partial<Parameters<typeof giveMandate>[2]>) =>
      giveMandate(office, organisationId, { personId: ids.stranger, startDate: today(), deputy: false, ...input });
    expect(await codeOf(give({ endDate: '2020-01-01' as Day }))).toBe('mandateEndsBeforeStart');
    expect(await codeOf(give({ personId: ids.partner }))).toBe('mandateOverlaps');
    expect(await codeOf(give({ personId: 'aaaaaaaaaaaaaaaa' as typeof ids.partner }))).toBe('unknownPerson');
    await archiveOrganisation(office, organisationId, true);
    expect(await codeOf(give({}))).toBe('organisationArchived');
    expect((await db.select().from(organisations))[0]!.archivedAt).not.toBeNull();
  });
});
