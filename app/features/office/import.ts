/** What reading in a list of people is bound by. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';

export const importLimits = { rows: 5000, bytes: 2_000_000 };

/** What is wrong with a row, as the words name it. */
export type RowProblem =
  | 'nameMissing'
  | 'nameTooLong'
  | 'emailMissing'
  | 'emailInvalid'
  | 'duplicate'
  | 'exists'
  | 'organisationUnknown'
  | 'languageUnknown'
  | 'tooManyColumns'
  | 'stopped';

export const importId = idSchema<'personImport'>();
export type ImportId = z.output<typeof importId>;

export const importSteps = z.object({ intent: z.enum(['start', 'discard']) });
