/**
 * Minutes and papers as the editor knows them: the same trees as in `document.ts`, and the rules that
 * hold while people type. For whoever handles both kinds; a page takes the one it needs from
 * `minutes-schema.ts` or `paper-schema.ts`. Runs anywhere.
 */
import { getSchema } from '@tiptap/core';
import type { TextKind } from '~db/values';
import { minutesExtensions } from './minutes-schema';
import { paperExtensions } from './paper-schema';

/** The ProseMirror schemas of both kinds of text. */
export const minutesSchema = getSchema(minutesExtensions());
export const paperSchema = getSchema(paperExtensions());
export const schemaOf = (kind: TextKind) => (kind === 'minutes' ? minutesSchema : paperSchema);
