/** Addresses of calendars. Runs anywhere. */

/** Where one makes and ends the addresses of one's calendars. */
export const calendarPath = '/konto/kalender';

/** The same, with a group chosen already. */
export const calendarOfGroup = (slug: string): string => `${calendarPath}?${new URLSearchParams({ gruppe: slug })}`;
