/** Open tasks of earlier meetings in the minutes of the next one. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { tasks, write } from '~db/client.server';
import type { TaskId } from '~db/values';
import { addParticipant } from '~/features/minutes/attendance.server';
import { minutesExport } from '~/features/minutes/export.server';
import { minutesPage } from '~/features/minutes/page.server';
import { returnToDraft } from '~/features/minutes/review-steps.server';
import { checkSeal } from '~/features/minutes/seal.server';
import { taskForm } from '~/features/tasks/page.server';
import { changeTask, createTask } from '~/features/tasks/keeping.server';
import { newTaskSchema, taskSchema } from '~/features/tasks/tasks';
import { setTaskState } from '~/features/tasks/tasks.server';
import { endTypst } from '~/services/export/typst.server';
import { exportDocument } from '~/texts/export/export.server';
import { actionItem } from '../../editor/examples';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Begun, answerAll, approve, begin, makeMeeting, sendToReview, type } from './session';

useDatabase();
afterAll(endTypst);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

let alliance: Alliance;
/** Minutes of a meeting that is still to come, so that what is made now was there when it began. */
let begun: Begun;

beforeEach(async () => {
  alliance = await makeAlliance();
  begun = await begin(alliance, await makeMeeting(alliance, 7, inDays(7)));
});

const make = async (what: string) => createTask(await alliance.as('lead'), alliance.groupId, newTaskSchema.parse({ what }));
const set = (id: TaskId, values: Partial<typeof tasks.$inferInsert>) =>
  write((tx) => tx.update(tasks).set(values).where(eq(tasks.id, id)));
const page = async (role: Role, number = 7) => minutesPage(await alliance.as(role), { group: 'sprache', number }, { language: 'de', check: false });
const listed = async (role: Role, number = 7) => (await carried(role, number)).map(({ what }) => what);
async function carried(role: Role, number = 7) {
  const shown = await page(role, number);
  if (shown.state === 'none') throw new Error('There are no minutes.');
  return shown.carried;
}
const exported = async (role: Role) => {
  const { exported } = await minutesExport(await alliance.as(role), { group: 'sprache', number: 7 }, 'de');
  return Buffer.from((await exportDocument(exported, 'md')).bytes).toString();
};

describe('tasks a meeting found open', () => {
  it('are not shown to organisations and guests, on the page and in files', async () => {
    await make('GEHEIM-AUFGABE');
    await addParticipant(await alliance.as('lead'), begun.id, { personId: alliance.ids.guest, name: '', role: 'guest', representing: '' });
    await sendToReview(begun);
    expect(await listed('partner')).toEqual([]);
    expect(await exported('partner')).not.toContain('GEHEIM-AUFGABE');
    await answerAll(begun);
    await approve(begun);
    for (const role of ['partner', 'guest'] as const) {
      expect(JSON.stringify(await page(role)), role).not.toContain('GEHEIM-AUFGABE');
      expect(await exported(role), role).not.toContain('GEHEIM-AUFGABE');
    }
    expect(await listed('member')).toEqual(['GEHEIM-AUFGABE']);
  });

  it('are listed for everybody in the group and the office, and changed by those who may', async () => {
    await make('Räume suchen');
    for (const role of ['lead', 'secretary', 'member', 'office'] as const) expect(await listed(role), role).toEqual(['Räume suchen']);
    expect(await carried('secretary')).toMatchObject([{ state: 'open', approvedState: null, maySetState: true }]);
    expect(await carried('office')).toMatchObject([{ maySetState: false }]);
  });

  it('are those of earlier meetings, whatever state their minutes are in, and not those of these minutes or later ones', async () => {
    const earlier = await begin(alliance, await makeMeeting(alliance, 6, inDays(1)));
    await type(earlier, [actionItem('t1', 'Von früher')]);
    await type(begun, [actionItem('t1', 'Von heute')]);
    const later = await begin(alliance, await makeMeeting(alliance, 8, inDays(14)));
    await type(later, [actionItem('t1', 'Von später')]);
    expect(await listed('secretary')).toEqual(['Von früher']);
    expect(await listed('secretary', 8)).toEqual(['Von früher', 'Von heute']);
  });

  it('are not what was over before it began, and not what was made by hand after that', async () => {
    const over = await make('Längst getan');
    await setTaskState(await alliance.as('lead'), over, 'done');
    await make('Noch offen');
    const during = await make('In der Sitzung getan');
    await set(during, { state: 'done', stateChangedAt: inDays(7.1) });
    const after = await make('Nach der Sitzung gemacht');
    await set(after, { createdAt: inDays(7.1) });
    expect(await listed('secretary')).toEqual(['Noch offen', 'In der Sitzung getan']);
  });

  it('come in the order of their days', async () => {
    for (const [what, dueDate] of [['ohne', null], ['spät', '2026-12-24'], ['früh', '2026-11-30']] as const) {
      await set(await make(what), { dueDate: dueDate as never });
    }
    expect(await listed('member')).toEqual(['früh', 'spät', 'ohne']);
  });

  it('are not reworded once the minutes are in review, nor at approval, beside how far they have come', async () => {
    const id = await make('Räume suchen');
    await sendToReview(begun);
    const lead = await alliance.as('lead');
    const { basis } = await taskForm(lead, id);
    await changeTask(lead, id, taskSchema.parse({ what: 'Ganz etwas anderes', basis }));
    await setTaskState(lead, id, 'in_progress');
    await make('Danach gemacht');
    const frozen = { what: 'Räume suchen', approvedState: null, state: 'in_progress', maySetState: true };
    expect(await carried('lead')).toEqual([expect.objectContaining(frozen)]);
    expect(await exported('member')).not.toContain('Ganz etwas anderes');
    await answerAll(begun);
    await approve(begun);
    expect(await carried('lead')).toEqual([expect.objectContaining({ ...frozen, approvedState: 'in_progress' })]);
  });

  it('are as they stand again once the minutes are a draft again', async () => {
    const id = await make('Räume suchen');
    await sendToReview(begun);
    const lead = await alliance.as('lead');
    await returnToDraft(lead, begun.id, 'Nachtrag');
    await set(id, { what: 'Säle suchen' });
    expect(await listed('lead')).toEqual(['Säle suchen']);
    await sendToReview(begun);
    expect(await listed('lead')).toEqual(['Säle suchen']);
  });

  it('stay on approved minutes as they were, beside how far they have come', async () => {
    const id = await make('Räume suchen');
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    const lead = await alliance.as('lead');
    const { basis } = await taskForm(lead, id);
    await changeTask(lead, id, taskSchema.parse({ what: 'Ganz etwas anderes', basis }));
    await setTaskState(lead, id, 'done');
    await make('Danach gemacht');
    expect(await carried('lead')).toMatchObject([{ what: 'Räume suchen', approvedState: 'open', state: 'done', maySetState: true }]);
    expect(await exported('member')).toContain('Räume suchen – noch niemand · bei der Genehmigung: offen · jetzt: erledigt');
    expect((await checkSeal(begun.id))?.tampered).toEqual([]);
  });
});
