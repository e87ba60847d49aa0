/** What stands above a text on its paper: a title, and lines such as "Ort: Rathaus". Runs anywhere. */
export type HeadLine = {
  label: string;
  /** One below the other; in a list also where it is only one. */
  list: boolean;
  /** `detail` is said more quietly behind it. */
  values: readonly { text: string; detail: string }[];
};

export type TextHead = { title: string; lines: readonly HeadLine[] };

/** A line that says one thing; none where there is nothing to say. */
export const headLine = (label: string, text: string): HeadLine[] =>
  text ? [{ label, list: false, values: [{ text, detail: '' }] }] : [];
