/** Tasks in lists: who finds which, narrowed and ordered, as a board and as a table to take along. */
import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, write } from '~db/client.server';
import { assigneeValue } from '~/editor/assignee';
import { createTask } from '~/features/tasks/keeping.server';
import { boardOf, listMyTasks, listTasks, tasksFrame, tasksToExport } from '~/features/tasks/listing.server';
import { type NewTaskInput, type TaskQuery, taskQuery } from '~/features/tasks/tasks';
import { setTaskState } from '~/features/tasks/tasks.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { actionItem } from '../../editor/examples';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { begin, type } from '../minutes/session';

useDatabase();

let alliance: Alliance;

beforeEach(async () => {
  alliance = await makeAlliance();
});

const make = async (what: string, more: Partial<NewTaskInput> = {}) =>
  createTask(await alliance.as('lead'), alliance.groupId, {
    what, assignee: null, dueDate: null, note: '', priority: 'normal', repeats: null, steps: [], ...more,
  });

const asked = (search = ''): TaskQuery => taskQuery(new Request(`https://portal.example/?${search}`));
const found = async (search = '') =>
  (await listTasks(await alliance.as('lead'), alliance.groupId, asked(search))).tasks.map(({ what }) => what);
const mine = async (role: Role, search = '') => (await listMyTasks(await alliance.as(role), asked(search))).tasks.map(({ what }) => what);

describe('the list of a group', () => {
  it.each(['guest', 'partner', 'stranger'] as const)('is not for %s', async (role) => {
    await make('Eins');
    const actor = await alliance.as(role);
    await expect(listTasks(actor, alliance.groupId, asked())).rejects.toThrow(NotFound);
    await expect(tasksFrame(actor, alliance.groupId)).rejects.toThrow(NotFound);
    await expect(boardOf(actor, alliance.groupId, asked())).rejects.toThrow(NotFound);
    await expect(tasksToExport(actor, alliance.groupId, asked())).rejects.toThrow(NotFound);
  });

  it('sends visitors to sign in', async () => {
    await expect(listTasks({ kind: 'visitor' }, alliance.groupId, asked())).rejects.toThrow(SignInRequired);
  });

  it.each(['office', 'lead', 'secretary', 'member'] as const)('is for %s, and holds no task of another group', async (role) => {
    await make('Eins');
    const other = await makeAlliance('wohnen');
    await createTask(await other.as('lead'), other.groupId, {
      what: 'Fremd', assignee: null, dueDate: null, note: '', priority: 'normal', repeats: null, steps: [],
    });
    const list = await listTasks(await alliance.as(role), alliance.groupId, asked('gruppe=wohnen'));
    expect(list.tasks.map(({ what }) => what)).toEqual(['Eins']);
    expect(list).toMatchObject({ found: 1 });
    expect(await tasksFrame(await alliance.as(role), alliance.groupId)).toMatchObject({ all: 1, mayAdd: role !== 'office' });
  });

  it('shows what is still to be done, what is due next first, then what is urgent', async () => {
    await make('später', { dueDate: addDays(today(), 30) });
    await make('ohne Termin');
    await make('ohne Termin, dringend', { priority: 'high' });
    await make('überfällig', { dueDate: addDays(today(), -1) });
    await setTaskState(await alliance.as('lead'), await make('erledigt'), 'done');
    expect(await found()).toEqual(['überfällig', 'später', 'ohne Termin, dringend', 'ohne Termin']);
    expect((await found('nach=priority'))[0]).toBe('ohne Termin, dringend');
    expect(await found('stand=done')).toEqual(['erledigt']);
    expect(await found('stand=all')).toHaveLength(5);
  });

  it('is narrowed by words however they are typed, by person, organisation, day and origin', async () => {
    await make('Räume für Übungen suchen', { assignee: { kind: 'person', id: alliance.ids.member }, dueDate: today() });
    await make('Flyer drucken', { assignee: { kind: 'organisation', id: alliance.organisationId }, dueDate: addDays(today(), -3) });
    await make('100 % prüfen');
    expect(await found('worte=raeume')).toEqual(['Räume für Übungen suchen']);
    expect(await found('worte=UBUNG')).toEqual(['Räume für Übungen suchen']);
    expect(await found('worte=suchen+Raume')).toEqual(['Räume für Übungen suchen']);
    expect(await found('worte=suchen+Flyer')).toEqual([]);
    expect(await found('worte=%25')).toHaveLength(3);
    expect(await found(`wer=${assigneeValue({ kind: 'person', id: alliance.ids.member })}`)).toEqual(['Räume für Übungen suchen']);
    expect(await found(`wer=${assigneeValue({ kind: 'organisation', id: alliance.organisationId })}`)).toEqual(['Flyer drucken']);
    expect(await found('wer=nobody')).toEqual(['100 % prüfen']);
    for (const nonsense of ['person:zzz', 'alle', 'person:']) expect(await found(`wer=${nonsense}`)).toHaveLength(3);
    expect(await found('frist=overdue')).toEqual(['Flyer drucken']);
    expect(await found('frist=week')).toEqual(['Räume für Übungen suchen']);
    expect(await found('frist=none')).toEqual(['100 % prüfen']);
    expect(await found('aus=minutes')).toEqual([]);
    expect(await found('aus=hand')).toHaveLength(3);
    expect(await found('stand=unsinn&frist=unsinn&seite=-4')).toHaveLength(3);
  });

  it('takes nothing that is typed for a pattern', async () => {
    await make('Raum_7 suchen');
    expect(await found("worte='; DROP TABLE tasks; --")).toEqual([]);
    expect(await found('worte=Raum')).toEqual(['Raum_7 suchen']);
  });

  it('comes in pages', async () => {
    for (let at = 0; at < 51; at += 1) await make(`Aufgabe ${at}`);
    const list = await listTasks(await alliance.as('lead'), alliance.groupId, asked('seite=99'));
    expect(list).toMatchObject({ found: 51, page: 2, pages: 2 });
    expect(list.tasks).toHaveLength(1);
    expect(await tasksToExport(await alliance.as('office'), alliance.groupId, asked())).toHaveLength(51);
  });

  it('is a board as well, with every state and the same filter', async () => {
    await make('Eins');
    await setTaskState(await alliance.as('lead'), await make('Zwei'), 'done');
    const columns = await boardOf(await alliance.as('lead'), alliance.groupId, asked());
    expect(columns.map(({ state, count }) => [state, count])).toEqual([['open', 1], ['in_progress', 0], ['done', 1], ['obsolete', 0]]);
    const narrowed = await boardOf(await alliance.as('lead'), alliance.groupId, asked('worte=zwei'));
    expect(narrowed.map(({ tasks }) => tasks.length)).toEqual([0, 0, 1, 0]);
  });
});

