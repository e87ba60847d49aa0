/** Making, changing and ending tasks, their steps, and what is said about them. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, comments, db, groups, mails, memberships, minutes, tasks, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { Day, PersonId, TaskId } from '~db/values';
import { documentPage } from '~/features/documents/page.server';
import { assigneesOf, beginningFrom, changeTask, changeTasks, createTask } from '~/features/tasks/keeping.server';
import { takeStep } from '~/features/tasks/steps.server';
import { taskPage } from '~/features/tasks/page.server';
import { type NewTaskInput, bulkSchema, newTaskSchema, nextDue, ownTaskSchema, taskQuery, taskSchema } from '~/features/tasks/tasks';
import { basisOf, setTaskState } from '~/features/tasks/tasks.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { writeComment } from '~/texts/commenting.server';
import { actionItem } from '../../editor/examples';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { trashDocument } from '~/features/documents/keeping.server';
import { dueTasksOf } from '~/features/tasks/due.server';
import { listMyTasks, listTasks } from '~/features/tasks/listing.server';
import { beginDocument, share } from '../documents/paper';
import { type Begun, begin, type } from '../minutes/session';

useDatabase();

let alliance: Alliance;

beforeEach(async () => {
  alliance = await makeAlliance();
});

const input = (more: Partial<NewTaskInput> = {}): NewTaskInput => ({
  what: 'Räume suchen',
  assignee: null,
  dueDate: null,
  note: '',
  priority: 'normal',
  repeats: null,
  steps: [],
  ...more,
});

const make = async (more: Partial<NewTaskInput> = {}, by: Role = 'lead') =>
  createTask(await alliance.as(by), alliance.groupId, input(more));
const toPerson = (role: Role) => ({ kind: 'person' as const, id: alliance.ids[role] });
const toPartner = () => ({ kind: 'organisation' as const, id: alliance.organisationId });
const row = async (id: TaskId) => (await db.select().from(tasks).where(eq(tasks.id, id)))[0]!;
/** As from a form that was filled a moment ago. */
const change = async (role: Role, id: TaskId, values: Record<string, string>) =>
  changeTask(await alliance.as(role), id, taskSchema.parse({ ...values, basis: basisOf(await row(id), false) }));
const page = async (role: Role, id: TaskId) => taskPage(await alliance.as(role), id);

describe('making a task', () => {
  it.each(['office', 'guest', 'partner', 'stranger'] as const)('is not for %s', async (role) => {
    await expect(make({}, role)).rejects.toThrow(NotFound);
  });

  it('sends visitors to sign in', async () => {
    await expect(createTask({ kind: 'visitor' }, alliance.groupId, input())).rejects.toThrow(SignInRequired);
  });

  it.each(['lead', 'secretary', 'member'] as const)('is for %s', async (role) => {
    const id = await make({ steps: ['Eins', 'Zwei'], note: 'Notiz' }, role);
    expect(await page(role, id)).toMatchObject({
      what: 'Räume suchen',
      note: 'Notiz',
      state: 'open',
      steps: [{ what: 'Eins', done: false }, { what: 'Zwei', done: false }],
      may: { edit: true, setState: true, comment: true },
    });
    expect(await db.select().from(auditLog)).toMatchObject([{ action: 'task.made', objectId: id }]);
  });

  it('makes one task of a form that is sent twice, and another where something else is typed', async () => {
    const key = newId<'task'>();
    expect([await make({ key }), await make({ key })]).toEqual([key, key]);
    expect(await db.select().from(tasks)).toHaveLength(1);
    expect(await db.select().from(auditLog)).toHaveLength(1);
    expect(await make({ key, what: 'Räume buchen' })).not.toBe(key);
    expect(await db.select().from(tasks)).toHaveLength(2);
    const other = await makeAlliance('wohnen');
    expect(await createTask(await other.as('lead'), other.groupId, input({ key }))).not.toBe(key);
  });

  it('is refused with a step that is too long, and says so at the steps', () => {
    const issues = (steps: string) => newTaskSchema.safeParse({ what: 'Räume suchen', steps }).error?.issues ?? [];
    expect(issues(`kurz\n${'x'.repeat(201)}`)).toMatchObject([{ path: ['steps'], message: 'stepTooLong|{"maximum":200}' }]);
    expect(issues('x'.repeat(200))).toEqual([]);
  });

  it('is refused for people who do not belong to the group', async () => {
    await expect(make({ assignee: toPerson('stranger') })).rejects.toMatchObject({ code: 'assigneeGone', field: 'assignee' });
    await expect(make({ assignee: { kind: 'organisation', id: 'xxxxxxxxxxxxxxxx' as never } })).rejects.toThrow(Rejected);
    expect(await db.select().from(tasks)).toEqual([]);
  });

  it('offers the people of the group, guests included, and organisations', async () => {
    const offered = await assigneesOf(alliance.groupId);
    expect(offered.people.map(({ id }) => id)).toContain(alliance.ids.guest);
    expect(offered.people.map(({ id }) => id)).not.toContain(alliance.ids.stranger);
    expect(offered.organisations.map(({ id }) => id)).toContain(alliance.organisationId);
  });
});

