/** What the pages about partner organisations share: filters, fields of the form. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { organisationKinds } from '~db/values';
import { checkbox, emailAddress, line, optionalLine } from '~/services/forms';

/** Ways to narrow the list, as they stand in the address. */
export const organisationStates = ['ohne-mandat', 'archiviert'] as const;

/** Reads the address; what makes no sense is left out. */
export const organisationFilter = z.object({
  suche: z.string().max(100).catch(''),
  art: z.enum(organisationKinds).optional().catch(undefined),
  stand: z.enum(organisationStates).optional().catch(undefined),
  seite: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type OrganisationFilter = z.output<typeof organisationFilter>;

const webAddress = z
  .string()
  .transform((text) => (/^https?:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`))
  .pipe(z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(300));

export const organisationFields = z.object({
  name: line(200),
  shortName: optionalLine(60),
  kind: z.enum(organisationKinds),
  contactName: optionalLine(120),
  contactEmail: emailAddress.optional().transform((email) => email ?? ''),
  contactPhone: optionalLine(60),
  website: webAddress.optional().transform((address) => address ?? ''),
  published: checkbox,
});
export type OrganisationFields = z.output<typeof organisationFields>;

export const mandateFields = z.object({
  personId: idSchema<'person'>(),
  startDate: daySchema,
  endDate: daySchema.optional(),
  deputy: checkbox,
});
