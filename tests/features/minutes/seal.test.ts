import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { connections } from '~db/client.server';
import { decisions, minutes, organisations, participants, versions, write } from '~db/client.server';
import { attendanceOf, saveParticipant } from '~/features/minutes/attendance.server';
import { checkSeal } from '~/features/minutes/seal.server';
import { decision, paragraph } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { answerAll, approve, begin, minutesRow, sendToReview, type } from './session';

useDatabase();

async function approved() {
  const begun = await begin(await makeAlliance());
  await type(begun, [paragraph('So war es.'), decision('d1', 'Eins', { yes: 3, no: 1, abstained: 0 })]);
  const [row] = await attendanceOf(begun.meeting.id);
  await saveParticipant(await begun.alliance.as('lead'), begun.id, {
    participantId: row!.id,
    role: 'member',
    presentFrom: '',
    presentUntil: '',
    representing: '',
    onBehalfOf: begun.alliance.organisationId,
  });
  await sendToReview(begun);
  await answerAll(begun);
  await approve(begun);
  return begun;
}

/** Somebody with the database file in hand. */
const tamper = (trigger: string) => connections().writes.exec(`DROP TRIGGER ${trigger}`);

describe('the seal', () => {
  it('is not there before approval', async () => {
    const begun = await begin(await makeAlliance());
    expect(await checkSeal(begun.id)).toBeUndefined();
  });

  it('holds for what was approved, also when an organisation is renamed', async () => {
    const begun = await approved();
    const { sha256 } = await minutesRow(begun.id);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await checkSeal(begun.id)).toEqual({ sha256, tampered: [] });
    await write((tx) => tx.update(organisations).set({ name: 'Anders' }).where(eq(organisations.id, begun.alliance.organisationId)));
    expect(await checkSeal(begun.id)).toEqual({ sha256, tampered: [] });
  });

  it('breaks when the text is changed behind everybody’s back', async () => {
    const begun = await approved();
    const { approvedVersionId } = await minutesRow(begun.id);
    tamper('versions_no_update');
    await write((tx) =>
      tx
        .update(versions)
        .set({ document: { type: 'doc', content: [] } })
        .where(eq(versions.id, approvedVersionId!)),
    );
    expect((await checkSeal(begun.id))?.tampered).toEqual(['text']);
  });

  it('breaks when the head is changed', async () => {
    const begun = await approved();
    const { paper } = await minutesRow(begun.id);
    tamper('minutes_approved_no_update');
    await write((tx) =>
      tx.update(minutes).set({ paper: { ...paper!, chair: 'Jemand anders' } }).where(eq(minutes.id, begun.id)),
    );
    expect((await checkSeal(begun.id))?.tampered).toEqual(['text']);
  });

  it('breaks when the attendance or the register is changed', async () => {
    const begun = await approved();
    tamper('participants_approved_no_update');
    await write((tx) => tx.update(participants).set({ presence: 'absent', name: 'X' }));
    expect((await checkSeal(begun.id))?.tampered).toEqual(['attendance']);
    tamper('decisions_approved_no_update');
    await write((tx) => tx.update(decisions).set({ yes: 30 }));
    expect((await checkSeal(begun.id))?.tampered).toEqual(['attendance', 'decisions']);
  });
});
