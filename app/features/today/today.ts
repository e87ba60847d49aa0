/** What the page *Heute* tells: the shape that everything on it comes in. Runs anywhere. */
import type { Day, InvitationAnswer, MeetingId, TaskId } from '~db/values';

export const todayPath = '/heute';

/** What can be done right here, beside going where the line leads. */
export type Step =
  | { kind: 'task'; id: TaskId; what: string; done: boolean }
  | { kind: 'answer'; meeting: MeetingId; answer: InvitationAnswer | null };

/** One sentence that leads to the next step. */
export type Line = {
  /** Tells lines of one kind apart. */
  key: string;
  /** Which of the sentences `today:line.…` it is, and what that names. */
  sentence: string;
  values: Record<string, string | number>;
  path: string;
  /** Until when, or when: the days to it are said. */
  day?: Day | null;
  /** It only tells of something; it does not wait. */
  told?: true;
  step?: Step;
};

/** The first lines of a kind, and how many there are. */
export type Found = { lines: Line[]; count: number };

/** How many lines of a kind stand on the page, and how many where all of a kind are asked for. */
export const fewLines = 5;
export const mostLines = 200;

export const allOf = (kind: string): string => `${todayPath}?alle=${kind}`;

/** Where a line stands on the page, for whoever comes back to it without a script. */
export const placeOf = (id: TaskId | MeetingId): string => `zeile-${id}`;
