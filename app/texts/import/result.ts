/** What an import gives. Runs anywhere. */
import type { PaperDocument } from '~/editor/document';
import type { Finding } from './report';

/** How tracked changes are taken: as if all of them were accepted, or none. */
export const changeChoices = ['accept', 'reject'] as const;
export type ChangeChoice = (typeof changeChoices)[number];

/** An image of the text; `place` stands in the document where the id of its file belongs. */
export type ImportedImage = { place: string; name: string; mediaType: string; read: () => Promise<Uint8Array> };

/** A comment of the source, with the words it is about. */
export type ImportedComment = { author: string; at: string | null; quote: string; text: string };

export type ImportedText = {
  title: string;
  document: PaperDocument;
  images: ImportedImage[];
  comments: ImportedComment[];
  findings: Finding[];
  /** Somebody has to say how they are taken. */
  hasTrackedChanges: boolean;
  words: number;
};

/** What the reader of a format is given. */
export type ReadOptions = {
  changes: ChangeChoice;
  /** The address of the portal, without a slash at its end. */
  portal: string;
  /** Told how much is read, from 0 to 1. */
  progress: (share: number) => void;
};