describe('a task from a document', () => {
  it('knows where it came from, and the document knows of it', async () => {
    const draft = await beginDocument(alliance);
    const said = { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'Bitte prüfen.' } as const;
    const thread = await writeComment(await alliance.as('lead'), draft.textId, said);
    const origin = { documentId: draft.id, commentId: thread };
    expect(await beginningFrom(await alliance.as('member'), alliance.groupId, origin)).toMatchObject({ note: 'Bitte prüfen.' });
    const id = await make(origin, 'member');
    expect((await page('member', id)).origin).toMatchObject({ kind: 'document', path: expect.stringContaining(`#anmerkung-${thread}`) });
    const document = await documentPage(await alliance.as('lead'), draft.id, { language: 'de', check: false });
    expect(document).toMatchObject({ tasks: [{ id, what: 'Räume suchen' }], mayAddTask: true });
  });

  it('shows no more of the document than its reader may read there', async () => {
    const draft = await beginDocument(alliance);
    const said = { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'Bitte prüfen.' } as const;
    const thread = await writeComment(await alliance.as('lead'), draft.textId, said);
    const id = await make({ assignee: toPerson('guest'), documentId: draft.id, commentId: thread });
    expect((await page('guest', id)).origin).toBeNull();
    await share(draft);
    expect((await page('guest', id)).origin).toMatchObject({ kind: 'document', path: expect.stringMatching(/dokumente\/\w+$/) });
    const listed = async () => (await listTasks(await alliance.as('lead'), alliance.groupId, taskQuery(new Request('https://portal.example/')))).tasks[0];
    expect(await listed()).toMatchObject({ document: expect.any(String) });
    await trashDocument(await alliance.as('lead'), draft.id);
    expect(await listed()).toMatchObject({ document: null });
    expect((await page('lead', id)).origin).toBeNull();
  });

  it('is refused for documents and threads of elsewhere', async () => {
    const draft = await beginDocument(alliance);
    const other = await makeAlliance('wohnen');
    const theirs = await beginDocument(other);
    const said = { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'GEHEIM' } as const;
    const thread = await writeComment(await other.as('lead'), theirs.textId, said);
    const lead = await alliance.as('lead');
    for (const origin of [{ documentId: theirs.id }, { documentId: draft.id, commentId: thread }]) {
      await expect(make(origin)).rejects.toThrow(NotFound);
      await expect(beginningFrom(lead, alliance.groupId, origin)).rejects.toThrow(NotFound);
    }
  });
});

