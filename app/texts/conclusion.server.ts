/** What stands in the way of approving or adopting a text after its review, and what has to be confirmed. */
import { eq } from 'drizzle-orm';
import { type Tx, versions } from '~db/client.server';
import type { TextId, TextKind } from '~db/values';
import { readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { type OrganisationAnswer, tally } from './answers.server';
import { type Round, isOpen, latestRound } from './rounds.server';
import { asVersion, sha256Of } from './versions.server';

/** What the lead has looked at and says yes to. */
export type Consent = {
  /** There are objections, and the text is approved or adopted all the same. */
  despiteObjections: boolean;
  /** The deadline has not passed, but every organisation has answered. */
  beforeDeadline: boolean;
};

/** What stands in the way, for the page that asks for consent. */
export type Hurdles = {
  objections: OrganisationAnswer[];
  /** The round is still open: `waiting` as long as somebody has not answered. */
  round: 'over' | 'answered' | 'waiting';
};

/** @param answers of the organisations that were invited */
export function hurdles(round: Round, answers: readonly OrganisationAnswer[], now = new Date()): Hurdles {
  const allAnswered = answers.every(({ answer }) => answer !== null);
  return {
    objections: answers.filter(({ answer }) => answer?.answer === 'object'),
    round: !isOpen(round, now) ? 'over' : allAnswered ? 'answered' : 'waiting',
  };
}

/**
 * Refuses to conclude a review whose answers are awaited, or where consent is missing.
 *
 * @returns the round, and what each organisation said in it
 * @throws NotFound without a round
 * @throws Rejected `approvalTooEarly` while answers are awaited, `approvalBeforeDeadline` and
 *   `approvalObjections` where consent is missing
 */
export async function assertReady(
  tx: Tx,
  textId: TextId,
  consent: Consent,
): Promise<{ round: Round; organisations: OrganisationAnswer[] }> {
  const round = await latestRound(textId, tx);
  if (!round) throw new NotFound(textId);
  const { organisations } = await tally(round, tx);
  const { objections, round: state } = hurdles(round, organisations);
  if (state === 'waiting') throw new Rejected('approvalTooEarly');
  if (state === 'answered' && !consent.beforeDeadline) throw new Rejected('approvalBeforeDeadline', {}, 'beforeDeadline');
  if (objections.length > 0 && !consent.despiteObjections) {
    throw new Rejected('approvalObjections', { count: objections.length }, 'despiteObjections');
  }
  return { round, organisations };
}

/**
 * The text of a round as it becomes the approved or adopted version: the frozen text, which must be the very
 * one that was in review.
 */
export async function reviewedText<Kind extends TextKind>(tx: Tx, kind: Kind, { textId, versionId }: Round) {
  const [reviewed] = await tx.select({ sha256: versions.sha256 }).from(versions).where(eq(versions.id, versionId));
  const text = asVersion(await readText(textId, tx), kind);
  if (reviewed?.sha256 !== sha256Of(text.document)) throw new Error('The frozen text is not the one in review.');
  return text;
}
