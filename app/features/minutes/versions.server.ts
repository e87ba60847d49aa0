/**
 * The versions of minutes, to look back at and, while they are a draft, to go back to. They hold internal
 * passages as well, so they are for those who may read these.
 */
import { write } from '~db/client.server';
import type { Language, MinutesId } from '~db/values';
import { type Granted, authorize } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { renderHtml } from '~/editor/render';
import { syncSections } from '~/editor/shared-minutes';
import { agendaOf } from '~/features/meetings/agenda.server';
import { LogRefused, readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { type Looks, compareVersions, newFor } from '~/texts/comparing.server';
import type { End } from '~/texts/ends';
import { restoreVersion } from '~/texts/restoring.server';
import { type VersionEntry, asVersion, cutVersion, listVersions, readVersionOf } from '~/texts/versions.server';
import { shownWriters, stateOf, writersOf } from '~/texts/writers.server';
import { type Placed, minutesAt, recordStep } from './minutes.server';
import { noteOfficeReading } from './readings.server';
import { renderFrozen } from './rendering.server';

type At = { group: string; number: number };

async function placedFor(actor: Actor, at: At): Promise<{ placed: Placed; granted: Granted<'minutes.readInternal'> }> {
  const found = await minutesAt(at.group, at.number);
  if (!found?.minutes) throw new NotFound();
  const placed: Placed = { ...found, minutes: found.minutes };
  const granted = await authorize(actor, 'minutes.readInternal', placed.minutes.id);
  await noteOfficeReading(granted.actor, placed.minutes.id, granted.facts);
  return { placed, granted };
}

const shown = ({ id, number, reason, name, createdAt, createdBy }: VersionEntry) => ({
  id,
  number,
  reason,
  name,
  at: createdAt.toISOString(),
  by: createdBy,
});

const headOf = ({ meeting, group }: Placed) => ({ number: meeting.number, group: { name: group.name, slug: group.slug } });

/** All versions of some minutes, the newest first. @throws NotFound, SignInRequired */
export async function versionsPage(actor: Actor, at: At) {
  const { placed, granted } = await placedFor(actor, at);
  return {
    head: headOf(placed),
    versions: (await listVersions(placed.minutes.textId)).map(shown),
    mayEdit: can(granted.actor, 'minutes.edit', granted.facts),
    /** It can still change. */
    live: placed.minutes.state === 'draft',
  };
}

async function versionNumbered(placed: Placed, number: number) {
  const entry = (await listVersions(placed.minutes.textId)).find((version) => version.number === number);
  if (!entry) throw new NotFound();
  return entry;
}

/** Two states of the text, compared. @throws NotFound, SignInRequired */
export async function comparisonPage(actor: Actor, at: At, ends: { from: End; to: End }, looks: Looks) {
  const { placed } = await placedFor(actor, at);
  return { head: headOf(placed), comparison: await compareVersions(textOf(placed), ends, looks) };
}

/** What others have changed since the reader's last visit. @throws NotFound, SignInRequired */
export async function newsPage(actor: Actor, at: At, looks: Looks) {
  const { placed, granted } = await placedFor(actor, at);
  const news = await newFor(textOf(placed), granted.actor.id, looks);
  return { head: headOf(placed), news: news && { ...news, since: news.since.toISOString() } };
}

const textOf = ({ minutes }: Placed) => ({ id: minutes.textId, kind: 'minutes' as const });

/**
 * One version, as its readers see it.
 *
 * @param at.writers shows who wrote what
 * @throws NotFound, SignInRequired
 */
export async function versionPage(actor: Actor, at: At & { version: number; writers?: boolean }, language: Language) {
  const { placed, granted } = await placedFor(actor, at);
  const entry = await versionNumbered(placed, at.version);
  const mayRestore = can(granted.actor, 'minutes.edit', granted.facts);
  const page = { head: headOf(placed), version: shown(entry), mayRestore };
  if (at.writers) {
    const { written, legend } = shownWriters(await writersOf(placed.minutes.textId, await stateOf(entry.id), 'minutes'));
    const { document } = await readVersionOf('minutes', entry.id);
    const html = renderHtml(document, { t: translator(language, 'editor'), language, written });
    return { ...page, html, writers: legend };
  }
  const { html } = await renderFrozen(entry.id, 'version', { readsInternal: true, language }, async () =>
    (await readVersionOf('minutes', entry.id)).document,
  );
  return { ...page, html, writers: null };
}

/** Keeps the text as it is now under a name. @throws NotFound without the right to edit the draft */
export async function nameVersion(actor: Actor, at: At, name: string): Promise<void> {
  const { placed } = await placedFor(actor, at);
  await write(async (tx) => {
    const granted = await authorize(actor, 'minutes.edit', placed.minutes.id, tx);
    const text = asVersion(await readText(placed.minutes.textId, tx), 'minutes');
    await cutVersion(tx, placed.minutes.textId, { ...text, reason: 'named', name, createdBy: granted.actor.id });
    await recordStep(tx, actor, placed, 'minutes.versionNamed', { name });
  });
}

/**
 * Goes back to an earlier version; the sections keep following the agenda as it is now.
 *
 * @throws NotFound without the right to edit the draft
 * @throws Rejected `minutesFrozen` when they went into review at the same moment
 */
export async function restoreMinutes(actor: Actor, at: At & { version: number }): Promise<void> {
  const { placed } = await placedFor(actor, at);
  const { id, textId, meetingId } = placed.minutes;
  const granted = await authorize(actor, 'minutes.edit', id satisfies MinutesId);
  const version = await readVersionOf('minutes', (await versionNumbered(placed, at.version)).id);
  const agenda = await agendaOf(meetingId);
  try {
    await restoreVersion(textId, version, granted.actor.id, (ydoc) => void syncSections(ydoc, agenda));
  } catch (error) {
    if (error instanceof LogRefused && error.reason === 'frozen') throw new Rejected('minutesFrozen');
    throw error;
  }
  await write(async (tx) => recordStep(tx, actor, placed, 'minutes.versionRestored', { version: version.number }));
}