describe('a task from what was said about minutes', () => {
  const say = async ({ textId }: Begun) =>
    writeComment(await alliance.as('lead'), textId, { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'Bitte klären.' });

  it('knows where it came from, and says so to those who read all of the minutes', async () => {
    const begun = await begin(alliance);
    const commentId = await say(begun);
    expect(await beginningFrom(await alliance.as('member'), alliance.groupId, { commentId })).toMatchObject({ note: 'Bitte klären.', title: null });
    const id = await make({ commentId, assignee: toPerson('guest') }, 'member');
    const origin = { kind: 'minutes', number: 1, path: `/gruppen/sprache/sitzungen/1/protokoll#anmerkung-${commentId}` };
    for (const role of ['lead', 'member', 'office'] as const) expect((await page(role, id)).origin, role).toMatchObject(origin);
    expect((await page('guest', id)).origin).toBeNull();
    const asked = taskQuery(new Request('https://portal.example/?aus=minutes'));
    expect((await listTasks(await alliance.as('lead'), alliance.groupId, asked)).tasks).toMatchObject([{ id }]);
  });

  it('can be changed while the minutes are a draft: they do not say what it is', async () => {
    const id = await make({ commentId: await say(await begin(alliance)) });
    await change('lead', id, { what: 'Anders' });
    expect((await row(id)).what).toBe('Anders');
  });

  it('is internal where an internal passage was spoken of', async () => {
    const commentId = await say(await begin(alliance));
    await write((tx) => tx.update(comments).set({ internal: true }).where(eq(comments.id, commentId!)));
    const id = await make({ commentId, assignee: toPerson('guest') });
    expect((await row(id)).internal).toBe(true);
    await expect(page('guest', id)).rejects.toThrow(NotFound);
  });

  it('is refused for minutes of elsewhere, and for comments that are on none', async () => {
    const other = await makeAlliance('wohnen');
    const theirs = await begin(other);
    const said = { intent: 'comment', form: 'neu', place: { kind: 'whole' }, body: 'GEHEIM' } as const;
    const onTheirs = await writeComment(await other.as('lead'), theirs.textId, said);
    const onDocument = await writeComment(await alliance.as('lead'), (await beginDocument(alliance)).textId, said);
    for (const commentId of [onTheirs, onDocument]) {
      await expect(make({ commentId })).rejects.toThrow(NotFound);
      await expect(beginningFrom(await alliance.as('lead'), alliance.groupId, { commentId })).rejects.toThrow(NotFound);
    }
  });
});

describe('a task is read', () => {
  it('by those inside, and by the guest or the partner whose it is', async () => {
    const forGuest = await make({ assignee: toPerson('guest') });
    const forPartner = await make({ assignee: toPartner() });
    for (const role of ['office', 'lead', 'secretary', 'member', 'guest'] as const) await page(role, forGuest);
    for (const role of ['office', 'lead', 'secretary', 'member', 'partner'] as const) await page(role, forPartner);
    for (const role of ['partner', 'stranger'] as const) await expect(page(role, forGuest)).rejects.toThrow(NotFound);
    for (const role of ['guest', 'otherPartner'] as const) await expect(page(role, forPartner)).rejects.toThrow(NotFound);
  });

  it('no longer by who has left the group', async () => {
    const id = await make({ assignee: toPerson('member') });
    await write(async (tx) =>
      tx.update(memberships).set({ endsAt: new Date(Date.now() - 1000) }).where(eq(memberships.personId, alliance.ids.member)),
    );
    await expect(page('member', id)).rejects.toThrow(NotFound);
  });
});

