import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { afterCommit, auditLog, db, fields, write } from '~db/client.server';
import { useDatabase } from '../setup/database';

useDatabase();

const field = (slug: string) => ({ slug, name: slug, position: 1 });

describe('write', () => {
  it('keeps nothing of a change that fails half-way, and drops its effects', async () => {
    let told = false;
    const failing = write(async (tx) => {
      await tx.insert(fields).values(field('a'));
      afterCommit(() => (told = true));
      await Promise.resolve();
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    expect(await db.select().from(fields)).toEqual([]);
    expect(told).toBe(false);
  });

  it('runs changes one after the other, also when they wait in between', async () => {
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((slug) =>
        write(async (tx) => {
          order.push(`${slug} begins`);
          await tx.insert(fields).values(field(slug));
          await new Promise((resolve) => setImmediate(resolve));
          order.push(`${slug} ends`);
        }),
      ),
    );
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on after a change that failed', async () => {
    await write(async () => Promise.reject(new Error('no'))).catch(() => undefined);
    await write(async (tx) => tx.insert(fields).values(field('a')));
    expect(await db.select().from(fields)).toHaveLength(1);
  });

  it('refuses a change inside a change instead of waiting for itself forever', async () => {
    const nested = write(async () => write(async () => 1));
    await expect(nested).rejects.toThrow('pass the transaction');
  });

  it('lets effects change the database in turn', async () => {
    const after = new Promise<void>((resolve, reject) => {
      void write(async () => {
        afterCommit(() => {
          write(async (tx) => tx.insert(fields).values(field('later'))).then(() => resolve(), reject);
        });
      });
    });
    await after;
    expect(await db.select().from(fields).where(eq(fields.slug, 'later'))).toHaveLength(1);
  });
});

describe('the connection for reads', () => {
  it('can not write, whatever is asked of it', async () => {
    const sneaky = db as unknown as { insert: (t: typeof fields) => { values: (v: object) => Promise<unknown> } };
    await expect(async () => sneaky.insert(fields).values(field('x'))).rejects.toThrow(/readonly/i);
  });
});

describe('the audit log', () => {
  it('refuses change and deletion in the database itself', async () => {
    await write(async (tx) =>
      tx.insert(auditLog).values({
        at: new Date(),
        actorName: 'Test',
        action: 'test',
        objectKind: 'test',
        objectId: '1',
        objectName: 'x',
        details: {},
      }),
    );
    await expect(write(async (tx) => tx.update(auditLog).set({ actorName: 'other' }))).rejects.toThrow('append-only');
    await expect(write(async (tx) => tx.delete(auditLog))).rejects.toThrow('append-only');
    expect(await db.select().from(auditLog)).toHaveLength(1);
  });
});
