/** What kinds of shared text there are, told by the features that own them. */
import type { Doc } from 'yjs';
import type { PersonId, TextId, TextKind } from '~db/values';
import type { Mode } from './protocol';

/** A right to a text: what may be done, and until when if it is known to end. */
export type Access = { mode: Mode; until: Date | null };

export type TextKindRules = {
  /** What the person may do with the text now; null where it must look as if it did not exist. */
  access(personId: PersonId, textId: TextId): Promise<Access | null>;
  /**
   * The confirmed text has changed: derive from it what stands in tables. Called some hundred
   * milliseconds after an edit, never twice at a time for one text, again after an error, and when a
   * text is opened that may have changed before a crash: so it must be repeatable, and leave `doc`
   * as it is.
   *
   * @param sequence the number of the last update that `doc` holds
   */
  changed?(textId: TextId, doc: Doc, sequence: number): Promise<void>;
};

const kinds = new Map<TextKind, TextKindRules>();

/** Announces a kind of text, once at start. */
export function registerTextKind(kind: TextKind, rules: TextKindRules): void {
  kinds.set(kind, rules);
}

/** The rules of a kind. @throws Error where no feature has announced it: then nobody has a right. */
export function rulesOf(kind: TextKind): TextKindRules {
  const rules = kinds.get(kind);
  if (!rules) throw new Error(`No feature has announced texts of the kind ${kind}.`);
  return rules;
}
