/** Decisions of approved minutes, as tests of the register need them. */
import { and, eq } from 'drizzle-orm';
import { db, decisions } from '~db/client.server';
import type { DecisionId } from '~db/values';
import type { SectionBlock } from '~/editor/document';
import type { Actor } from '~/access/policy';
import { changeState as save, stateBasis } from '~/features/decisions/decision.server';
import type { StateInput } from '~/features/decisions/decisions';
import { decision } from '../../editor/examples';
import type { Alliance } from '../../setup/alliance';
import { answerAll, approve, type Begun, begin, makeMeeting, sendToReview, type } from '../minutes/session';

/** Approved minutes of a meeting with these blocks in its public and in its internal section. */
export async function approved(
  alliance: Alliance,
  { number, day, open, internal = [] }: { number: number; day: string; open: SectionBlock[]; internal?: SectionBlock[] },
): Promise<Begun> {
  const begun = await begin(alliance, await makeMeeting(alliance, number, new Date(`${day}T13:00:00Z`)));
  await type(begun, open, internal);
  await sendToReview(begun);
  await answerAll(begun);
  await approve(begun);
  return begun;
}

/**
 * Two meetings that are approved and one that is a draft: in 2025 one decision; in 2026 one with votes,
 * one that was rejected and an internal one; in the draft one that has no number yet.
 */
export async function fillRegister(alliance: Alliance) {
  const first = await approved(alliance, {
    number: 1,
    day: '2025-11-06',
    open: [decision('old', 'Das Büro in München öffnet montags.', { result: 'consensus' })],
  });
  const second = await approved(alliance, {
    number: 2,
    day: '2026-03-12',
    open: [
      decision('votes', 'Das Büro öffnet dienstags.', { yes: 12, no: 1, abstained: 2 }),
      decision('rejected', 'Die Kurse entfallen.', { yes: 0, no: 9, abstained: 0 }),
    ],
    internal: [decision('internal', 'GEHEIM-BESCHLUSS', { result: 'consensus' })],
  });
  const draft = await begin(alliance, await makeMeeting(alliance, 3, new Date('2026-05-07T13:00:00Z')));
  await type(draft, [decision('draft', 'Noch nicht genehmigt.', { result: 'consensus' })]);
  return { first, second, draft };
}

/** The decision of these minutes that stands in this block. */
export async function decisionIn({ id }: Begun, blockId: string): Promise<DecisionId> {
  const [row] = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(eq(decisions.minutesId, id), eq(decisions.blockId, blockId)));
  return row!.id;
}

/** What the form of a decision says, whatever it was filled from. */
type Said = StateInput extends infer Each ? (Each extends StateInput ? Omit<Each, 'basis'> : never) : never;

/** Says whether a decision still counts, by a form that was filled from how things stand. */
export async function changeState(actor: Actor, slug: string, id: DecisionId, said: Said): Promise<void> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, id));
  await save(actor, slug, id, { ...said, basis: stateBasis(row!) } as StateInput);
}
