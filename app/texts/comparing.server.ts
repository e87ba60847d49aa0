/**
 * Two states of a text side by side: two versions, a version and the text as it is now, or what somebody
 * last saw and now. Rights are the caller's: a comparison shows everything that stands in both, internal
 * passages too.
 */
import type { Language, PersonId, TextId, TextKind } from '~db/values';
import type { TextDocument } from '~/editor/document';
import { documentFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { comparing } from './comparison/compare';
import { withoutOwn } from './comparison/own';
import { type ComparisonView, type RenderedComparison, renderingComparison } from './comparison/render';
import type { End } from './ends';
import { lastLook } from './looks.server';
import { inSlices } from './slices.server';
import { type VersionEntry, listVersions, readStored } from './versions.server';
import { writersIn } from './writers';
import { type Writers, writersOf, writersOfVersion } from './writers.server';

export type Looks = { view: ComparisonView; language: Language };

export type ShownComparison = RenderedComparison & {
  view: ComparisonView;
  before: string;
  after: string;
};

type State = { name: string; document: TextDocument; writers: () => Promise<Writers> };

/**
 * Compares two states of a text.
 *
 * @throws NotFound where there is no such version
 */
export async function compareVersions(
  text: { id: TextId; kind: TextKind },
  ends: { from: End; to: End },
  looks: Looks,
): Promise<ShownComparison> {
  const entries = await listVersions(text.id);
  const before = await stateAt(text, ends.from, entries, looks.language);
  const after = await stateAt(text, ends.to, entries, looks.language);
  return shown(before, after, looks);
}

/** What others have changed since somebody was last here; null when that was never. */
export async function newFor(
  text: { id: TextId; kind: TextKind },
  personId: PersonId,
  looks: Looks,
): Promise<(ShownComparison & { since: Date }) | null> {
  const look = await lastLook(text.id, personId);
  if (!look) return null;
  const after = await stateAt(text, 'now', [], looks.language);
  const name = translator(looks.language, 'versions')('news.before');
  return { ...(await shown({ name, document: look.document }, after, looks, personId)), since: look.at };
}

async function stateAt(
  text: { id: TextId; kind: TextKind },
  end: End,
  entries: readonly VersionEntry[],
  language: Language,
): Promise<State> {
  const t = translator(language, 'versions');
  if (end === 'now') {
    const ydoc = await readText(text.id);
    const document = documentFromYDoc(ydoc, text.kind);
    return { name: t('now'), document, writers: () => writersOf(text.id, ydoc, text.kind) };
  }
  const entry = entries.find(({ number }) => number === end);
  if (!entry) throw new NotFound();
  const { document, state } = await readStored(entry.id);
  return { name: t('versionName', { number: end }), document, writers: () => writersOfVersion(text, entry.id, state) };
}

/** @param own whose changes are left out */
async function shown(
  before: Pick<State, 'name' | 'document'>,
  after: State,
  { view, language }: Looks,
  own?: PersonId,
): Promise<ShownComparison> {
  const { runs, nameOf } = await after.writers();
  const all = await inSlices(comparing(before.document, after.document));
  const comparison = own ? withoutOwn(all, own, (from, to) => writersIn(runs, from, to)) : all;
  const rendered = await inSlices(
    renderingComparison(comparison, {
      view,
      language,
      words: { versions: translator(language, 'versions'), editor: translator(language, 'editor') },
      names: { before: before.name, after: after.name },
      writersOf: (from, to) => writersIn(runs, from, to).map(nameOf),
    }),
  );
  return { ...rendered, view, before: before.name, after: after.name };
}
