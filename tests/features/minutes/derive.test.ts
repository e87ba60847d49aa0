import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { db, decisions, minutes, tasks, write } from '~db/client.server';
import type { SectionBlock } from '~/editor/document';
import { setTaskState } from '~/features/tasks/tasks.server';
import { NotFound } from '~/services/errors';
import { actionItem, decision, paragraph } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Begun, begin, type } from './session';

useDatabase();

const decisionsOf = ({ id }: Begun) => db.select().from(decisions).where(eq(decisions.minutesId, id));
const tasksOf = ({ id }: Begun) => db.select().from(tasks).where(eq(tasks.minutesId, id));

describe('what is derived from a draft', () => {
  it('is its decisions and tasks, with what is internal marked', async () => {
    const begun = await begin(await makeAlliance());
    const passage: SectionBlock = { type: 'internalPassage', content: [decision('d2', 'Zweiter')] };
    await type(
      begun,
      [decision('d1', 'Erster', { yes: 5, no: 6, abstained: 1 }), passage, paragraph('Text')],
      [actionItem('t1', 'Raum suchen', { assignee: `person:${begun.alliance.ids.member}`, assigneeName: 'Person member', due: '2026-04-01' })],
    );
    expect(await decisionsOf(begun)).toMatchObject([
      { blockId: 'd1', resolutionText: 'Erster', yes: 5, no: 6, abstained: 1, result: 'rejected', internal: false, number: null },
      { blockId: 'd2', resolutionText: 'Zweiter', result: 'open', internal: true },
    ]);
    expect(await tasksOf(begun)).toMatchObject([
      { blockId: 't1', what: 'Raum suchen', assigneePersonId: begun.alliance.ids.member, dueDate: '2026-04-01', state: 'open', internal: true },
    ]);
  });

  it('follows the wording and leaves the state of a task alone', async () => {
    const begun = await begin(await makeAlliance());
    await type(begun, [actionItem('t1', 'Raum suchen')]);
    const [task] = await tasksOf(begun);
    await setTaskState(await begun.alliance.as('lead'), task!.id, 'in_progress');
    await type(begun, [actionItem('t1', 'Großen Raum suchen')]);
    expect(await tasksOf(begun)).toMatchObject([{ id: task!.id, what: 'Großen Raum suchen', state: 'in_progress' }]);
  });

  it('goes with its block, but for a task that somebody has worked on', async () => {
    const begun = await begin(await makeAlliance());
    await type(begun, [decision('d1', 'Erster'), actionItem('t1', 'Eins'), actionItem('t2', 'Zwei')]);
    const [, second] = await tasksOf(begun);
    await setTaskState(await begun.alliance.as('lead'), second!.id, 'done');
    await type(begun, [paragraph('Nichts mehr')]);
    expect(await decisionsOf(begun)).toEqual([]);
    expect(await tasksOf(begun)).toMatchObject([{ blockId: 't2', state: 'done' }]);
  });

  it('gives a task to nobody when the text names somebody who does not exist', async () => {
    const begun = await begin(await makeAlliance());
    await type(begun, [actionItem('t1', 'Eins', { assignee: 'person:2222222222222222', assigneeName: 'Niemand' })]);
    expect(await tasksOf(begun)).toMatchObject([{ assigneePersonId: null, assigneeOrganisationId: null }]);
  });

  it('is the same when it is derived again', async () => {
    const begun = await begin(await makeAlliance());
    const blocks = [decision('d1', 'Erster'), actionItem('t1', 'Eins')];
    await type(begun, blocks);
    const before = [await decisionsOf(begun), await tasksOf(begun)];
    await type(begun, blocks);
    expect([await decisionsOf(begun), await tasksOf(begun)]).toEqual(before);
  });
});

describe('the state of a task', () => {
  it.each(['office', 'member', 'guest', 'partner', 'stranger'] as const)('is not for %s to set', async (role) => {
    const begun = await begin(await makeAlliance());
    await type(begun, [actionItem('t1', 'Eins')]);
    const [task] = await tasksOf(begun);
    await expect(setTaskState(await begun.alliance.as(role), task!.id, 'done')).rejects.toThrow(NotFound);
  });

  it('is for its assignee to set, person or organisation', async () => {
    const begun = await begin(await makeAlliance());
    const { ids, organisationId } = begun.alliance;
    await type(begun, [
      actionItem('t1', 'Eins', { assignee: `person:${ids.member}` }),
      actionItem('t2', 'Zwei', { assignee: `organisation:${organisationId}` }),
    ]);
    const [own, ours] = await tasksOf(begun);
    await setTaskState(await begun.alliance.as('member'), own!.id, 'done');
    // The draft is not read by partners, and so are its tasks.
    const partner = await begun.alliance.as('partner');
    await expect(setTaskState(partner, ours!.id, 'in_progress')).rejects.toThrow(NotFound);
    await write(async (tx) => tx.update(minutes).set({ state: 'in_review' }));
    await setTaskState(partner, ours!.id, 'in_progress');
    expect(await tasksOf(begun)).toMatchObject([{ state: 'done' }, { state: 'in_progress' }]);
  });
});
