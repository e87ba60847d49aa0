/** The register of decisions (Beschlüsse), as somebody may read it: a list that is narrowed and leafed through. */
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { circularVotes, db, decisions, meetings, minutes } from '~db/client.server';
import type { CircularVoteId, Day, DecisionId, DecisionResult, DecisionState } from '~db/values';
import { decisionNumber } from '~/features/minutes/minutes';
import { foldForSearch } from '~/services/search-name';
import { dayOf } from '~/services/time';
import { decidedOn } from './circular-result.server';
import { type RegisterFilter, countingResults } from './decisions';
import { type Register, standingIn } from './registers.server';

/** Where a decision was taken: in a meeting, or in a circular vote. */
export type Origin = { kind: 'minutes'; meetingNumber: number } | { kind: 'circular'; voteId: CircularVoteId };

/** A line of the register. */
export type ListedDecision = {
  id: DecisionId;
  /** As it is printed: `SPR 2026-07`. */
  number: string;
  resolutionText: string;
  yes: number | null;
  no: number | null;
  abstained: number | null;
  result: DecisionResult;
  internal: boolean;
  /** Whether it still counts; null where it never did. */
  state: DecisionState | null;
  /** The day on which it was taken. */
  day: Day;
  origin: Origin;
  group: { slug: string; name: string };
};

const pageSize = 30;

/** Whether a decision still counts, as far as it ever did. */
export const stateOf = ({ result, state }: { result: DecisionResult; state: DecisionState }): DecisionState | null =>
  countingResults.includes(result) ? state : null;

/** Of these registers that of the group which is asked for; without one all. */
export const chosenIn = (registers: readonly Register[], { gruppe }: RegisterFilter): Register[] =>
  registers.filter(({ slug }) => !gruppe || slug === gruppe);

/** All decisions of these registers that are asked for, the newest first. One statement. */
export async function decisionsIn(registers: readonly Register[], filter: RegisterFilter): Promise<ListedDecision[]> {
  const chosen = chosenIn(registers, filter);
  const rows = await db
    .select({
      id: decisions.id,
      groupId: decisions.groupId,
      year: decisions.year,
      number: decisions.number,
      resolutionText: decisions.resolutionText,
      yes: decisions.yes,
      no: decisions.no,
      abstained: decisions.abstained,
      result: decisions.result,
      internal: decisions.internal,
      state: decisions.state,
      startsAt: meetings.startsAt,
      meetingNumber: meetings.number,
      voteId: decisions.circularVoteId,
      deadline: circularVotes.deadline,
      endedAt: circularVotes.endedAt,
    })
    .from(decisions)
    .leftJoin(minutes, eq(minutes.id, decisions.minutesId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(circularVotes, eq(circularVotes.id, decisions.circularVoteId))
    .where(
      and(
        standingIn(chosen),
        filter.jahr ? eq(decisions.year, filter.jahr) : undefined,
        filter.ergebnis && eq(decisions.result, filter.ergebnis),
        filter.stand && and(eq(decisions.state, filter.stand), inArray(decisions.result, [...countingResults])),
      ),
    )
    .orderBy(desc(meetings.startsAt), desc(decisions.year), desc(decisions.number), desc(decisions.id));
  const groups = new Map(chosen.map((register) => [register.id, register]));
  const listed = rows.map(
    ({ groupId, year, number, startsAt, meetingNumber, voteId, deadline, endedAt, ...row }): ListedDecision => {
      const { abbreviation, slug, name } = groups.get(groupId)!;
      return {
        ...row,
        number: decisionNumber(abbreviation, year!, number!),
        state: stateOf(row),
        day: deadline ? decidedOn({ deadline, endedAt }) : dayOf(startsAt!),
        origin: voteId ? { kind: 'circular', voteId } : { kind: 'minutes', meetingNumber: meetingNumber! },
        group: { slug, name },
      };
    },
  );
  return listed.filter(saying(filter.text)).sort(byDay);
}

/** The latest first; what was taken on one day stays as it came. */
const byDay = (a: ListedDecision, b: ListedDecision): number => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0);

/** Whether number and wording contain each of these words, however they are spelled. */
function saying(text: string): (decision: ListedDecision) => boolean {
  const wanted = foldForSearch(text).split(' ').filter(Boolean);
  if (wanted.length === 0) return () => true;
  return ({ number, resolutionText }) => {
    const folded = foldForSearch(`${number} ${resolutionText}`);
    return wanted.every((word) => folded.includes(word));
  };
}

/** A page of these registers, and the years there are to choose from. Two statements. */
export async function registerPage(registers: readonly Register[], filter: RegisterFilter, asked: number) {
  const found = await decisionsIn(registers, filter);
  const years = await yearsIn(registers);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(asked, pages);
  return {
    decisions: found.slice((page - 1) * pageSize, page * pageSize),
    found: found.length,
    page,
    pages,
    /** The latest first; none where there is no decision at all. */
    years,
  };
}
export type RegisterPage = Awaited<ReturnType<typeof registerPage>>;

async function yearsIn(registers: readonly Register[]): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: decisions.year })
    .from(decisions)
    .where(and(standingIn(registers), isNotNull(decisions.year)))
    .orderBy(desc(decisions.year));
  return rows.map(({ year }) => year!);
}
