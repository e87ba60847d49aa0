/** The portal's own secret: signs device cookies and links in mails, and keys hashes. Made once, kept with the data. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Tx, db, settings, write } from '~db/client.server';

const row = 'accountSecret';
const secretSchema = z.string().length(64);

async function readOrMake(tx?: Tx): Promise<string> {
  const [found] = await (tx ?? db).select().from(settings).where(eq(settings.key, row));
  if (found) return secretSchema.parse(found.value);
  return tx ? make(tx) : write(make);
}

async function make(tx: Tx): Promise<string> {
  await tx
    .insert(settings)
    .values({ key: row, value: randomBytes(32).toString('hex') })
    .onConflictDoNothing();
  const [made] = await tx.select().from(settings).where(eq(settings.key, row));
  return secretSchema.parse(made!.value);
}

/** A hash that nobody can compute without the secret (HMAC-SHA-256, base64url). @param tx inside a change, that change */
export async function keyed(text: string, tx?: Tx): Promise<string> {
  return createHmac('sha256', await readOrMake(tx)).update(text).digest('base64url');
}

/** Whether `mark` is `keyed(text)`, compared in constant time. */
export async function isKeyed(text: string, mark: string): Promise<boolean> {
  const [expected, given] = [Buffer.from(await keyed(text)), Buffer.from(mark)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
