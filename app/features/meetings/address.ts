/** The address of a meeting. */
export const meetingPath = (groupSlug: string, number: number): string =>
  `/gruppen/${groupSlug}/sitzungen/${number}`;