describe('a task is changed', () => {
  it('by lead, minute-taker, assignee and maker, and by nobody else', async () => {
    const id = await make({ assignee: toPerson('secretary') }, 'member');
    for (const role of ['lead', 'secretary', 'member'] as const) await change(role, id, { what: `von ${role}`, priority: 'high' });
    for (const role of ['office', 'guest', 'partner', 'stranger'] as const) {
      await expect(change(role, id, { what: 'nicht' })).rejects.toThrow(NotFound);
    }
    expect(await row(id)).toMatchObject({ what: 'von member', searchWhat: 'von member', priority: 'high' });
  });

  it('keeps whom it was given to, even after they have left', async () => {
    const id = await make({ assignee: toPerson('member') });
    await write(async (tx) => tx.delete(memberships).where(eq(memberships.personId, alliance.ids.member)));
    await change('lead', id, { what: 'Anders', assignee: `person:${alliance.ids.member}` });
    expect(await row(id)).toMatchObject({ what: 'Anders', assigneePersonId: alliance.ids.member });
  });

  it('not by a form that is older than what stands there; the same form sent twice is fine', async () => {
    const id = await make();
    const basis = basisOf(await row(id), false);
    const stale = taskSchema.parse({ what: 'Von mir', basis });
    await changeTask(await alliance.as('secretary'), id, taskSchema.parse({ what: 'Von ihr', basis }));
    const lead = await alliance.as('lead');
    await expect(changeTask(lead, id, stale)).rejects.toEqual(new Rejected('changedMeanwhile'));
    expect(await row(id)).toMatchObject({ what: 'Von ihr' });
    await expect(changeTask(lead, id, taskSchema.parse({ what: 'Von ihr', basis }))).resolves.toBeUndefined();
    await change('lead', id, { what: 'Von mir' });
    expect(await row(id)).toMatchObject({ what: 'Von mir' });
    expect((await db.select().from(auditLog).where(eq(auditLog.action, 'task.changed'))).length).toBe(2);
  });

  it('is not refused for words of the minutes that changed, by the form that leaves them out', async () => {
    const begun = await begin(alliance);
    await type(begun, [actionItem('t1', 'Aus dem Protokoll')]);
    const [task] = await db.select().from(tasks);
    await type(begun, [actionItem('t1', 'Anders gesagt')]);
    await changeTask(await alliance.as('lead'), task!.id, ownTaskSchema.parse({ note: 'Notiz', basis: basisOf(task!, true) }));
    expect(await row(task!.id)).toMatchObject({ what: 'Anders gesagt', note: 'Notiz' });
  });

  it('in its minutes as long as these are not approved; what is its own here', async () => {
    const begun = await begin(alliance);
    await type(begun, [actionItem('t1', 'Aus dem Protokoll')]);
    const [task] = await db.select().from(tasks);
    const lead = await alliance.as('lead');
    await expect(change('lead', task!.id, { what: 'Anders' })).rejects.toMatchObject({ code: 'taskInMinutes' });
    await changeTask(lead, task!.id, ownTaskSchema.parse({ note: 'Notiz', priority: 'high', basis: basisOf(task!, true) }));
    expect(await row(task!.id)).toMatchObject({ what: 'Aus dem Protokoll', note: 'Notiz', priority: 'high' });
    await write(async (tx) => tx.update(minutes).set({ state: 'approved' }));
    await change('lead', task!.id, { what: 'Anders', note: 'Notiz' });
    expect(await row(task!.id)).toMatchObject({ what: 'Anders' });
  });
});

describe('several at once', () => {
  const bulk = (ids: TaskId[], more: object) => bulkSchema.parse({ intent: 'bulk', tasks: ids, ...more });

  it('change all or none', async () => {
    const own = await make({ assignee: toPerson('member') });
    const others = await make();
    const member = await alliance.as('member');
    await expect(changeTasks(member, alliance.groupId, bulk([own, others], { state: 'done' }))).rejects.toThrow(NotFound);
    expect(await row(own)).toMatchObject({ state: 'open' });
    const lead = await alliance.as('lead');
    const due = addDays(today(), 3);
    expect(await changeTasks(lead, alliance.groupId, bulk([own, others, own], { state: 'in_progress', dueDate: due }))).toBe(2);
    expect(await row(others)).toMatchObject({ state: 'in_progress', dueDate: due, assigneePersonId: null });
    expect(await row(own)).toMatchObject({ dueDate: due, assigneePersonId: alliance.ids.member });
  });

  it('are given to nobody, due no more, and more or less urgent', async () => {
    const id = await make({ assignee: toPerson('member'), dueDate: today() });
    const lead = await alliance.as('lead');
    await changeTasks(lead, alliance.groupId, bulk([id], { priority: 'high' }));
    expect(await row(id)).toMatchObject({ priority: 'high', assigneePersonId: alliance.ids.member, dueDate: today() });
    await changeTasks(lead, alliance.groupId, bulk([id], { assignee: 'nobody', noDue: 'yes' }));
    expect(await row(id)).toMatchObject({ priority: 'high', assigneePersonId: null, dueDate: null, state: 'open' });
    await changeTasks(lead, alliance.groupId, bulk([id], { assignee: `organisation:${alliance.organisationId}` }));
    expect(await row(id)).toMatchObject({ assigneePersonId: null, assigneeOrganisationId: alliance.organisationId });
  });

  it('of minutes that are not approved are more or less urgent, and nothing else', async () => {
    await type(await begin(alliance), [actionItem('t1', 'Aus dem Protokoll')]);
    const [task] = await db.select().from(tasks);
    const lead = await alliance.as('lead');
    await changeTasks(lead, alliance.groupId, bulk([task!.id], { priority: 'high' }));
    expect(await row(task!.id)).toMatchObject({ priority: 'high' });
    await expect(changeTasks(lead, alliance.groupId, bulk([task!.id], { noDue: 'yes' }))).rejects.toMatchObject({ code: 'taskInMinutes' });
  });

  it('are refused when nothing is to change, and when they are of another group', async () => {
    const id = await make();
    const lead = await alliance.as('lead');
    await expect(changeTasks(lead, alliance.groupId, bulk([id], {}))).rejects.toMatchObject({ code: 'nothingToChange' });
    const other = await makeAlliance('wohnen');
    await expect(changeTasks(await other.as('lead'), other.groupId, bulk([id], { state: 'done' }))).rejects.toThrow(NotFound);
    expect(bulkSchema.safeParse({ intent: 'bulk', state: 'done' }).error?.issues[0]).toMatchObject({ message: 'nothingChosen' });
  });
});

