import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '~/access/policy';
import { askedBy, filePath, registerFilter } from '~/features/decisions/decisions';
import { decisionsIn, registerPage } from '~/features/decisions/decisions.server';
import { paperOf, registerFile, tableOf } from '~/features/decisions/export.server';
import { type Register, registerOfGroup, registersOf } from '~/features/decisions/registers.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { endTypst } from '~/services/export/typst.server';
import { exportDocument } from '~/texts/export/export.server';
import { decision } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { approved, fillRegister } from './register';

useDatabase();
afterAll(endTypst);

const visitor: Actor = { kind: 'visitor' };
const asked = (filter: Record<string, string> = {}) => registerFilter.parse(filter);
const numbers = async (registers: Register[], filter: Record<string, string> = {}) =>
  (await decisionsIn(registers, asked(filter))).map(({ number }) => number);

describe('who reads a register', () => {
  it.each(['guest', 'partner', 'otherPartner', 'stranger'] as const)('is not %s', async (role) => {
    const alliance = await makeAlliance();
    const actor = await alliance.as(role);
    await expect(registerOfGroup(actor, alliance.slug)).rejects.toThrow(NotFound);
    await expect(registersOf(actor)).rejects.toThrow(NotFound);
  });

  it('is no visitor, and nobody for a group there is not', async () => {
    const alliance = await makeAlliance();
    await expect(registerOfGroup(visitor, alliance.slug)).rejects.toThrow(SignInRequired);
    await expect(registersOf(visitor)).rejects.toThrow(NotFound);
    await expect(registerOfGroup(await alliance.as('office'), 'gibt-es-nicht')).rejects.toThrow(NotFound);
  });

  it.each(['office', 'lead', 'secretary', 'member'] as const)('is %s, with what is internal', async (role) => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const actor = await alliance.as(role);
    const register = await registerOfGroup(actor, alliance.slug);
    expect(await numbers([register])).toEqual(['SPR 2026-03', 'SPR 2026-02', 'SPR 2026-01', 'SPR 2025-01']);
    expect(await registersOf(actor)).toEqual([register]);
  });

  it('keeps what is internal from those who may not read that', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const register = await registerOfGroup(await alliance.as('member'), alliance.slug);
    const listed = await decisionsIn([{ ...register, readsInternal: false }], asked());
    expect(listed.map(({ resolutionText }) => resolutionText)).not.toContain('GEHEIM-BESCHLUSS');
    expect(listed).toHaveLength(3);
  });
});

describe('across groups', () => {
  it('each reads those they are in, the Geschäftsstelle all', async () => {
    const here = await makeAlliance('sprache');
    const there = await makeAlliance('wohnen');
    await approved(here, { number: 1, day: '2026-01-08', open: [decision('a', 'Hier.', { result: 'consensus' })] });
    await approved(there, { number: 1, day: '2026-02-05', open: [decision('b', 'Dort.', { result: 'consensus' })] });
    expect(await numbers(await registersOf(await here.as('member')))).toEqual(['SPR 2026-01']);
    const all = await registersOf(await here.as('office'));
    expect(await numbers(all)).toEqual(['WOH 2026-01', 'SPR 2026-01']);
    expect(await numbers(all, { gruppe: 'sprache' })).toEqual(['SPR 2026-01']);
  });

  it('asking for a group one may not read finds nothing', async () => {
    const here = await makeAlliance('sprache');
    const there = await makeAlliance('wohnen');
    await approved(there, { number: 1, day: '2026-02-05', open: [decision('b', 'Dort.', { result: 'consensus' })] });
    expect(await numbers(await registersOf(await here.as('lead')), { gruppe: 'wohnen' })).toEqual([]);
  });
});

