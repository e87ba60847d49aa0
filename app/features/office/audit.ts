/** How the audit log is asked. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';

/** Kinds of object the log tells of. */
export const auditedKinds = [
  'person',
  'organisation',
  'group',
  'meeting',
  'minutes',
  'task',
  'decision',
  'circular',
  'poll',
  'document',
  'template',
  'portal',
] as const;

/** Reads the address; what makes no sense is left out. */
export const auditFilter = z.object({
  /** Name or address of who acted. */
  wer: z.string().max(100).catch(''),
  /** All about one person: what they did and what was done to their account. */
  person: idSchema<'person'>().optional().catch(undefined),
  was: z
    .string()
    .regex(/^[A-Za-z.]{1,60}$/)
    .optional()
    .catch(undefined),
  art: z.enum(auditedKinds).optional().catch(undefined),
  gruppe: idSchema<'group'>().optional().catch(undefined),
  von: daySchema.optional().catch(undefined),
  bis: daySchema.optional().catch(undefined),
  /** Entries before this one, for the next page. */
  vor: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditFilter = z.output<typeof auditFilter>;

/** The same for a group's own log, which is never asked about another group or about one account. */
export const groupAuditFilter = auditFilter
  .omit({ gruppe: true, person: true })
  .transform((filter): AuditFilter => ({ ...filter, gruppe: undefined, person: undefined }));

/** A page of the log, as the screen shows it. */
export type AuditPage = {
  entries: {
    sequence: number;
    at: Date;
    actorId: string | null;
    actorName: string;
    action: string;
    objectKind: string;
    objectId: string;
    objectName: string;
    group: string | null;
    details: Record<string, unknown>;
  }[];
  /** Where the next page begins; null on the last. */
  next: number | null;
};
