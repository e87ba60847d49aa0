/** How a meeting of the example is written down. Days count from the day of filling. */
import type { AgendaKind, MinutesState, ReviewAnswer } from '../../values';
import type { OrganisationKey } from '../organisations';

export type DemoComment = {
  by: string;
  days: number;
  /** The words it stands at. */
  words: string;
  body: string;
  /** For which organisation. */
  as?: OrganisationKey;
  /** It answers the comment before it. */
  reply?: boolean;
};

export type DemoReview = {
  /** When it began. */
  days: number;
  lastDay: number;
  silenceIsConsent: boolean;
  message: string;
  organisations: OrganisationKey[];
  answers: { by: string; days: number; answer: ReviewAnswer; passage?: string; reason?: string }[];
  comments?: DemoComment[];
};

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
