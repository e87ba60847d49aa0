/** The head of the paper: what a German Protokoll says before its first TOP. Runs anywhere. */
import type { TFunction } from 'i18next';
import { type Language, presences } from '~db/values';
import { formatSpan } from '~/services/time';
import { type TextHead, headLine } from '~/texts/head';
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

/** @param t whatever words it is made for */
export function paperHead(head: PaperHeadData, t: TFunction, language: Language): TextHead {
  const really = [head.startedAt, head.endedAt].some(Boolean)
    ? t('minutes:head.span', { from: head.startedAt || '–', until: head.endedAt || '–' })
    : '';
  return {
    title: t('minutes:title', { number: head.number }),
    lines: [
      ...headLine(t('minutes:head.group'), head.group),
      ...headLine(t('minutes:head.when'), formatSpan(new Date(head.startsAt), new Date(head.endsAt), language)),
      ...headLine(t('minutes:head.really'), really),
      ...headLine(t('minutes:head.place'), head.place),
      ...headLine(t('minutes:head.chair'), head.chair),
      ...headLine(t('minutes:head.minuteTaker'), head.minuteTaker),
      ...presences.flatMap((presence) => {
        const these = head.attendance.filter((row) => row.presence === presence);
        const values = these.map((row) => ({ text: row.name, detail: attendeeDetails(row, t) }));
        return values.length > 0 ? [{ label: t(`minutes:presence.${presence}`), list: true, values }] : [];
      }),
    ],
  };
}

/** As what, for whom, from when to when; empty where there is nothing to add. */
export function attendeeDetails(row: Attendee, t: TFunction): string {
  return [
    row.role === 'member' ? '' : t(`minutes:role.${row.role}`),
    row.onBehalfOf ? t('minutes:attendance.for', { organisation: row.onBehalfOf.name }) : '',
    row.representing ? t('minutes:attendance.inPlaceOf', { name: row.representing }) : '',
    row.presentFrom && row.presentUntil
      ? t('minutes:attendance.span', { from: row.presentFrom, until: row.presentUntil })
      : row.presentFrom
        ? t('minutes:attendance.from', { from: row.presentFrom })
        : row.presentUntil
          ? t('minutes:attendance.until', { until: row.presentUntil })
          : '',
  ]
    .filter(Boolean)
    .join(', ');
}
