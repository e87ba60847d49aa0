/**
 * The versions of a text, to look back at, to compare and, while it is a draft, to go back to; and what
 * others have changed since one was last here. Versions hold internal passages as well, so they are for
 * those who may read these.
 */
import { write } from '~db/client.server';
import type { Language } from '~db/values';
import type { Actor, Person } from '~/access/policy';
import { renderHtml } from '~/editor/render';
import { LogRefused, loadText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { type Looks, compareVersions, newFor } from '../comparing.server';
import type { End } from '../ends';
import { linesOf } from '../lines';
import { restoreVersion } from '../restoring.server';
import type { Subject } from '../subjects.server';
import { type VersionEntry, asVersion, cutVersion, listVersions, readStored, readVersion } from '../versions.server';
import { shownWriters, writersOfVersion } from '../writers.server';

/** Refuses all who may not look back, in the way of what does not exist. */
function refuseOthers(actor: Actor, subject: Subject): void {
  if (!subject.may(actor, 'readHistory')) throw new NotFound();
}

const shown = ({ id, number, reason, name, createdAt, createdBy }: VersionEntry) => ({
  id,
  number,
  reason,
  name,
  at: createdAt.toISOString(),
  by: createdBy,
});

/** How a text is called on the pages of its history, and where its own page is. */
const headOf = (subject: Subject, language: Language) => ({
  name: subject.name(language),
  path: subject.path,
  group: subject.group.name,
});

async function versionNumbered(subject: Subject, number: number): Promise<VersionEntry> {
  const entry = (await listVersions(subject.textId)).find((version) => version.number === number);
  if (!entry) throw new NotFound();
  return entry;
}

/** All versions, the newest first. @throws NotFound */
export async function versionsPage(actor: Actor, subject: Subject, language: Language) {
  refuseOthers(actor, subject);
  return {
    ...headOf(subject, language),
    versions: (await listVersions(subject.textId)).map(shown),
    mayEdit: subject.may(actor, 'edit'),
    /** It can still change. */
    live: subject.state === 'draft',
  };
}

/** One version, as its readers see it. @param asked.writers shows who wrote what @throws NotFound */
export async function versionPage(
  actor: Actor,
  subject: Subject,
  asked: { version: number; writers: boolean },
  language: Language,
) {
  refuseOthers(actor, subject);
  const entry = await versionNumbered(subject, asked.version);
  const { document, state } = await readStored(entry.id);
  const options = { t: translator(language, 'editor'), language };
  const page = { ...headOf(subject, language), version: shown(entry), mayRestore: subject.may(actor, 'edit') };
  if (!asked.writers) {
    const lines = linesOf(document);
    return { ...page, html: renderHtml(document, { ...options, lines }), numbered: lines.size > 0, writers: null };
  }
  const { written, legend } = shownWriters(await writersOfVersion(textOf(subject), entry.id, state));
  return { ...page, html: renderHtml(document, { ...options, written }), numbered: false, writers: legend };
}

/** Keeps the text as it is now under a name. @throws NotFound without the right to edit the draft */
export async function nameVersion(actor: Actor, subject: Subject, name: string): Promise<void> {
  await write(async (tx) => {
    const { actor: person } = await subject.grant(actor, 'edit', tx);
    const { doc, kind } = await loadText(subject.textId, tx);
    await cutVersion(tx, subject.textId, { ...asVersion(doc, kind), reason: 'named', name, createdBy: person.id });
    await subject.record(tx, actor, `${subject.object}.versionNamed`, { name });
  });
}

/**
 * Makes the text say again what a version of it says.
 *
 * @throws NotFound without the right to edit the draft, and where there is no such version
 * @throws Rejected `textFrozen` when it went into review at the same moment
 */
export async function restoreText(actor: Actor, subject: Subject, number: number): Promise<void> {
  refuseOthers(actor, subject);
  const { actor: person } = await write((tx) => subject.grant(actor, 'edit', tx));
  const version = await readVersion((await versionNumbered(subject, number)).id);
  try {
    await restoreVersion(subject.textId, version, person.id, await subject.completing());
  } catch (error) {
    if (error instanceof LogRefused && error.reason === 'frozen') throw new Rejected('textFrozen');
    throw error;
  }
  await write((tx) => subject.record(tx, actor, `${subject.object}.versionRestored`, { version: number }));
}

const textOf = ({ textId, kind }: Subject) => ({ id: textId, kind });

/** Two states of the text, compared: two versions, or a version and the draft as it is now. @throws NotFound */
export async function comparisonPage(actor: Actor, subject: Subject, ends: { from: End; to: End }, looks: Looks) {
  refuseOthers(actor, subject);
  return { ...headOf(subject, looks.language), comparison: await compareVersions(textOf(subject), ends, looks) };
}

/** What others have changed since the reader's last visit. @throws NotFound */
export async function newsPage(actor: Person, subject: Subject, looks: Looks) {
  refuseOthers(actor, subject);
  const news = await newFor(textOf(subject), actor.id, looks);
  return { ...headOf(subject, looks.language), news: news && { ...news, since: news.since.toISOString() } };
}
