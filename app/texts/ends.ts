/** Which two states of a text an address asks to compare: `?von=3&bis=7`, `?bis=jetzt`. Runs anywhere. */
import { NotFound } from '~/services/errors';
import type { ComparisonView } from './comparison/render';

/** A version by its number, or the text as it is now. */
export type End = number | 'now';

export const nowInAddress = 'jetzt';

/** @throws NotFound for what names no version */
function endIn(value: string | null, otherwise: End): End {
  if (value === null) return otherwise;
  if (value === nowInAddress) return 'now';
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new NotFound();
  return Number(value);
}

/** What a request asks for; the first version and the text as it is now where it does not say. */
export function endsIn(request: Request): { from: End; to: End } {
  const query = new URL(request.url).searchParams;
  return { from: endIn(query.get('von'), 1), to: endIn(query.get('bis'), 'now') };
}

export const viewIn = (request: Request): ComparisonView =>
  new URL(request.url).searchParams.get('ansicht') === 'nebeneinander' ? 'columns' : 'inline';
