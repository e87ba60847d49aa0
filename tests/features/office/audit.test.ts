import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, db, people, write } from '~db/client.server';
import type { Actor } from '~/access/policy';
import { auditFilter } from '~/features/office/audit';
import { auditActions, groupsForAudit, nameForAudit, readAudit, readGroupAudit } from '~/features/office/audit.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();

const all = auditFilter.parse({});

type Entry = Partial<typeof auditLog.$inferInsert>;

async function note(...entries: Entry[]): Promise<void> {
  await write(async (tx) =>
    tx.insert(auditLog).values(
      entries.map((entry) => ({
        at: new Date('2026-03-12T10:00:00Z'),
        actorId: null,
        actorName: 'Portal',
        action: 'minutes.approved',
        objectKind: 'minutes',
        objectId: 'm',
        objectName: 'M',
        groupId: null as string | null,
        details: {},
        ...entry,
      })),
    ),
  );
}

describe('the audit log', () => {
  it.each(cast.filter((role) => role !== 'office'))('as a whole is closed to %s', async (role) => {
    const { as, ids } = await makeAlliance();
    const actor = await as(role);
    await expect(readAudit(actor, all)).rejects.toThrow(NotFound);
    await expect(groupsForAudit(actor)).rejects.toThrow(NotFound);
    await expect(nameForAudit(actor, ids.member)).rejects.toThrow(NotFound);
  });

  it.each(cast.filter((role) => role !== 'office' && role !== 'lead'))("of a group is closed to %s", async (role) => {
    const { as, groupId } = await makeAlliance();
    await expect(readGroupAudit(await as(role), groupId, all)).rejects.toThrow(NotFound);
  });

  it("of a group is closed to other groups' leads and to visitors", async () => {
    const { groupId } = await makeAlliance();
    const other = await makeAlliance('wohnen');
    const visitor: Actor = { kind: 'visitor' };
    await expect(readGroupAudit(await other.as('lead'), groupId, all)).rejects.toThrow(NotFound);
    await expect(readGroupAudit(visitor, groupId, all)).rejects.toThrow(SignInRequired);
    await expect(readAudit(visitor, all)).rejects.toThrow(SignInRequired);
  });

  it("shows a lead the own group's entries alone, whatever else is asked for", async () => {
    const { as, groupId } = await makeAlliance();
    const other = await makeAlliance('wohnen');
    await note({ groupId, objectName: 'own' }, { groupId: other.groupId }, {});
    const page = await readGroupAudit(await as('lead'), groupId, { ...all, gruppe: other.groupId });
    expect(page.entries.map(({ objectName }) => objectName)).toEqual(['own']);
  });

  it("finds for a lead who acted by their name, never by an address that is not the lead's to know", async () => {
    const { as, ids, groupId } = await makeAlliance();
    await note({ groupId, actorId: ids.office, actorName: 'Person office', objectName: 'own' });
    const [{ email }] = (await db.select({ email: people.email }).from(people).where(eq(people.id, ids.office))) as [{ email: string }];
    const found = async (role: 'lead' | 'office', wer: string) => {
      const actor = await as(role);
      const page = await (role === 'lead' ? readGroupAudit(actor, groupId, { ...all, wer }) : readAudit(actor, { ...all, wer }));
      return page.entries.map(({ objectName }) => objectName);
    };
    expect(await found('lead', email)).toEqual([]);
    expect(await found('lead', 'offi')).toEqual(['own']);
    expect(await found('office', email)).toEqual(['own']);
  });

  it('is narrowed by who, whom, what, group and days in Berlin', async () => {
    const { as, ids, groupId } = await makeAlliance();
    await note(
      { actorId: ids.lead, actorName: 'Person lead', objectName: 'a', groupId },
      { objectKind: 'person', objectId: ids.lead, objectName: 'b', action: 'person.disabled' },
      { objectName: 'c', at: new Date('2026-03-11T23:30:00Z') },
      { objectName: 'd', at: new Date('2026-03-11T22:30:00Z') },
    );
    const office = await as('office');
    const found = async (query: Record<string, string>) =>
      (await readAudit(office, auditFilter.parse(query))).entries.map(({ objectName }) => objectName);
    expect(await found({ wer: 'lead' })).toEqual(['a']);
    expect(await found({ wer: 'niemand' })).toEqual([]);
    expect(await found({ person: ids.lead })).toEqual(['b', 'a']);
    expect(await found({ was: 'person.disabled' })).toEqual(['b']);
    expect(await found({ art: 'person' })).toEqual(['b']);
    expect(await found({ gruppe: groupId })).toEqual(['a']);
    expect(await found({ von: '2026-03-12', bis: '2026-03-12' })).toEqual(['c', 'b', 'a']);
    expect(await found({ bis: '2026-03-11' })).toEqual(['d']);
    expect(await found({ von: '2026-02-31', gruppe: 'x', vor: '-1' })).toHaveLength(4);
  });

  it('turns pages without leaving out or repeating an entry', async () => {
    const { as } = await makeAlliance();
    await note(...Array.from({ length: 120 }, (_, index) => ({ objectName: String(index) })));
    const office = await as('office');
    const seen: string[] = [];
    let vor: number | undefined;
    do {
      const page = await readAudit(office, { ...all, vor });
      seen.push(...page.entries.map(({ objectName }) => objectName));
      vor = page.next ?? undefined;
      // What is written meanwhile moves no page.
      await note({ objectName: 'later' });
    } while (vor);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(119 - index)));
  });
});

describe('the words of the audit log', () => {
  function filesBelow(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  }

  it('name every action that is recorded', () => {
    const known = new Set(auditActions('de').map(({ value }) => value));
    const missing = filesBelow('app')
      .filter((file) => /\.server\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\brecord\(tx,[^;]*?\baction: ([^,}\n]+)/g)].flatMap(([, written]) =>
          [...written!.matchAll(/'([a-zA-Z]+\.[a-zA-Z.]+)'/g)]
            .filter(([, action]) => !known.has(action!))
            .map(([, action]) => `${file}: ${action}`),
        ),
      );
    expect(missing).toEqual([]);
  });
});
