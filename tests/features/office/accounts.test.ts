import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  auditLog,
  db,
  mails,
  mandates,
  memberships,
  people,
  sessions,
  tokens,
  write,
} from '~db/client.server';
import type { PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { readSession, startSession } from '~/access/session.server';
import {
  changePerson,
  disablePerson,
  enablePerson,
  invitePerson,
  resendInvitation,
  setOffice,
} from '~/features/office/accounts.server';
import { listPeople, readPerson, suggestPeople } from '~/features/office/people.server';
import { peopleFilter } from '~/features/office/people';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { type Alliance, cast, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();

const newcomer = { name: 'Nora Neu', email: 'nora@verein.example', language: 'de' as const };
const details = { name: 'Anders', email: 'anders@verein.example', language: 'en' as const };

/** Every command of this desk, on the stranger's account. */
const commands = (alliance: Alliance) =>
  ({
    invite: (actor) => invitePerson(actor, newcomer),
    resend: (actor) => resendInvitation(actor, alliance.ids.stranger),
    disable: (actor) => disablePerson(actor, alliance.ids.stranger),
    enable: (actor) => enablePerson(actor, alliance.ids.stranger),
    change: (actor) => changePerson(actor, alliance.ids.stranger, details),
    giveOffice: (actor) => setOffice(actor, alliance.ids.stranger, true),
    read: (actor) => readPerson(actor, alliance.ids.stranger),
    list: (actor) => listPeople(actor, peopleFilter.parse({})),
    suggest: (actor) => suggestPeople(actor, 'Person'),
  }) satisfies Record<string, (actor: Parameters<typeof invitePerson>[0]) => Promise<unknown>>;

async function rejection(work: Promise<unknown>): Promise<Rejected> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Rejected);
  return error as Rejected;
}

const person = async (id: PersonId) => (await db.select().from(people).where(eq(people.id, id)))[0]!;

/** The links in mails that still open something. */
async function openLinks(): Promise<string[]> {
  const now = new Date();
  return (await db.select().from(tokens))
    .filter((token) => !token.usedAt && token.expiresAt > now)
    .map((token) => token.tokenHash);
}

async function addOffice(email: string, joined = true): Promise<PersonId> {
  return write(async (tx) => {
    const [row] = await tx
      .insert(people)
      .values({
        email,
        name: email,
        searchName: email,
        office: true,
        createdAt: longAgo,
        joinedAt: joined ? longAgo : null,
      })
      .returning({ id: people.id });
    return row!.id;
  });
}

