import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, decisions, groups, write } from '~db/client.server';
import type { DecisionId } from '~db/values';
import type { Actor } from '~/access/policy';
import { changeState as save, decisionPage } from '~/features/decisions/decision.server';
import { deriveFrom } from '~/features/minutes/derive.server';
import { checkSeal } from '~/features/minutes/seal.server';
import { beginningFrom, createTask } from '~/features/tasks/keeping.server';
import { taskPage } from '~/features/tasks/page.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { actionItem, decision } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { minutesRow } from '../minutes/session';
import { approved, changeState, decisionIn, fillRegister } from './register';

useDatabase();

const repealed = { state: 'repealed', note: 'Seit Mai überholt.' } as const;
const replacedBy = (replacedById: DecisionId) => ({ state: 'replaced', note: '', replacedById }) as const;

async function register() {
  const alliance = await makeAlliance();
  const { first, second, draft } = await fillRegister(alliance);
  return {
    alliance,
    first,
    second,
    old: await decisionIn(first, 'old'),
    votes: await decisionIn(second, 'votes'),
    rejected: await decisionIn(second, 'rejected'),
    internal: await decisionIn(second, 'internal'),
    draft: await decisionIn(draft, 'draft'),
  };
}

describe('the page of a decision', () => {
  it.each(['guest', 'partner', 'stranger'] as const)('is not for %s', async (role) => {
    const { alliance, votes } = await register();
    await expect(decisionPage(await alliance.as(role), alliance.slug, votes)).rejects.toThrow(NotFound);
  });

  it('is not for visitors, not of a draft, and not at the address of another group', async () => {
    const { alliance, votes, draft } = await register();
    const visitor: Actor = { kind: 'visitor' };
    await expect(decisionPage(visitor, alliance.slug, votes)).rejects.toThrow(SignInRequired);
    await expect(decisionPage(await alliance.as('lead'), alliance.slug, draft)).rejects.toThrow(NotFound);
    const other = await makeAlliance('wohnen');
    await expect(decisionPage(await alliance.as('office'), other.slug, votes)).rejects.toThrow(NotFound);
  });

  it.each(['office', 'lead', 'secretary', 'member'] as const)('is for %s, internal ones as well', async (role) => {
    const { alliance, votes, internal } = await register();
    const page = await decisionPage(await alliance.as(role), alliance.slug, votes);
    expect(page).toMatchObject({
      number: 'SPR 2026-01',
      yes: 12,
      result: 'adopted',
      state: 'in_force',
      origin: { kind: 'minutes', number: 2, day: '2026-03-12', blockId: 'votes' },
      mayKeep: role === 'lead' || role === 'secretary',
    });
    expect((await decisionPage(await alliance.as(role), alliance.slug, internal)).internal).toBe(true);
  });

  it('names the tasks of the same minutes', async () => {
    const alliance = await makeAlliance();
    const open = [decision('a', 'Wir öffnen.', { result: 'consensus' }), actionItem('t', 'Räume anfragen')];
    const begun = await approved(alliance, { number: 1, day: '2026-01-08', open });
    const page = await decisionPage(await alliance.as('member'), alliance.slug, await decisionIn(begun, 'a'));
    expect(page.origin).toMatchObject({ tasks: [{ what: 'Räume anfragen' }] });
  });
});

describe('a task that follows from a decision', () => {
  const task = { what: 'Räume anfragen', assignee: null, dueDate: null, note: '', priority: 'normal', repeats: null, steps: [] } as const;
  const from = (decisionId: DecisionId) => ({ ...task, steps: [], decisionId });

  it('is named on its page and leads back to it', async () => {
    const { alliance, votes } = await register();
    const lead = await alliance.as('lead');
    expect(await beginningFrom(lead, alliance.groupId, from(votes))).toMatchObject({ decision: 'SPR 2026-01' });
    const id = await createTask(lead, alliance.groupId, from(votes));
    const page = await decisionPage(await alliance.as('member'), alliance.slug, votes);
    expect(page).toMatchObject({ tasks: [{ id, what: 'Räume anfragen', internal: false }], mayAddTask: true });
    expect((await taskPage(lead, id)).origin).toMatchObject({ kind: 'decision', number: 'SPR 2026-01', path: expect.stringContaining(votes) });
  });

  it('is internal where the decision is', async () => {
    const { alliance, internal } = await register();
    const id = await createTask(await alliance.as('member'), alliance.groupId, from(internal));
    expect((await taskPage(await alliance.as('lead'), id)).internal).toBe(true);
  });

  it('names no decision that one may not read, that is a draft, or that is of another group', async () => {
    const { alliance, votes, draft } = await register();
    const other = await makeAlliance('wohnen');
    const wrong = [
      createTask(await alliance.as('guest'), alliance.groupId, from(votes)),
      createTask(await alliance.as('lead'), alliance.groupId, from(draft)),
      createTask(await other.as('lead'), other.groupId, from(votes)),
    ];
    for (const made of wrong) await expect(made).rejects.toThrow(NotFound);
    const given = { ...from(votes), assignee: { kind: 'person', id: alliance.ids.guest } } as const;
    const id = await createTask(await alliance.as('lead'), alliance.groupId, given);
    expect((await taskPage(await alliance.as('guest'), id)).origin).toBeNull();
  });
});

