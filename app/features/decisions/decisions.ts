/** The register of decisions: how it is asked, its addresses and its one form. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type DecisionId, type DecisionResult, decisionResults, decisionStates } from '~db/values';
import { paragraphs } from '~/services/forms';

/** The register of a group. */
export const registerPath = (groupSlug: string): string => `/gruppen/${groupSlug}/beschluesse`;

/** The registers of all groups one may read. */
export const allRegistersPath = '/beschluesse';

export const decisionPath = (groupSlug: string, id: DecisionId): string => `${registerPath(groupSlug)}/${id}`;

/** The formats a register can be had in as a file. */
export const registerFormats = ['pdf', 'csv'] as const;

/** The address of a register as a file, narrowed as the list is. */
export function filePath(register: string, format: (typeof registerFormats)[number], asked: Asked): string {
  const said = Object.entries(asked).filter(([, value]) => value);
  const query = new URLSearchParams(said).toString();
  return `${register}/ausgabe/${format}${query && `?${query}`}`;
}

/** The decision an address names. @throws ZodError, answered as not found */
export const decisionIn = (params: Readonly<Record<string, string | undefined>>): DecisionId =>
  idSchema<'decision'>().parse(params.decision);

/** Reads the address, by the names of the filters; what makes no sense is left out. */
export const registerFilter = z.object({
  text: z
    .string()
    .transform((text) => text.slice(0, 100))
    .catch(''),
  jahr: z.coerce.number().int().min(1900).max(2999).optional().catch(undefined),
  ergebnis: z.enum(decisionResults).optional().catch(undefined),
  stand: z.enum(decisionStates).optional().catch(undefined),
  /** The slug of a group; asked across groups alone. */
  gruppe: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
});
export type RegisterFilter = z.output<typeof registerFilter>;

/** What the address of a register asks for. */
export const filterIn = (request: Request): RegisterFilter =>
  registerFilter.parse(Object.fromEntries(new URL(request.url).searchParams));

/** The filter as the address has it, with every name. */
export const askedBy = (filter: RegisterFilter) => ({
  text: filter.text,
  jahr: filter.jahr ? String(filter.jahr) : '',
  ergebnis: filter.ergebnis ?? '',
  stand: filter.stand ?? '',
  gruppe: filter.gruppe ?? '',
});
export type Asked = ReturnType<typeof askedBy>;

/** The results with which a decision counts; what was rejected or postponed was never in force. */
export const countingResults: readonly DecisionResult[] = ['adopted', 'consensus'];

/** Without a choice the form says what to choose, not only that something is missing. */
const replacement = z.string({ error: 'decisionReplacement' }).pipe(idSchema<'decision'>());

/** With every state; `basis` names what the form was filled from. */
const kept = { note: paragraphs(1000), basis: z.string().max(100) };

export const stateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('in_force'), ...kept }),
  z.object({ state: z.literal('repealed'), ...kept }),
  z.object({ state: z.literal('replaced'), ...kept, replacedById: replacement }),
]);
export type StateInput = z.output<typeof stateSchema>;
