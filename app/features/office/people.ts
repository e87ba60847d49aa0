/** What the pages about people share: filters, fields of the forms. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { languages } from '~db/values';
import { checkbox, emailAddress, line } from '~/services/forms';

/** Ways to narrow the list, as they stand in the address. */
export const peopleStates = ['ohne-gruppe', 'eingeladen', 'gesperrt', 'geschaeftsstelle'] as const;
export type PeopleState = (typeof peopleStates)[number];

/** Reads the address; what makes no sense is left out, so that old links still lead somewhere. */
export const peopleFilter = z.object({
  suche: z.string().max(100).catch(''),
  organisation: idSchema<'organisation'>().optional().catch(undefined),
  stand: z.enum(peopleStates).optional().catch(undefined),
  seite: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PeopleFilter = z.output<typeof peopleFilter>;

/** Details of an account that the Geschäftsstelle keeps. */
export const personFields = z.object({
  name: line(120),
  email: emailAddress,
  language: z.enum(languages),
});

export const invitationFields = personFields.extend({
  organisationId: idSchema<'organisation'>().optional(),
  deputy: checkbox,
});

/** How an account stands: the first that fits. */
export function accountState(person: { disabledAt: unknown; joinedAt: unknown; invitedAt: unknown }) {
  if (person.disabledAt) return 'disabled';
  if (person.joinedAt) return 'joined';
  return person.invitedAt ? 'invited' : 'created';
}
export type AccountState = ReturnType<typeof accountState>;