describe('whether a decision still counts', () => {
  it('is not said by a form that is out of date, but by the one that shows what was said meanwhile', async () => {
    const { alliance, old, votes } = await register();
    const lead = await alliance.as('lead');
    const { basis } = await decisionPage(lead, alliance.slug, old);
    await save(lead, alliance.slug, old, { ...repealed, basis });
    await save(lead, alliance.slug, old, { ...repealed, basis });
    await expect(save(lead, alliance.slug, old, { ...replacedBy(votes), basis })).rejects.toThrow('changedMeanwhile');
    const now = await decisionPage(lead, alliance.slug, old);
    expect(now).toMatchObject({ state: 'repealed', replacedBy: null });
    await save(lead, alliance.slug, old, { ...replacedBy(votes), basis: now.basis });
    expect((await decisionPage(lead, alliance.slug, old)).state).toBe('replaced');
  });

  it.each(['office', 'member', 'guest', 'partner', 'stranger'] as const)('is not said by %s', async (role) => {
    const { alliance, votes } = await register();
    await expect(changeState(await alliance.as(role), alliance.slug, votes, repealed)).rejects.toThrow(NotFound);
  });

  it('is not said in a group at rest', async () => {
    const { alliance, votes } = await register();
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }).where(eq(groups.id, alliance.groupId)));
    await expect(changeState(await alliance.as('lead'), alliance.slug, votes, repealed)).rejects.toThrow(NotFound);
  });

  it.each(['lead', 'secretary'] as const)('is said by %s, and leaves the rest and its seal as they are', async (role) => {
    const { alliance, votes, second } = await register();
    const read = async () => (await db.select().from(decisions).where(eq(decisions.id, votes)))[0]!;
    const before = await read();
    await changeState(await alliance.as(role), alliance.slug, votes, repealed);
    const after = await read();
    expect(after).toEqual({ ...before, state: 'repealed', stateNote: repealed.note, stateChangedAt: after.stateChangedAt });
    expect(after.stateChangedAt).toBeInstanceOf(Date);
    expect((await checkSeal(second.id))?.tampered).toEqual([]);
    const entries = await db.select().from(auditLog).where(eq(auditLog.action, 'decision.stateChanged'));
    expect(entries).toMatchObject([{ objectName: 'SPR 2026-01', details: { from: 'in_force', to: 'repealed' } }]);
  });

  it('is recorded once, however often it is said', async () => {
    const { alliance, votes } = await register();
    const lead = await alliance.as('lead');
    await changeState(lead, alliance.slug, votes, repealed);
    await changeState(lead, alliance.slug, votes, repealed);
    expect(await db.$count(auditLog, eq(auditLog.action, 'decision.stateChanged'))).toBe(1);
  });

  it('can be taken back', async () => {
    const { alliance, old, votes } = await register();
    const lead = await alliance.as('lead');
    await changeState(lead, alliance.slug, old, replacedBy(votes));
    await changeState(lead, alliance.slug, old, { state: 'in_force', note: '' });
    expect(await decisionPage(lead, alliance.slug, old)).toMatchObject({ state: 'in_force', replacedBy: null });
  });

  it('points to the later one, and back', async () => {
    const { alliance, old, votes } = await register();
    const lead = await alliance.as('lead');
    await changeState(lead, alliance.slug, old, replacedBy(votes));
    expect((await decisionPage(lead, alliance.slug, old)).replacedBy?.number).toBe('SPR 2026-01');
    expect((await decisionPage(lead, alliance.slug, votes)).replaces.map(({ number }) => number)).toEqual(['SPR 2025-01']);
  });

  it('offers later ones that count, and takes no other', async () => {
    const { alliance, old, votes, rejected, draft } = await register();
    const lead = await alliance.as('lead');
    const { later } = await decisionPage(lead, alliance.slug, old);
    expect(later.map(({ number }) => number)).toEqual(['SPR 2026-03', 'SPR 2026-01']);
    const other = await makeAlliance('wohnen');
    const there = await approved(other, { number: 1, day: '2026-09-01', open: [decision('x', 'Dort.', { result: 'consensus' })] });
    for (const wrong of [rejected, draft, old, await decisionIn(there, 'x')]) {
      await expect(changeState(lead, alliance.slug, old, replacedBy(wrong))).rejects.toThrow('decisionNotLater');
    }
    await expect(changeState(lead, alliance.slug, votes, replacedBy(old))).rejects.toThrow(Rejected);
  });

  it('is nothing that can be said of what was rejected', async () => {
    const { alliance, rejected } = await register();
    const lead = await alliance.as('lead');
    await expect(changeState(lead, alliance.slug, rejected, repealed)).rejects.toThrow('decisionNeverCounted');
    expect(await decisionPage(lead, alliance.slug, rejected)).toMatchObject({ state: null, mayKeep: false, later: [] });
  });
});

describe('a decision with a number', () => {
  it('keeps its state when its minutes are derived from anew', async () => {
    const { alliance, votes, second } = await register();
    await changeState(await alliance.as('lead'), alliance.slug, votes, repealed);
    const { groupId } = await minutesRow(second.id);
    await write((tx) => deriveFrom(tx, { id: second.id, groupId }, { type: 'doc', content: [] }));
    const [row] = await db.select().from(decisions).where(eq(decisions.id, votes));
    expect(row).toMatchObject({ state: 'repealed', stateNote: repealed.note });
  });

  it.each([{ resolutionText: 'Anders' }, { yes: 30 }, { number: 99 }, { internal: true }, { approvedAt: null }] as const)(
    'never changes: %j',
    async (change) => {
      const { votes } = await register();
      const changed = write((tx) => tx.update(decisions).set(change).where(eq(decisions.id, votes)));
      await expect(changed).rejects.toThrow();
    },
  );
});
