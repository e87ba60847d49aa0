/**
 * What readers see of a document: its HTML, its outline, its decisions. Frozen versions never change,
 * so that what was made of them is kept for the next reader of the same kind.
 */
import type { Language, TaskState, VersionId } from '~db/values';
import { type MinutesDocument, isEmptySection } from '~/editor/document';
import { hasInternal, withoutInternal } from '~/editor/internal';
import { deriveRecords } from '~/editor/records';
import { renderHtml } from '~/editor/render';
import { translator } from '~/services/i18n/translate.server';

export type OutlineItem = { id: string; number: string; title: string; internal: boolean; written: boolean };

export type ShownDecision = {
  blockId: string;
  number: string | null;
  resolutionText: string;
  yes: number | null;
  no: number | null;
  abstained: number | null;
  result: string;
  internal: boolean;
};

export type Rendering = {
  html: string;
  outline: OutlineItem[];
  decisions: ShownDecision[];
  /** Something in it is not for everybody who may read the minutes. */
  internal: boolean;
};

export type Audience = {
  /** Whether internal sections and passages may be seen. Decided by the policy alone. */
  readsInternal: boolean;
  language: Language;
  /** The live states of tasks, by block, for those who may see them. */
  taskStates?: ReadonlyMap<string, TaskState>;
};

/** Renders a document for an audience; nothing of what they may not see is in the outcome. */
export function renderFor(document: MinutesDocument, audience: Audience): Rendering {
  const seen = audience.readsInternal ? document : withoutInternal(document);
  const { language, taskStates } = audience;
  return {
    html: renderHtml(seen, {
      t: translator(language, 'editor'),
      language,
      ...(taskStates ? { taskStates } : {}),
    }),
    outline: outlineOf(seen),
    internal: hasInternal(seen),
    decisions: deriveRecords(seen).decisions.map(
      ({ blockId, number, resolutionText, yes, no, abstained, result, internal }) => ({
        blockId,
        number,
        resolutionText,
        yes,
        no,
        abstained,
        result,
        internal,
      }),
    ),
  };
}

/** The sections of a document, as the outline beside it lists them. */
export const outlineOf = (document: MinutesDocument): OutlineItem[] =>
  document.content.map((section) => ({
    id: section.attrs.itemId,
    number: section.attrs.number,
    title: section.attrs.title,
    internal: section.attrs.internal,
    written: !isEmptySection(section),
  }));

const kept = new Map<string, Rendering>();
const capacity = 200;

/**
 * Renders a frozen version, or takes what was rendered before for the same kind of reader.
 *
 * @param key what else the rendering depends on (numbers that were given to decisions)
 * @param load is asked for the document only when it is needed
 */
export async function renderFrozen(
  versionId: VersionId,
  key: string,
  audience: Audience,
  load: () => Promise<MinutesDocument>,
): Promise<Rendering> {
  const states = [...(audience.taskStates ?? [])].map(([block, state]) => `${block}=${state}`).join(',');
  const name = [versionId, key, audience.language, audience.readsInternal ? 'all' : 'public', states].join('|');
  const found = kept.get(name);
  kept.delete(name);
  const rendering = found ?? renderFor(await load(), audience);
  kept.set(name, rendering);
  if (kept.size > capacity) kept.delete(kept.keys().next().value!);
  return rendering;
}
