import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { auditLog, connections, db, mails, meetings, memberships, minutes, participants, people, texts, write } from '~db/client.server';
import type { FieldId, GroupId, MinutesState, PersonId } from '~db/values';
import { names, readBoard } from '~/features/groups/board';
import { boardOf } from '~/features/groups/board.server';
import { assign, leaveGroup, recentAssignments, undoAssignment } from '~/features/groups/memberships.server';
import { mostAtOnce } from '~/features/groups/plan.server';
import { requestToJoin } from '~/features/groups/requests.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { useDatabase } from '../../setup/database';
import { as, join, makeField, makeGroup, makeOrganisation, makePerson, speakFor } from './village';

useDatabase();

let office: PersonId;
let lead: PersonId;
let anna: PersonId;
let field: FieldId;
let group: GroupId;

beforeEach(async () => {
  office = await makePerson('Olga Office', { office: true });
  lead = await makePerson('Lena Leit');
  anna = await makePerson('Anna Müller', { email: 'a.m@schule.example' });
  field = await makeField('Sprache');
  group = await makeGroup('Sprachcafé', { fieldId: field, slug: 'sprachcafe' });
  await join(lead, group, 'lead');
});

const asked = (said: Record<string, string> = {}, chosen: PersonId[] = []) =>
  readBoard(new URLSearchParams([...Object.entries(said), ...chosen.map((id) => [names.person, id])]));

const namesFound = async (said: Record<string, string>) =>
  (await boardOf(await as(office), asked(said))).people.map(({ name }) => name);

async function addMinutes(number: number, state: MinutesState, present: PersonId[] = []) {
  await write(async (tx) => {
    const moment = new Date();
    const [meeting] = await tx
      .insert(meetings)
      .values({ groupId: group, number, startsAt: moment, endsAt: moment, createdAt: moment, createdBy: lead })
      .returning({ id: meetings.id });
    const [text] = await tx.insert(texts).values({ kind: 'minutes', createdAt: moment }).returning({ id: texts.id });
    for (const personId of present) {
      await tx
        .insert(participants)
        .values({ meetingId: meeting!.id, personId, name: 'x', role: 'guest', presence: 'present' });
    }
    await tx
      .insert(minutes)
      .values({ meetingId: meeting!.id, groupId: group, textId: text!.id, state, createdAt: moment });
  });
}