describe('the state', () => {
  it('is set by those who see to it', async () => {
    const forGuest = await make({ assignee: toPerson('guest') });
    const forPartner = await make({ assignee: toPartner() });
    await setTaskState(await alliance.as('guest'), forGuest, 'done');
    await setTaskState(await alliance.as('partner'), forPartner, 'in_progress');
    for (const role of ['office', 'member', 'otherPartner', 'stranger'] as const) {
      await expect(setTaskState(await alliance.as(role), forPartner, 'done')).rejects.toThrow(NotFound);
    }
    expect([await row(forGuest), await row(forPartner)]).toMatchObject([{ state: 'done' }, { state: 'in_progress' }]);
  });

  it('of one that repeats begins it again when it is done, once', async () => {
    const id = await make({ repeats: 'weekly', dueDate: addDays(today(), -10), steps: ['Eins'], note: 'Notiz' });
    const lead = await alliance.as('lead');
    await takeStep(lead, id, { intent: 'tickStep', step: (await page('lead', id)).steps[0]!.id, done: 'yes' });
    await Promise.all([setTaskState(lead, id, 'done'), setTaskState(lead, id, 'done')]);
    await setTaskState(lead, id, 'open');
    await setTaskState(lead, id, 'done');
    const all = await db.select().from(tasks);
    const next = all.filter((task) => task.id !== id);
    expect(next).toMatchObject([{ state: 'open', repeats: 'weekly', dueDate: addDays(today(), 4), note: 'Notiz' }]);
    expect((await page('lead', next[0]!.id)).steps).toMatchObject([{ what: 'Eins', done: false }]);
  });

  it('of one that was done by mistake takes the next back, and lets it repeat again', async () => {
    const id = await make({ repeats: 'weekly', dueDate: addDays(today(), -10), steps: ['Eins'] });
    const lead = await alliance.as('lead');
    await setTaskState(lead, id, 'done');
    expect(await db.select().from(tasks)).toHaveLength(2);
    await setTaskState(lead, id, 'open');
    expect(await db.select().from(tasks)).toMatchObject([{ id, state: 'open', repeats: 'weekly' }]);
    const said = (await db.select().from(auditLog)).map(({ action, objectId }) => [action, objectId === id]);
    expect(said).toEqual([
      ['task.made', true],
      ['task.stateChanged', true],
      ['task.begunAgain', false],
      ['task.stateChanged', true],
      ['task.takenBack', false],
    ]);
  });

  it.each([
    ['changed', (next: TaskId) => change('lead', next, { what: 'Räume suchen', note: 'anders', repeats: 'weekly' })],
    ['begun', async (next: TaskId) => setTaskState(await alliance.as('lead'), next, 'in_progress')],
    ['spoken of', async (next: TaskId) => takeStep(await alliance.as('lead'), next, { intent: 'comment', body: 'Ich beginne.' })],
    ['given a step', async (next: TaskId) => takeStep(await alliance.as('lead'), next, { intent: 'addStep', step: 'Zwei' })],
    [
      'ticked in part',
      async (next: TaskId) =>
        takeStep(await alliance.as('lead'), next, { intent: 'tickStep', step: (await page('lead', next)).steps[0]!.id, done: 'yes' }),
    ],
  ])('of one that was done by mistake leaves the next alone once it is %s', async (_, touch) => {
    const id = await make({ repeats: 'weekly', steps: ['Eins'] });
    const lead = await alliance.as('lead');
    await setTaskState(lead, id, 'done');
    const next = (await db.select().from(tasks)).find((task) => task.id !== id)!;
    await touch(next.id);
    await setTaskState(lead, id, 'open');
    expect(await row(next.id)).toMatchObject({ repeats: 'weekly' });
    expect(await row(id)).toMatchObject({ state: 'open', repeats: null });
  });

  it('of one that is dropped does not begin it again', async () => {
    const id = await make({ repeats: 'monthly' });
    await setTaskState(await alliance.as('lead'), id, 'obsolete');
    expect(await db.select().from(tasks)).toHaveLength(1);
  });
});