describe('one’s own tasks', () => {
  it('are those given to oneself or to an organisation one speaks for, of all groups', async () => {
    await make('für das Mitglied', { assignee: { kind: 'person', id: alliance.ids.member } });
    await make('für den Gast', { assignee: { kind: 'person', id: alliance.ids.guest } });
    await make('für den Verband', { assignee: { kind: 'organisation', id: alliance.organisationId } });
    await make('für niemanden');
    expect(await mine('member')).toEqual(['für das Mitglied']);
    expect(await mine('guest')).toEqual(['für den Gast']);
    expect(await mine('partner')).toEqual(['für den Verband']);
    expect(await mine('office')).toEqual([]);
    expect(await mine('stranger')).toEqual([]);
    expect(await mine('member', `wer=person:${alliance.ids.guest}`)).toEqual(['für das Mitglied']);
  });

  it('of drafts and internal passages are seen by those inside alone', async () => {
    const begun = await begin(alliance);
    await type(begun, [
      actionItem('t1', 'Gast', { assignee: `person:${alliance.ids.guest}` }),
      actionItem('t2', 'Mitglied', { assignee: `person:${alliance.ids.member}` }),
      actionItem('t3', 'Verband', { assignee: `organisation:${alliance.organisationId}` }),
    ]);
    expect([await mine('guest'), await mine('member'), await mine('partner')]).toEqual([[], ['Mitglied'], []]);
    await write(async (tx) => tx.update(minutes).set({ state: 'in_review' }));
    expect([await mine('guest'), await mine('partner')]).toEqual([['Gast'], ['Verband']]);
  });
});
