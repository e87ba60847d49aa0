/** The headings of a paper, as the outline beside it shows them. Runs anywhere. */
import { plainText, type PaperDocument } from './document';

export type OutlineHeading = {
  /** Names it in the page: the id of the heading in what `renderHtml` gives. */
  key: string;
  level: number;
  text: string;
};

/** @param index its place among the headings of the paper, from 0 */
export const headingKey = (index: number): string => `abschnitt-${index + 1}`;

export const outlineOf = (paper: PaperDocument): OutlineHeading[] =>
  paper.content
    .filter((block) => block.type === 'heading')
    .map((heading, index) => ({
      key: headingKey(index),
      level: heading.attrs.level,
      text: plainText(heading).trim(),
    }));