describe('boardOf', () => {
  it('refuses everyone but the Geschäftsstelle', async () => {
    await expect(boardOf({ kind: 'visitor' }, asked())).rejects.toBeInstanceOf(SignInRequired);
    for (const id of [lead, anna]) await expect(boardOf(await as(id), asked())).rejects.toBeInstanceOf(NotFound);
  });

  it('finds people by either spelling of their name, by address, and by where they belong', async () => {
    const caritas = await makeOrganisation('Caritas', 'welfare');
    const union = await makeOrganisation('DGB', 'union');
    await speakFor(anna, caritas);
    await speakFor(lead, union, { endDate: addDays(today(), -1) });
    const other = await makePerson('Bernd Bitte');
    await requestToJoin(await as(other), { groupId: group, message: '' });
    expect(await namesFound({ [names.q]: 'Mueller' })).toEqual(['Anna Müller']);
    expect(await namesFound({ [names.q]: 'MÜLLER' })).toEqual(['Anna Müller']);
    expect(await namesFound({ [names.q]: 'schule.example' })).toEqual(['Anna Müller']);
    expect(await namesFound({ [names.q]: '%' })).toHaveLength(4);
    expect(await namesFound({ [names.organisation]: caritas })).toEqual(['Anna Müller']);
    expect(await namesFound({ [names.kind]: 'welfare' })).toEqual(['Anna Müller']);
    expect(await namesFound({ [names.kind]: 'union' })).toEqual([]);
    expect(await namesFound({ [names.place]: 'none' })).toEqual(['Anna Müller', 'Bernd Bitte', 'Olga Office']);
    expect(await namesFound({ [names.place]: `field:${field}` })).toEqual(['Lena Leit']);
    expect(await namesFound({ [names.place]: `group:${group}` })).toEqual(['Lena Leit']);
    expect(await namesFound({ [names.requested]: 'on' })).toEqual(['Bernd Bitte']);
  });

  it('shows groups with numbers and the kinds of partner that are missing', async () => {
    await makeOrganisation('DGB', 'union');
    await speakFor(lead, await makeOrganisation('Caritas', 'welfare'));
    const { groups } = await boardOf(await as(office), asked());
    expect(groups).toEqual([
      expect.objectContaining({ name: 'Sprachcafé', numbers: [{ role: 'lead', count: 1 }], missing: ['union'] }),
    ]);
  });

  it('keeps those chosen on other pages, and chooses all that are found or nobody', async () => {
    const packed = { [names.chosen]: `${anna}${lead}` };
    expect((await boardOf(await as(office), asked(packed, [office]))).chosen).toEqual([anna, lead, office]);
    const all = asked({ ...packed, [names.choose]: 'all', [names.place]: `group:${group}` });
    expect((await boardOf(await as(office), all)).chosen).toEqual([anna, lead]);
    expect((await boardOf(await as(office), asked({ ...packed, [names.choose]: 'none' }))).chosen).toEqual([]);
  });

  it('names those chosen who do not stand in the list, however the filters hide them', async () => {
    const board = await boardOf(await as(office), asked({ [names.q]: 'Müller' }, [anna, lead]));
    expect(board.people.map(({ name }) => name)).toEqual(['Anna Müller']);
    expect(board.elsewhere).toEqual({ count: 1, people: [{ id: lead, name: 'Lena Leit' }] });
  });

  it('takes filters away, and nobody out of the choice', async () => {
    const board = asked({ [names.q]: 'Müller', [names.requested]: 'on', [names.clear]: 'alle', [names.to]: 'lead' }, [anna]);
    expect(board).toMatchObject({ q: '', requested: false, to: 'lead', chosen: [anna] });
  });

  it('takes an address that makes no sense as one that says nothing', () => {
    const board = asked({ seite: '-3', art: 'x', wo: 'group:1', gruppe: "'--", rolle: 'king', gewaehlt: 'xx', bis: 'x' });
    expect(board).toMatchObject({ page: 1, kind: undefined, place: undefined, group: undefined, to: 'member' });
    expect(board.chosen).toEqual([]);
  });
});

describe('the preview', () => {
  const preview = async (said: Record<string, string>, ...chosen: PersonId[]) =>
    (await boardOf(await as(office), asked({ [names.group]: group, ...said }, chosen))).preview;

  it('says what is missing', async () => {
    expect(await preview({})).toEqual({ kind: 'incomplete', missing: 'people' });
    expect(await preview({ [names.group]: '' }, anna)).toEqual({ kind: 'incomplete', missing: 'group' });
  });

  it('refuses what the step itself would refuse', async () => {
    expect(await preview({ [names.to]: 'guest' }, anna)).toMatchObject({ code: 'guestNeedsEnd' });
    expect(await preview({ [names.to]: 'member' }, lead)).toMatchObject({ code: 'lastLead' });
    expect(await preview({ [names.to]: 'end' }, anna)).toMatchObject({ code: 'nothingChanges' });
  });

  it('counts who reads which minutes for the first time, and writes nothing', async () => {
    const guest = await makePerson('Gerd Gast');
    await join(guest, group, 'guest', new Date(Date.now() + 3_600_000));
    await addMinutes(1, 'approved', [guest]);
    await addMinutes(2, 'approved');
    await addMinutes(3, 'draft');
    const before = await db.select().from(memberships);
    expect(await preview({}, anna, office, guest)).toMatchObject({
      kind: 'plan',
      count: 3,
      changed: 1,
      // The Geschäftsstelle reads everything already; the guest one of three.
      consequences: { gain: { people: 2, minutes: 3 }, lose: { people: 0, minutes: 0 } },
    });
    const until = addDays(today(), 3);
    expect(await preview({ [names.to]: 'guest', [names.until]: until }, anna)).toMatchObject({
      consequences: { gain: { people: 0, minutes: 0 } },
    });
    expect(await preview({ [names.to]: 'end' }, guest)).toMatchObject({
      consequences: { lose: { people: 1, minutes: 1 } },
    });
    expect(await db.select().from(memberships)).toEqual(before);
  });

  it('comes true', async () => {
    await addMinutes(1, 'draft');
    const promised = await preview({}, anna);
    const { plan } = await assign(await as(office), { groupId: group, people: [anna], to: 'member' });
    expect(promised).toMatchObject({ count: plan.changes.length });
    await leaveGroup(await as(anna), group);
  });
});

