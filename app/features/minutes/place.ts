/** The address of minutes: a group and the number of its meeting. */
import { NotFound } from '~/services/errors';

type Params = Record<string, string | undefined>;

/** A number that counts from 1, as addresses carry it. @throws NotFound for what can't be one */
export function numberIn(text: string | undefined): number {
  if (!/^[1-9]\d{0,5}$/.test(text ?? '')) throw new NotFound();
  return Number(text);
}

/** The meeting an address names. @throws NotFound */
export const placeOf = (params: Params) => ({ group: params.group ?? '', number: numberIn(params.number) });

/** The page of a meeting's minutes. */
export const minutesPath = (groupSlug: string, meetingNumber: number): string =>
  `/gruppen/${groupSlug}/sitzungen/${meetingNumber}/protokoll`;
