/** What the Geschäftsstelle sees of all groups at once: figures, each with the list it is counted from. */
import { kept } from '~db/kept.server';
import { monthFrom } from '~/features/meetings/all-meetings';
import { meetingsByMinutes, meetingsPerMonth } from '~/features/meetings/all-meetings.server';
import { today } from '~/services/time';

/** Months behind, this one, and months ahead. */
const shownMonths = { behind: 5, ahead: 3 };

/** They change when something is written, or by the clock: meetings end, and become those without minutes. */
const minuteInMs = 60_000;

const figures = kept(async (day) => {
  const months = Array.from({ length: shownMonths.behind + 1 + shownMonths.ahead }, (_, at) => monthFrom(day, at - shownMonths.behind));
  const value = { minutes: await meetingsByMinutes(), months: await meetingsPerMonth(months), thisMonth: monthFrom(day, 0) };
  return { value, until: Date.now() + minuteInMs };
});

/** Meetings of all groups by how far their minutes have come, and by month. Asks for no right. */
export const cockpit = () => figures(today());
