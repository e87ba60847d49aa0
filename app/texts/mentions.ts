/** Names in what is said: "@Maria Weber". Runs anywhere. */

/** Signs that can't stand in a name, so that one ends before them. */
const insideName = /[\p{L}\p{N}]/u;

export type Segment = { text: string; mention: boolean };

/** Where one of the names stands behind an @ at the given place; the longest counts. */
function nameAt(text: string, at: number, names: readonly string[]): string | undefined {
  const rest = text.slice(at + 1);
  const before = text[at - 1];
  if (before !== undefined && insideName.test(before)) return undefined;
  return names
    .filter((name) => rest.toLowerCase().startsWith(name.toLowerCase()) && !insideName.test(rest[name.length] ?? ''))
    .sort((a, b) => b.length - a.length)[0];
}

/** A text in pieces, those that name somebody told apart. @param names of whom can be mentioned */
export function segmentsOf(text: string, names: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let begun = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = nameAt(text, at, names);
    if (name === undefined) continue;
    if (at > begun) segments.push({ text: text.slice(begun, at), mention: false });
    begun = at + 1 + name.length;
    segments.push({ text: text.slice(at, begun), mention: true });
  }
  if (begun < text.length) segments.push({ text: text.slice(begun), mention: false });
  return segments;
}

/** Which of the names are mentioned, in lower case. */
export const mentionedIn = (text: string, names: readonly string[]): ReadonlySet<string> =>
  new Set(
    segmentsOf(text, names)
      .filter(({ mention }) => mention)
      .map((segment) => segment.text.slice(1).toLowerCase()),
  );

/** What is being typed behind an @ before the cursor, and where that stands; null where there is none. */
export function typedMention(text: string, cursor: number): { at: number; typed: string } | null {
  const at = text.lastIndexOf('@', cursor - 1);
  if (at < 0 || (at > 0 && insideName.test(text[at - 1]!))) return null;
  const typed = text.slice(at + 1, cursor);
  return /^[^\n@]{0,40}$/.test(typed) ? { at, typed } : null;
}
