/** Corrections (Berichtigungen): appended to approved minutes, whose own text never changes. */
import { asc, eq, placeholder } from 'drizzle-orm';
import { type Reader, corrections, db, people, write } from '~db/client.server';
import { prepared } from '~db/prepared.server';
import type { MinutesId } from '~db/values';
import type { Actor } from '~/access/policy';
import { authorize } from '~/access/authorize.server';
import { NotFound } from '~/services/errors';
import { minutesWithPlace, recordStep } from './minutes.server';

/**
 * Appends a correction, with date and person.
 *
 * @throws NotFound without the right, or while the minutes are not approved
 */
export async function appendCorrection(actor: Actor, id: MinutesId, body: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'minutes.correct', id, tx);
    const placed = await minutesWithPlace({ id }, tx);
    if (!placed) throw new NotFound(id);
    await tx
      .insert(corrections)
      .values({ minutesId: id, body, personId: granted.actor.id, at: new Date() });
    await recordStep(tx, actor, placed, 'minutes.corrected');
  });
}

const ofMinutes = prepared((reader) =>
  reader
    .select({ id: corrections.id, body: corrections.body, at: corrections.at, person: people.name })
    .from(corrections)
    .innerJoin(people, eq(people.id, corrections.personId))
    .where(eq(corrections.minutesId, placeholder('id')))
    .orderBy(asc(corrections.at))
    .prepare(),
);

/** The corrections of minutes, the oldest first. One statement. */
export const correctionsOf = async (id: MinutesId, reader: Reader = db) => ofMinutes(reader).execute({ id });
