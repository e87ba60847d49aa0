/** What the form for addresses of calendars asks for. Runs anywhere. */
import { z } from 'zod';
import type { CalendarFeedId } from '~db/values';
import { idSchema } from '~db/value-schemas';
import { checkbox, line } from '~/services/forms';

/** More devices than that nobody has. */
export const mostAddresses = 20;

/** In place of a slug: not one group, but all of one's own. */
export const allGroups = '*';

const feed = idSchema<'calendarFeed'>();

/** The steps on the page, by the button that was pressed. */
export const calendarForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('make'), key: feed, name: line(60), group: z.string().max(100).default(allGroups), tasks: checkbox }),
  z.object({ intent: z.literal('renew'), feed }),
  z.object({ intent: z.literal('revoke'), feed }),
]);

export type NewAddress = {
  /** Sent twice with the same key, it still is one address. */
  key: CalendarFeedId;
  name: string;
  /** The slug of the only group it is for, or `allGroups`. */
  group: string;
  tasks: boolean;
};

/** An address on the one occasion when it is shown. */
export type ShownAddress = {
  name: string;
  url: string;
  /** Opens the calendar program of the device one is on. */
  webcal: string;
};
