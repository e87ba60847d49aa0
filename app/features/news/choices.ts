/** The form on which people choose how they hear of news. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type NewsKind, newsKinds, newsWays } from '~db/values';

/** Before the first hour the reminders of the day are written. */
export const hours = Array.from({ length: 15 }, (_, index) => index + 7);
/** Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const several = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const way = z.enum(newsWays);

/** As it is everywhere. */
export const inherited = 'inherited';

const ownWay = z.enum([...newsWays, inherited]).transform((chosen) => (chosen === inherited ? null : chosen));

/** A field for each kind of news. */
const forEachKind = <Field extends z.ZodType>(field: Field) =>
  z.object(Object.fromEntries(newsKinds.map((kind) => [kind, field])) as Record<NewsKind, Field>);

export const choicesSchema = z.object({
  /** Empty for no mail of the day. */
  hour: z.coerce
    .number()
    .int()
    .min(7)
    .max(21)
    .optional()
    .transform((hour) => hour ?? null),
  daysOff: z.preprocess(several, z.array(z.coerce.number().int().min(1).max(7)).max(7)),
  everywhere: forEachKind(way),
  /** By group; null is as everywhere. */
  groups: z.record(idSchema<'group'>(), forEachKind(ownWay)).default({}),
});
export type ChoicesInput = z.output<typeof choicesSchema>;