describe('keeping accounts', () => {
  it.each(cast.filter((role) => role !== 'office'))('is refused to %s', async (role) => {
    const alliance = await makeAlliance();
    const actor = await alliance.as(role);
    for (const command of Object.values(commands(alliance))) await expect(command(actor)).rejects.toThrow(NotFound);
    expect(await db.select().from(auditLog)).toEqual([]);
  });

  it('asks visitors to sign in', async () => {
    const alliance = await makeAlliance();
    for (const command of Object.values(commands(alliance))) {
      await expect(command({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
    }
  });
});

describe('inviting', () => {
  it('makes an account, a mandate and a mail', async () => {
    const { as, organisationId } = await makeAlliance();
    const id = await invitePerson(await as('office'), { ...newcomer, organisationId });
    expect(await person(id)).toMatchObject({ ...newcomer, searchName: 'nora neu', office: false, joinedAt: null });
    expect(await db.select().from(mandates).where(eq(mandates.personId, id))).toHaveLength(1);
    expect((await db.select().from(mails)).map((mail) => mail.to)).toEqual([newcomer.email]);
    expect((await db.select().from(auditLog)).map((entry) => entry.action)).toEqual([
      'person.invited',
      'mandate.given',
    ]);
  });

  it('refuses an address that is taken, and makes nothing', async () => {
    const { as, ids } = await makeAlliance();
    const { email } = await person(ids.member);
    const error = await rejection(invitePerson(await as('office'), { ...newcomer, email }));
    expect([error.code, error.field]).toEqual(['emailTaken', 'email']);
    expect(await db.select().from(mails)).toEqual([]);
  });

  it('makes nothing when the organisation is archived', async () => {
    const { as, organisationId } = await makeAlliance();
    const { archiveOrganisation } = await import('~/features/office/organisations.server');
    await archiveOrganisation(await as('office'), organisationId, true);
    const error = await rejection(invitePerson(await as('office'), { ...newcomer, organisationId }));
    expect(error.code).toBe('organisationArchived');
    expect(await db.select().from(people).where(eq(people.email, newcomer.email))).toEqual([]);
  });

  it('is repeated with a new link; the old one is gone', async () => {
    const { as } = await makeAlliance();
    const id = await invitePerson(await as('office'), newcomer);
    const [before] = await db.select().from(tokens).where(eq(tokens.personId, id));
    await resendInvitation(await as('office'), id);
    expect(await openLinks()).toHaveLength(1);
    expect(await openLinks()).not.toContain(before!.tokenHash);
    expect(await db.select().from(mails)).toHaveLength(2);
  });

  it('is not repeated for those who have joined, nor for disabled accounts', async () => {
    const { as, ids } = await makeAlliance();
    expect((await rejection(resendInvitation(await as('office'), ids.member))).code).toBe('alreadyJoined');
    await disablePerson(await as('office'), ids.member);
    expect((await rejection(resendInvitation(await as('office'), ids.member))).code).toBe('accountDisabled');
  });
});

describe('disabling', () => {
  it('ends every session and every open link at once', async () => {
    const { as, ids } = await makeAlliance();
    const cookie = (await startSession(ids.member, 'Firefox', undefined)).split(';')[0]!;
    await startSession(ids.member, 'Safari', undefined);
    await startSession(ids.secretary, 'Firefox', undefined);
    await write(async (tx) =>
      tx.insert(tokens).values({
        tokenHash: 'x',
        kind: 'reset',
        personId: ids.member,
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + 60_000),
      }),
    );
    expect(await readSession(cookie)).toBeDefined();
    await disablePerson(await as('office'), ids.member);
    expect(await readSession(cookie)).toBeUndefined();
    expect((await db.select().from(sessions)).map((session) => session.personId)).toEqual([ids.secretary]);
    expect(await openLinks()).toEqual([]);
    expect(await loadActor(db, ids.member)).toBeUndefined();
  });

  it('is undone with the roles that still run', async () => {
    const { as, ids, groupId } = await makeAlliance();
    await disablePerson(await as('office'), ids.member);
    await enablePerson(await as('office'), ids.member);
    expect((await as('member')).roles.get(groupId)?.role).toBe('member');
    expect((await db.select().from(auditLog)).map((entry) => entry.action)).toEqual([
      'person.disabled',
      'person.enabled',
    ]);
  });

  it('is refused for the last lead of a group, naming it', async () => {
    const { as, ids } = await makeAlliance();
    const error = await rejection(disablePerson(await as('office'), ids.lead));
    expect([error.code, error.values]).toEqual(['lastLead', { group: 'AG sprache' }]);
    expect((await person(ids.lead)).disabledAt).toBeNull();
  });

  it('does not count a second lead whose account is disabled or whose time is over', async () => {
    const { as, ids, groupId } = await makeAlliance();
    const second = async (personId: PersonId, endsAt: Date | null) =>
      write(async (tx) =>
        tx.insert(memberships).values({ groupId, personId, role: 'lead', startsAt: longAgo, endsAt }),
      );
    await second(ids.stranger, null);
    await second(ids.partner, new Date(Date.now() - 1000));
    await disablePerson(await as('office'), ids.stranger);
    expect((await rejection(disablePerson(await as('office'), ids.lead))).code).toBe('lastLead');
    await enablePerson(await as('office'), ids.stranger);
    await disablePerson(await as('office'), ids.lead);
    expect((await person(ids.lead)).disabledAt).not.toBeNull();
  });
});

describe('the last account of the Geschäftsstelle', () => {
  it('can be neither disabled nor unmade, not even by itself', async () => {
    const { as, ids } = await makeAlliance();
    await addOffice('invited@office.example', false);
    expect((await rejection(disablePerson(await as('office'), ids.office))).code).toBe('lastOffice');
    expect((await rejection(setOffice(await as('office'), ids.office, false))).code).toBe('lastOffice');
  });

  it('is left, in whatever order and at the same time people unmake each other', async () => {
    // A walk through many orders, the same at every run (a linear congruential generator).
    let seed = 7;
    const next = (limit: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % limit;
    const { as, ids } = await makeAlliance();
    const all = [ids.office, ...(await Promise.all(['a', 'b', 'c'].map((name) => addOffice(`${name}@office.example`))))];
    const root = await as('office');
    for (let round = 0; round < 40; round += 1) {
      await Promise.allSettled(
        Array.from({ length: 3 }, () => {
          const target = all[next(all.length)]!;
          return [
            () => disablePerson(root, target),
            () => setOffice(root, target, false),
            () => enablePerson(root, target),
            () => setOffice(root, target, true),
          ][next(4)]!();
        }),
      );
      const left = (await db.select().from(people)).filter((one) => one.office && !one.disabledAt && one.joinedAt);
      expect(left.length).toBeGreaterThan(0);
    }
  });
});

describe('changing details', () => {
  it('tells the old address of a new one', async () => {
    const { as, ids } = await makeAlliance();
    const { email } = await person(ids.member);
    await changePerson(await as('office'), ids.member, details);
    expect(await person(ids.member)).toMatchObject({ ...details, searchName: 'anders' });
    expect((await db.select().from(mails)).map((mail) => mail.to)).toEqual([email]);
    const [entry] = await db.select().from(auditLog);
    expect(entry).toMatchObject({
      action: 'person.changed',
      details: { email: { before: email, after: details.email } },
    });
  });

  it('invites again at the new address who has not joined yet; the old link is gone', async () => {
    const { as } = await makeAlliance();
    const id = await invitePerson(await as('office'), newcomer);
    const [before] = await db.select().from(tokens);
    await changePerson(await as('office'), id, { ...newcomer, email: 'richtig@verein.example' });
    expect((await db.select().from(mails)).map((mail) => mail.to)).toEqual([newcomer.email, 'richtig@verein.example']);
    expect(await openLinks()).toHaveLength(1);
    expect(await openLinks()).not.toContain(before!.tokenHash);
  });

  it("refuses somebody else's address", async () => {
    const { as, ids } = await makeAlliance();
    const { email } = await person(ids.lead);
    expect((await rejection(changePerson(await as('office'), ids.member, { ...details, email }))).code).toBe(
      'emailTaken',
    );
  });
});

describe('finding people', () => {
  async function fill(names: string[]) {
    await write(async (tx) => {
      for (const [index, name] of names.entries()) {
        await tx.insert(people).values({
          email: `p${index}@liste.example`,
          name,
          searchName: foldForSearch(name),
          createdAt: longAgo,
          joinedAt: longAgo,
        });
      }
    });
  }
  const found = async (alliance: Alliance, query: Record<string, string>) =>
    (await listPeople(await alliance.as('office'), peopleFilter.parse(query))).people.map(({ name }) => name);

  it('takes the beginning of any word, however umlauts are spelt', async () => {
    const alliance = await makeAlliance();
    await fill(['Jürgen Müller', 'Anna Meyer-Lüdenscheid', 'Müslüm Öz', 'Tom Amüller']);
    expect(await found(alliance, { suche: 'mueller' })).toEqual(['Jürgen Müller']);
    expect(await found(alliance, { suche: 'MÜ jü' })).toEqual(['Jürgen Müller']);
    expect(await found(alliance, { suche: 'lüd' })).toEqual(['Anna Meyer-Lüdenscheid']);
    expect(await found(alliance, { suche: 'mü' })).toEqual(['Jürgen Müller', 'Müslüm Öz']);
    expect(await found(alliance, { suche: 'p3@liste' })).toEqual(['Tom Amüller']);
    expect(await found(alliance, { suche: '%' })).toHaveLength(4 + cast.length);
  });

  it('narrows by organisation and state', async () => {
    const alliance = await makeAlliance();
    const office = await alliance.as('office');
    await invitePerson(office, newcomer);
    await disablePerson(office, alliance.ids.member);
    expect(await found(alliance, { organisation: alliance.organisationId })).toEqual(['Person partner']);
    expect(await found(alliance, { stand: 'eingeladen' })).toEqual(['Nora Neu']);
    expect(await found(alliance, { stand: 'gesperrt' })).toEqual(['Person member']);
    expect(await found(alliance, { stand: 'geschaeftsstelle' })).toEqual(['Person office']);
    expect(await found(alliance, { stand: 'ohne-gruppe', suche: 'person' })).toEqual([
      'Person office',
      'Person otherPartner',
      'Person partner',
      'Person stranger',
    ]);
  });

  it('turns pages, and shows the last one when asked for more', async () => {
    const alliance = await makeAlliance();
    await fill(Array.from({ length: 120 }, (_, index) => `Liste ${String(index).padStart(3, '0')}`));
    const office = await alliance.as('office');
    const pageOf = (seite: string) => listPeople(office, peopleFilter.parse({ suche: 'liste', seite }));
    expect(await pageOf('2')).toMatchObject({ total: 120, page: 2, pages: 3 });
    expect((await pageOf('2')).people[0]!.name).toBe('Liste 050');
    expect(await pageOf('99')).toMatchObject({ page: 3 });
  });
});
