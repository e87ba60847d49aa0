/** Addresses of meetings. Runs anywhere. */

export const meetingPath = (groupSlug: string, number: number): string =>
  `/gruppen/${groupSlug}/sitzungen/${number}`;

/** The meetings of all groups, for the Geschäftsstelle: all of them, by how far their minutes have come, or of a month (`2026-03`). */
export const allMeetingsPath = '/geschaeftsstelle/sitzungen';
export const meetingsWith = (minutes: string): string => `${allMeetingsPath}?protokoll=${minutes}`;
export const meetingsInMonth = (month: string): string => `${allMeetingsPath}?monat=${month}`;
