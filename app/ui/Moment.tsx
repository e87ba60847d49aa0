/** Dates as people say them, with the full moment in the title. */
import { useTranslation } from 'react-i18next';
import type { Day, Language } from '~db/values';
import { formatDay, formatDistance, formatMoment, formatShortMoment } from '~/services/time';

/** A moment; give it as epoch milliseconds or as ISO text, as loaders send it. `short` in columns of them. */
export function Moment({ at, short }: { at: Date | number | string; short?: boolean }) {
  const { i18n } = useTranslation();
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={moment.toISOString()}>
      {(short ? formatShortMoment : formatMoment)(moment, i18n.language as Language)}
    </time>
  );
}

/** A day: "Do., 12. März 2026", or how far away it is: "in 3 Tagen". */
export function DayText({ day, distance }: { day: Day; distance?: boolean }) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const full = formatDay(day, language);
  return (
    <time dateTime={day} title={full}>
      {distance ? formatDistance(day, language) : full}
    </time>
  );
}