describe('what stands in a register', () => {
  it('is nothing from minutes that are a draft or in review', async () => {
    const alliance = await makeAlliance();
    const register = await registerOfGroup(await alliance.as('lead'), alliance.slug);
    await fillRegister(alliance);
    const texts = (await decisionsIn([register], asked())).map(({ resolutionText }) => resolutionText);
    expect(texts).not.toContain('Noch nicht genehmigt.');
  });

  it('is narrowed by words, however they are spelled, and by number', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    expect(await numbers(registers, { text: 'BUERO' })).toEqual(['SPR 2026-01', 'SPR 2025-01']);
    expect(await numbers(registers, { text: 'offnet munchen' })).toEqual(['SPR 2025-01']);
    expect(await numbers(registers, { text: 'spr 2026-02' })).toEqual(['SPR 2026-02']);
    expect(await numbers(registers, { text: 'Büro Kurse' })).toEqual([]);
  });

  it('is narrowed by year, result and state', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    expect(await numbers(registers, { jahr: '2025' })).toEqual(['SPR 2025-01']);
    expect(await numbers(registers, { ergebnis: 'rejected' })).toEqual(['SPR 2026-02']);
    expect(await numbers(registers, { stand: 'in_force' })).toEqual(['SPR 2026-03', 'SPR 2026-01', 'SPR 2025-01']);
    expect(await numbers(registers, { jahr: 'neulich', ergebnis: 'x', stand: 'x', gruppe: '../x' })).toHaveLength(4);
  });

  it('says that what was rejected was never in force', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    const [rejected] = await decisionsIn(registers, asked({ ergebnis: 'rejected' }));
    expect(rejected).toMatchObject({ state: null, yes: 0, no: 9, abstained: 0, day: '2026-03-12', origin: { kind: 'minutes', meetingNumber: 2 } });
  });

  it('comes in pages of thirty', async () => {
    const alliance = await makeAlliance();
    const open = Array.from({ length: 31 }, (_, at) => decision(`d${at}`, `Nummer ${at}`, { result: 'consensus' }));
    await approved(alliance, { number: 1, day: '2026-01-08', open });
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    const first = await registerPage(registers, asked(), 1);
    expect([first.decisions.length, first.found, first.pages, first.years]).toEqual([30, 31, 2, [2026]]);
    const beyond = await registerPage(registers, asked(), 9);
    expect([beyond.page, beyond.decisions.map(({ number }) => number)]).toEqual([2, ['SPR 2026-01']]);
  });
});

describe('the register as a file', () => {
  it('has exactly what is asked for, and no formulas', async () => {
    const alliance = await makeAlliance();
    await approved(alliance, {
      number: 1,
      day: '2026-01-08',
      open: [decision('a', '=1+1; "so"', { yes: 3, no: 0, abstained: 0 }), decision('b', 'Anders', { result: 'postponed' })],
    });
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    const csv = tableOf(await decisionsIn(registers, asked({ ergebnis: 'adopted' })), 'de');
    expect(csv.split('\r\n')).toEqual([
      '\uFEFFNummer;Arbeitsgruppe;Tag;Herkunft;Sitzung Nr.;Wortlaut;Ja;Nein;Enthaltungen;Ergebnis;Stand;Intern',
      `SPR 2026-01;AG sprache;08.01.2026;Sitzung;1;"'=1+1; ""so""";3;0;0;angenommen;gilt;nein`,
      '',
    ]);
  });

  it('is a paper as well, which says what was chosen and that it is internal', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const wanted = { registers: [await registerOfGroup(await alliance.as('member'), alliance.slug)], language: 'de' as const, title: 'Beschlüsse' };
    const written = async (filter: Record<string, string>) => {
      const narrowed = { ...wanted, filter: asked(filter) };
      const paper = paperOf(await decisionsIn(narrowed.registers, narrowed.filter), narrowed);
      return [paper.state, Buffer.from((await exportDocument(paper, 'md')).bytes).toString()] as const;
    };
    const [state, all] = await written({});
    expect(state).toMatch(/ · enthält interne Teile$/);
    expect(all).toContain('GEHEIM-BESCHLUSS');
    const [open, chosen] = await written({ jahr: '2025' });
    expect(open).not.toContain('intern');
    expect(chosen).toContain('Jahr: 2025');
    expect(chosen).toContain('Beschluss SPR 2025');
    expect(chosen).not.toContain('SPR 2026');
  });

  it('says on paper whose decisions it holds', async () => {
    const here = await makeAlliance('sprache');
    await makeAlliance('wohnen');
    const registers = await registersOf(await here.as('office'));
    const authorOf = (filter: Record<string, string>) =>
      paperOf([], { registers, filter: asked(filter), language: 'de', title: 'Beschlüsse' }).author;
    expect([authorOf({}), authorOf({ gruppe: 'sprache' })]).toEqual(['2 Arbeitsgruppen', 'AG sprache']);
  });

  it('is asked for with the filter of the list', () => {
    expect(filePath('/beschluesse', 'csv', askedBy(asked()))).toBe('/beschluesse/ausgabe/csv');
    expect(filePath('/beschluesse', 'pdf', askedBy(asked({ text: 'Büro', jahr: '2026' })))).toBe(
      '/beschluesse/ausgabe/pdf?text=B%C3%BCro&jahr=2026',
    );
  });

  it('is a PDF where that is asked for, and nothing in a format there is not', async () => {
    const alliance = await makeAlliance();
    await fillRegister(alliance);
    const registers = [await registerOfGroup(await alliance.as('member'), alliance.slug)];
    const wanted = { registers, filter: asked(), language: 'de' as const, title: 'Beschlüsse' };
    const pdf = await registerFile(wanted, 'pdf');
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(registerFile(wanted, 'exe')).rejects.toThrow(NotFound);
  });
});
