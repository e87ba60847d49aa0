/** What a German Protokoll says before its first TOP, on the screen as on paper. Runs anywhere. */
import type { Language } from '~db/values';
import { presences } from '~db/values';
import { formatSpan } from '~/services/time';
import type { Attendee } from './minutes';

export type PaperHeadData = {
  group: string;
  number: number;
  startsAt: string;
  endsAt: string;
  place: string;
  chair: string;
  minuteTaker: string;
  startedAt: string;
  endedAt: string;
  attendance: Attendee[];
};

/** Words of the namespace `minutes`. */
type Say = (key: string, values?: Record<string, string>) => string;

/** The meeting, a line each; what nobody has entered is left out. */
export function headRows(head: PaperHeadData, t: Say, language: Language): { name: string; term: string; value: string }[] {
  const really = [head.startedAt, head.endedAt].some(Boolean)
    ? t('head.span', { from: head.startedAt || '–', until: head.endedAt || '–' })
    : '';
  const rows: [string, string][] = [
    ['group', head.group],
    ['when', formatSpan(new Date(head.startsAt), new Date(head.endsAt), language)],
    ['really', really],
    ['place', head.place],
    ['chair', head.chair],
    ['minuteTaker', head.minuteTaker],
  ];
  return rows.filter(([, value]) => value).map(([name, value]) => ({ name, term: t(`head.${name}`), value }));
}

/** Who was present, excused and absent; only those of whom somebody has said so. */
export const attendanceRows = (head: PaperHeadData) =>
  presences
    .map((presence) => ({ presence, list: head.attendance.filter((row) => row.presence === presence) }))
    .filter(({ list }) => list.length > 0);

/** As what, for whom, from when to when. */
export const attendeeDetails = (row: Attendee, t: Say): string =>
  [
    row.role === 'member' ? '' : t(`role.${row.role}`),
    row.onBehalfOf ? t('attendance.for', { organisation: row.onBehalfOf.name }) : '',
    row.representing ? t('attendance.inPlaceOf', { name: row.representing }) : '',
    row.presentFrom && row.presentUntil
      ? t('attendance.span', { from: row.presentFrom, until: row.presentUntil })
      : row.presentFrom
        ? t('attendance.from', { from: row.presentFrom })
        : row.presentUntil
          ? t('attendance.until', { until: row.presentUntil })
          : '',
  ]
    .filter(Boolean)
    .join(', ');
