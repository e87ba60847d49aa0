/** What is still open in minutes before they go out: nothing that forbids it, all that one would want to know. Runs anywhere. */
import { type MinutesDocument, isEmptySection } from '~/editor/document';
import { deriveRecords } from '~/editor/records';
import type { Attendee } from './minutes';

export type OpenPoint =
  /** People of whom the attendance list says nothing. */
  | { kind: 'attendance'; count: number }
  /** Items of the agenda under which nothing is written. */
  | { kind: 'emptyItems'; count: number; numbers: string }
  /** A decision of which nobody has said what became of it. */
  | { kind: 'openResult'; text: string }
  /** More votes than people who were there. */
  | { kind: 'tooManyVotes'; text: string; votes: number; present: number }
  /** A task without somebody to do it. */
  | { kind: 'taskWithoutPerson'; text: string };

const beginning = (text: string) => (text.length > 60 ? `${text.slice(0, 60).trimEnd()} …` : text);

/** @returns the open points in the order in which one settles them */
export function openPoints(
  document: MinutesDocument,
  attendance: readonly Pick<Attendee, 'presence'>[],
): OpenPoint[] {
  const points: OpenPoint[] = [];
  const unknown = attendance.filter(({ presence }) => presence === null).length;
  if (unknown > 0) points.push({ kind: 'attendance', count: unknown });
  const empty = document.content.filter((section) => section.attrs.number !== '' && isEmptySection(section));
  if (empty.length > 0) {
    points.push({ kind: 'emptyItems', count: empty.length, numbers: empty.map(({ attrs }) => attrs.number).join(', ') });
  }
  const present = attendance.filter(({ presence }) => presence === 'present').length;
  const { decisions, tasks } = deriveRecords(document);
  for (const { resolutionText, result, yes, no, abstained } of decisions) {
    const text = beginning(resolutionText);
    if (result === 'open') points.push({ kind: 'openResult', text });
    const votes = (yes ?? 0) + (no ?? 0) + (abstained ?? 0);
    if (votes > present) points.push({ kind: 'tooManyVotes', text, votes, present });
  }
  for (const { what, assigneeName } of tasks) {
    if (assigneeName === '') points.push({ kind: 'taskWithoutPerson', text: beginning(what) });
  }
  return points;
}
