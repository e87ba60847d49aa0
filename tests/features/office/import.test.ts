import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, jobs, mails, mandates, people, personImports, write } from '~db/client.server';
import type { Actor } from '~/access/policy';
import { disablePerson, invitePerson, setOffice } from '~/features/office/accounts.server';
import type { ImportId } from '~/features/office/import';
import {
  discardImport,
  handleImports,
  previewImport,
  readImport,
  recentImports,
  startImport,
} from '~/features/office/import.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { addJob, runDueJobs } from '~/services/jobs/jobs.server';
import { cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();
handleImports();

const nobody = 'aaaaaaaaaaaaaaaa' as ImportId;
const small = 'name;email\nNora Neu;nora@verein.example';
const many = (count: number) =>
  `name;email\n${Array.from({ length: count }, (_, i) => `Person ${i};p${i}@liste.example`).join('\n')}`;

const commands: ((actor: Actor) => Promise<unknown>)[] = [
  (actor) => previewImport(actor, small),
  (actor) => readImport(actor, nobody),
  (actor) => recentImports(actor),
  (actor) => startImport(actor, nobody),
  (actor) => discardImport(actor, nobody),
];

const invitedOf = async () => (await db.select().from(people)).filter((person) => person.invitedAt);

describe('reading in a list', () => {
  it.each(cast.filter((role) => role !== 'office'))('is refused to %s', async (role) => {
    const { as } = await makeAlliance();
    for (const command of commands) await expect(command(await as(role))).rejects.toThrow(NotFound);
    expect(await db.select().from(personImports)).toEqual([]);
  });

  it('asks visitors to sign in', async () => {
    for (const command of commands) await expect(command({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
  });

  it('invites nobody before it is begun, nor after it was discarded', async () => {
    const { as } = await makeAlliance();
    const office = await as('office');
    const id = await previewImport(office, small);
    await runDueJobs();
    expect(await invitedOf()).toEqual([]);
    await discardImport(office, id);
    await expect(startImport(office, id)).rejects.toThrow(NotFound);
  });

  it('says what is wrong with each row', async () => {
    const { as, ids } = await makeAlliance();
    const [member] = await db.select().from(people).where(eq(people.id, ids.member));
    const id = await previewImport(
      await as('office'),
      [
        'name;email;organisation;sprache',
        'Gut;gut@x.example;verband SPRACHE;Englisch',
        ';leer@x.example;;',
        'Ohne;;;',
        'Schlecht;schlecht@;;',
        'Doppelt;GUT@x.example;;',
        `Da;${member!.email};;`,
        'Fremd;fremd@x.example;Verein Unbekannt;',
        'Sprache;sprache@x.example;;Latein',
        `${'x'.repeat(130)};lang@x.example;;`,
        'Zuviel;zuviel@x.example;a;de;b',
      ].join('\n'),
    );
    const { rows, failures, total } = await readImport(await as('office'), id);
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ row: 2, email: 'gut@x.example', language: 'en', problem: null }]);
    expect(rows[0]!.organisationId).not.toBeNull();
    expect(failures.map(({ row, problem }) => [row, problem])).toEqual([
      [3, 'nameMissing'],
      [4, 'emailMissing'],
      [5, 'emailInvalid'],
      [6, 'duplicate'],
      [7, 'exists'],
      [8, 'organisationUnknown'],
      [9, 'languageUnknown'],
      [10, 'nameTooLong'],
      [11, 'tooManyColumns'],
    ]);
  });

  it('refuses to begin with nobody', async () => {
    const { as } = await makeAlliance();
    const id = await previewImport(await as('office'), 'name;email\nA;kaputt');
    await expect(startImport(await as('office'), id)).rejects.toThrow(Rejected);
  });
});

describe('working through a list', () => {
  it('makes accounts, mandates and mails, and keeps no copy of the list', async () => {
    const { as, organisationId } = await makeAlliance();
    const office = await as('office');
    const id = await previewImport(office, 'name;email;organisation\n=Nora;nora@verein.example;Verband sprache');
    await startImport(office, id);
    await runDueJobs();
    expect(await invitedOf()).toMatchObject([{ name: '=Nora', email: 'nora@verein.example', joinedAt: null }]);
    expect(await db.select().from(mandates).where(eq(mandates.organisationId, organisationId))).toHaveLength(2);
    expect((await db.select().from(mails)).map(({ to }) => to)).toEqual(['nora@verein.example']);
    expect(await readImport(office, id)).toMatchObject({ done: 1, invited: 1, rows: [], failures: [] });
    expect((await db.select().from(auditLog)).map(({ action }) => action)).toEqual([
      'person.listImported',
      'person.invited',
      'mandate.given',
    ]);
  });

  it('invites each once, however often it is begun or run', async () => {
    const { as } = await makeAlliance();
    const office = await as('office');
    const id = await previewImport(office, many(60));
    await Promise.all([startImport(office, id), startImport(office, id)]);
    await write(async (tx) => addJob(tx, 'people.import', { id }));
    await runDueJobs();
    expect(await invitedOf()).toHaveLength(60);
    expect(await db.select().from(mails)).toHaveLength(60);
    expect((await db.select().from(jobs)).filter((job) => job.kind === 'people.import').every((job) => job.doneAt)).toBe(
      true,
    );
    const again = await previewImport(office, many(60));
    expect((await readImport(office, again)).failures.map(({ problem }) => problem)).toEqual(Array(60).fill('exists'));
  }, 30_000);

  it('names who was invited meanwhile, and goes on with the others', async () => {
    const { as } = await makeAlliance();
    const office = await as('office');
    const id = await previewImport(office, many(3));
    await invitePerson(office, { name: 'Schneller', email: 'p1@liste.example', language: 'de' });
    await startImport(office, id);
    await runDueJobs();
    expect(await readImport(office, id)).toMatchObject({ invited: 2, failures: [{ row: 3, problem: 'exists' }] });
  });

  it('stops when the one who began it may no longer invite anybody', async () => {
    const { as, ids } = await makeAlliance();
    const office = await as('office');
    await setOffice(office, ids.stranger, true);
    const id = await previewImport(await as('stranger'), many(2));
    await startImport(await as('stranger'), id);
    await disablePerson(office, ids.stranger);
    await runDueJobs();
    expect(await readImport(office, id)).toMatchObject({ done: 2, invited: 0, failures: [{ problem: 'stopped' }, {}] });
    expect(await invitedOf()).toEqual([]);
  });
});