describe('with two thousand people', () => {
  async function crowd(count: number): Promise<PersonId[]> {
    return write(async (tx) => {
      const ids: PersonId[] = [];
      for (let index = 0; index < count; index += 1) {
        const name = `Person ${String(index).padStart(4, '0')}`;
        const [row] = await tx
          .insert(people)
          .values({
            name,
            searchName: name.toLowerCase(),
            email: `${count}-${index}@verein.example`,
            createdAt: new Date(),
          })
          .returning({ id: people.id });
        ids.push(row!.id);
      }
      return ids;
    });
  }

  it('takes as many statements as with twenty', async () => {
    await addMinutes(1, 'draft');
    const statements = vi.spyOn(connections().reads, 'prepare');
    const count = async (chosen: PersonId[]) => {
      const actor = await as(office);
      statements.mockClear();
      const board = await boardOf(actor, asked({ [names.group]: group }, chosen));
      return { statements: statements.mock.calls.length, board };
    };
    // What is put together once and kept is not counted.
    const some = await crowd(20);
    await count(some);
    const few = await count(some);
    const many = await crowd(2000);
    const full = await count(many);
    expect(few.statements).toBeGreaterThan(5);
    expect(full.statements).toBe(few.statements);
    expect(full.board).toMatchObject({ found: 2023, pages: 68, preview: { kind: 'plan', count: 2000 } });
  });

  it('gives all of them a role in one step, each told and recorded, and takes it back', async () => {
    const many = await crowd(2000);

    const held = async () => {
      const rows = await db
        .select({ id: memberships.id })
        .from(memberships)
        .where(and(eq(memberships.groupId, group), eq(memberships.role, 'member')));
      return rows.length;
    };
    const recorded = async (action: string) =>
      (await db.select({ sequence: auditLog.sequence }).from(auditLog).where(eq(auditLog.action, action))).length;
    const step = await assign(await as(office), { groupId: group, people: many, to: 'member' });
    expect([await held(), await recorded('membership.began')]).toEqual([2000, 2000]);
    expect(await db.select({ id: mails.id }).from(mails)).toHaveLength(2000);
    expect(await recentAssignments(await as(office))).toMatchObject([{ people: 2000, to: 'member' }]);

    const answer = await undoAssignment(await as(office), step.id);
    expect(answer).toMatchObject({ undone: 2000, kept: 0 });
    expect([await held(), await recorded('membership.undone')]).toEqual([0, 2000]);
  });

  it('lets others be answered while so many are written', async () => {
    const many = await crowd(500);
    let turns = 0;
    const turn = () => {
      turns += 1;
      waiting = setImmediate(turn);
    };
    let waiting = setImmediate(turn);
    await assign(await as(office), { groupId: group, people: many, to: 'member' });
    clearImmediate(waiting);
    expect(turns).toBeGreaterThan(5);
  });

  it('refuses more than the board is made for', async () => {
    const most = Array.from({ length: mostAtOnce + 1 }, () => anna);
    await expect(assign(await as(office), { groupId: group, people: most, to: 'member' })).rejects.toMatchObject({
      code: 'tooMany',
    });
  });
});
