/**
 * What somebody last saw of a text. A visit lasts as long as its reader comes back within half an hour;
 * what they saw at the end of the visit before is what "Neu für mich" compares with, so that the news
 * stay as long as one reads them.
 *
 * Only the last two looks are kept, for that person alone. Documents are kept once for all who saw the
 * same, and not at all where a version says the same.
 */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { and, eq, notInArray } from 'drizzle-orm';
import { type Reader, type Tx, db, textReadings, textStands, versions, write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import type { TextDocument } from '~/editor/document';
import { readDocument } from '~/editor/document-reader';
import { log } from '~/services/log.server';
import { sha256Of } from './versions.server';

const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];

const minuteInMs = 60_000;
/** A look after a longer pause begins a new visit. */
const visitPauseInMs = 30 * minuteInMs;

/** By then the page that shows it is on its way, and waits for nothing here. */
const untilSentInMs = 250;

/** When a look was last kept; most looks come soon after another one. */
const noted = new Map<string, number>();
const capacity = 10_000;

/**
 * Keeps that somebody sees this now, at most once a minute. The page does not wait for it, and a look
 * that could not be kept only makes old things new once more.
 */
export function noteReading(personId: PersonId, textId: TextId, document: TextDocument, now: Date = new Date()): void {
  const key = `${personId} ${textId}`;
  if (now.getTime() - (noted.get(key) ?? -Infinity) < minuteInMs) return;
  if (noted.size >= capacity) noted.clear();
  noted.set(key, now.getTime());
  setTimeout(() => {
    keepLook(personId, textId, document, now).catch((error: unknown) => {
      noted.delete(key);
      log.error({ err: error, textId }, 'what somebody saw of a text could not be kept');
    });
  }, untilSentInMs);
}

/** As `noteReading`, at once. */
export async function keepLook(personId: PersonId, textId: TextId, document: TextDocument, now: Date): Promise<void> {
  const sha256 = sha256Of(document);
  const last = await readingOf(textId, personId);
  const isNewVisit = !last || now.getTime() - last.at.getTime() > visitPauseInMs;
  if (!isNewVisit && last.sha256 === sha256 && now.getTime() - last.at.getTime() < minuteInMs) return;
  const known = await isVersion(textId, sha256);
  const packed = known ? null : await deflate(JSON.stringify(document));
  const before = isNewVisit ? { beforeAt: last?.at ?? null, beforeSha256: last?.sha256 ?? null } : {};
  const look = { at: now, sha256, ...before };
  await write(async (tx) => {
    if (packed) await tx.insert(textStands).values({ textId, sha256, document: packed }).onConflictDoNothing();
    await tx
      .insert(textReadings)
      .values({ textId, personId, ...look })
      .onConflictDoUpdate({ target: [textReadings.textId, textReadings.personId], set: look });
    await forgetUnseen(tx, textId);
  });
}

async function forgetUnseen(tx: Tx, textId: TextId): Promise<void> {
  const rows = await tx
    .select({ sha256: textReadings.sha256, beforeSha256: textReadings.beforeSha256 })
    .from(textReadings)
    .where(eq(textReadings.textId, textId));
  const seen = rows.flatMap(({ sha256, beforeSha256 }) => (beforeSha256 ? [sha256, beforeSha256] : [sha256]));
  await tx.delete(textStands).where(and(eq(textStands.textId, textId), notInArray(textStands.sha256, seen)));
}

async function readingOf(textId: TextId, personId: PersonId, reader: Reader = db) {
  const [row] = await reader
    .select()
    .from(textReadings)
    .where(and(eq(textReadings.textId, textId), eq(textReadings.personId, personId)));
  return row;
}

async function isVersion(textId: TextId, sha256: string): Promise<boolean> {
  return (await versionWith(textId, sha256)) !== undefined;
}

async function versionWith(textId: TextId, sha256: string) {
  const [row] = await db
    .select({ document: versions.document })
    .from(versions)
    .where(and(eq(versions.textId, textId), eq(versions.sha256, sha256)))
    .limit(1);
  return row;
}

/** What somebody saw at the end of their last visit before this one; undefined when there was none. */
export async function lastLook(
  textId: TextId,
  personId: PersonId,
  now: Date = new Date(),
): Promise<{ at: Date; document: TextDocument } | undefined> {
  const reading = await readingOf(textId, personId);
  if (!reading) return undefined;
  const isThisVisit = now.getTime() - reading.at.getTime() <= visitPauseInMs;
  const [at, sha256] = isThisVisit ? [reading.beforeAt, reading.beforeSha256] : [reading.at, reading.sha256];
  if (!at || !sha256) return undefined;
  const document = await documentWith(textId, sha256);
  return document && { at, document };
}

async function documentWith(textId: TextId, sha256: string): Promise<TextDocument | undefined> {
  const version = await versionWith(textId, sha256);
  if (version) return readDocument(version.document);
  const [stand] = await db
    .select({ document: textStands.document })
    .from(textStands)
    .where(and(eq(textStands.textId, textId), eq(textStands.sha256, sha256)));
  if (!stand) return undefined;
  return readDocument(JSON.parse((await inflate(stand.document)).toString('utf8')));
}