describe('a task of a group at rest', () => {
  it('is read there, and neither changed, nor spoken of, nor made', async () => {
    const id = await make({ assignee: toPerson('member'), dueDate: today() });
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    const lead = await alliance.as('lead');
    expect(await page('member', id)).toMatchObject({ what: 'Räume suchen', may: { edit: false, setState: false, comment: false } });
    expect((await listTasks(lead, alliance.groupId, taskQuery(new Request('https://portal.example/')))).tasks).toMatchObject([{ id, maySetState: false }]);
    await expect(setTaskState(lead, id, 'done')).rejects.toThrow(NotFound);
    await expect(change('lead', id, { what: 'Anders' })).rejects.toThrow(NotFound);
    await expect(takeStep(lead, id, { intent: 'comment', body: 'Geht das noch?' })).rejects.toThrow(NotFound);
    await expect(changeTasks(lead, alliance.groupId, bulkSchema.parse({ intent: 'bulk', tasks: id, state: 'done' }))).rejects.toThrow(NotFound);
    await expect(make()).rejects.toThrow(NotFound);
    expect(await row(id)).toMatchObject({ what: 'Räume suchen', state: 'open' });
  });

  it('waits for nobody', async () => {
    await make({ assignee: toPerson('member'), dueDate: today() });
    const member = await alliance.as('member');
    const waiting = async () => [
      (await listMyTasks(member, taskQuery(new Request('https://portal.example/')))).all,
      (await dueTasksOf(member, 10)).tasks.length,
      (await dueTasksOf(member, 10)).openCount,
    ];
    expect(await waiting()).toEqual([1, 1, 1]);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    expect(await waiting()).toEqual([0, 0, 0]);
  });
});

describe('a task that repeats is due again', () => {
  const due = (from: string, repeats: Parameters<typeof nextDue>[1], now: string) => nextDue(from as Day, repeats, now as Day);

  it('by its rhythm, after today', () => {
    expect(due('2026-03-02', 'weekly', '2026-03-01')).toBe('2026-03-09');
    expect(due('2026-03-02', 'fortnightly', '2026-04-01')).toBe('2026-04-13');
    expect(due('2026-11-30', 'quarterly', '2026-11-30')).toBe('2027-02-28');
    expect(due('2024-02-29', 'yearly', '2026-06-01')).toBe('2027-02-28');
    expect(due('2024-02-29', 'yearly', '2027-06-01')).toBe('2028-02-29');
  });

  it('on the 31st again after a shorter month', () => {
    expect(due('2026-01-31', 'monthly', '2026-02-01')).toBe('2026-02-28');
    expect(due('2026-01-31', 'monthly', '2026-02-28')).toBe('2026-03-31');
  });

  it('counted from today where it had no day', () => {
    expect(nextDue(null, 'weekly', '2026-10-24' as Day)).toBe('2026-10-31');
  });
});

