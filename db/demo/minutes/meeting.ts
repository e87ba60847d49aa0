/** How a meeting of the example is written down. Days count from the day of filling. */
import type { AgendaKind, MinutesState } from '../../values';
import type { DemoComment, DemoReview } from '../review';

export type DemoMeeting = {
  group: string;
  number: number;
  days: number;
  from: string;
  to: string;
  place: string;
  link?: string;
  note?: string;
  cancelReason?: string;
  /** Left out as long as nobody has begun to write. */
  minutes?: MinutesState;
  correction?: string;
  /** Agenda and text in one (`paper.ts`). */
  text: string;
  review?: DemoReview;
  draftComments?: DemoComment[];
  /** An item that a member has proposed and that nobody has answered yet. */
  proposal?: { by: string; title: string; kind: AgendaKind };
};
