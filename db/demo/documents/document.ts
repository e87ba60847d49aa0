/** How a document of the example is written down. Days count from the day of filling. */
import type { DocumentGenre, DocumentState, Visibility } from '../../values';
import type { OrganisationKey } from '../organisations';
import type { DemoComment, DemoReview } from '../review';

/** An hour's work of one person, after which there is a version. */
export type DemoEdit = {
  by: string;
  days: number;
  /** What it says from then on instead of what it said. */
  changes: [from: string, to: string][];
  /** What the version was called; without a name it was cut by itself. */
  name?: string;
};

export type DemoDocument = {
  key: string;
  group: string;
  title: string;
  genre: DocumentGenre;
  labels?: string[];
  state: DocumentState;
  by: string;
  /** When it was begun. */
  days: number;
  /** Markdown; `](dokument:key)` leads to another one, `⟦key⟧` stands for a picture. */
  text: string;
  edits?: DemoEdit[];
  comments?: DemoComment[];
  shared?: { days: number; organisations: OrganisationKey[]; guests: string[] };
  visibility?: Visibility;
  review?: DemoReview;
  /** When it was adopted. */
  adopted?: number;
  published?: number;
  archived?: number;
  trashed?: number;
  /** Which edition it is, and of what it is one. */
  edition?: { number: number; follows: string };
};