describe('steps', () => {
  it('are added and dropped by those who change the task, ticked by those who do it', async () => {
    const id = await make({ assignee: toPerson('guest') });
    await expect(takeStep(await alliance.as('guest'), id, { intent: 'addStep', step: 'X' })).rejects.toThrow(NotFound);
    await takeStep(await alliance.as('lead'), id, { intent: 'addStep', step: 'Eins' });
    await takeStep(await alliance.as('lead'), id, { intent: 'addStep', step: 'Zwei' });
    const [one, two] = (await page('guest', id)).steps;
    await takeStep(await alliance.as('guest'), id, { intent: 'tickStep', step: one!.id, done: 'yes' });
    await expect(takeStep(await alliance.as('guest'), id, { intent: 'dropStep', step: two!.id })).rejects.toThrow(NotFound);
    await expect(takeStep(await alliance.as('member'), id, { intent: 'tickStep', step: two!.id, done: 'yes' })).rejects.toThrow(NotFound);
    await takeStep(await alliance.as('secretary'), id, { intent: 'dropStep', step: two!.id });
    expect((await page('lead', id)).steps).toMatchObject([{ what: 'Eins', done: true }]);
  });

  it('of another task are not touched', async () => {
    const [mine, theirs] = [await make({ steps: ['Mein'] }), await make({ steps: ['Dein'] })];
    const [step] = (await page('lead', theirs)).steps;
    const lead = await alliance.as('lead');
    await expect(takeStep(lead, mine, { intent: 'tickStep', step: step!.id, done: 'yes' })).rejects.toThrow(NotFound);
    await takeStep(lead, mine, { intent: 'dropStep', step: step!.id });
    expect((await page('lead', theirs)).steps).toMatchObject([{ what: 'Dein', done: false }]);
  });

  it('are fifty at most', async () => {
    const id = await make({ steps: Array.from({ length: 50 }, (_, at) => `Schritt ${at}`) });
    await expect(takeStep(await alliance.as('lead'), id, { intent: 'addStep', step: 'zu viel' })).rejects.toMatchObject({ code: 'tooManySteps' });
    const typed = newTaskSchema.safeParse({ what: 'x', note: '', steps: Array(51).fill('a').join('\n') });
    expect(typed.error?.issues[0]?.message).toMatch(/^tooManySteps/);
  });
});

describe('comments', () => {
  const say = async (role: Role, id: TaskId, body: string, onBehalfOf?: Alliance['organisationId']) =>
    takeStep(await alliance.as(role), id, { intent: 'comment', body, onBehalfOf });

  it('are written by the group and by those whose task it is, partners for their organisation', async () => {
    const id = await make({ assignee: toPartner() });
    for (const role of ['office', 'guest', 'otherPartner', 'stranger'] as const) {
      await expect(say(role, id, 'x')).rejects.toThrow(NotFound);
    }
    await say('member', id, 'Von innen.');
    await say('partner', id, 'Von außen.');
    await expect(say('member', id, 'x', alliance.organisationId)).rejects.toThrow(NotFound);
    const { comments } = await page('partner', id);
    expect(comments.map(({ author, organisation }) => [author, organisation])).toEqual([
      ['Person member', null],
      ['Person partner', expect.any(String)],
    ]);
  });

  it('tell those who are named and may read it, and nothing of what was said', async () => {
    const id = await make();
    await say('lead', id, 'Bitte ansehen, @Person member und @Person guest: GEHEIM');
    const sent = await db.select().from(mails);
    expect(sent.map(({ to }) => to)).toEqual(['member@sprache.example']);
    expect(sent[0]!.text + sent[0]!.html).not.toContain('GEHEIM');
    expect((await page('lead', id)).comments[0]!.body).toContainEqual({ text: '@Person member', mention: true });
  });

  it('name, from inside, the group, the Geschäftsstelle and whom the task is given to; and from outside only voices', async () => {
    const id = await make({ assignee: toPartner() });
    const named = async (role: Role) => (await page(role, id)).mentionable;
    expect(await named('member')).toEqual(['Person lead', 'Person office', 'Person partner', 'Person secretary']);
    expect(await named('partner')).toEqual([]);
    await say('lead', id, 'Wie weit sind Sie?');
    expect(await named('partner')).toEqual(['Person lead']);
    expect((await page('guest', await make({ assignee: toPerson('guest') }))).mentionable).toEqual([]);
  });

  it('tell nobody outside by a sign whether somebody belongs to the group', async () => {
    const id = await make({ assignee: toPartner() });
    await say('partner', id, '@Person member und @Person niemand');
    expect((await page('partner', id)).comments[0]!.body).toEqual([{ text: '@Person member und @Person niemand', mention: false }]);
    expect(await db.select().from(mails)).toEqual([]);
  });
});

describe('who is told who sees it', () => {
  it('counts the guest whose task it is', async () => {
    const people = async (assignee: NewTaskInput['assignee']) => (await page('lead', await make({ assignee }))).audience.people;
    const inside = await people(null);
    expect(await people(toPerson('guest'))).toBe(inside + 1);
    expect(await people(toPartner())).toBe(inside + 1);
    expect(await people({ kind: 'person', id: alliance.ids.member as PersonId })).toBe(inside);
  });
});
