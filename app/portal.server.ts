/**
 * The portal beside its pages: what starts and stops with the process, and what every request is
 * given. Exported through the entry module, so that pages, sockets and jobs share one copy of all.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { closeDatabase, databaseVersion, openDatabase, write, writesSettled } from '~db/client.server';
import { backupDatabase, databaseAnswers, migrateDatabase } from '~db/migrate.server';
import { currentActor } from './access/actor.server';
import type { PageContext } from './access/page.server';
import { forgetExpiredSessions, readSession, sessionEnd } from './access/session.server';
import { isEmpty, makeFoundingLink } from './features/account/founding.server';
import { forgetArchives } from './features/archives/archives.server';
import { handleGroupArchives } from './features/archives/packing.server';
import { type CalendarAnswer, calendarAnswer } from './features/calendar/serving.server';
import { type FileAnswer, fileAnswer } from './features/files/serving.server';
import { forgetFiles } from './features/files/trash.server';
import type { Visitor } from './live/member.server';
import { healTexts } from './live/rooms.server';
import { type Live, createLive } from './live/upgrade.server';
import { handleCircularDeadlines } from './features/decisions/circular-result.server';
import { handlePollDeadlines } from './features/polls/deadline.server';
import { sendAgendasAgain } from './features/meetings/invitation-mails.server';
import { handleReviewDeadlines } from './features/reviews/rounds.server';
import { emptyTrash } from './features/documents/keeping.server';
import { handleDocumentImports } from './features/documents/import.server';
import { openPaperRooms } from './features/documents/room.server';
import { makeStandardTemplates } from './features/documents/templates.server';
import { settleEntries } from './features/meetings/entries.server';
import { openMinutesRooms } from './features/minutes/room.server';
import { endSessions } from './texts/sessions.server';
import { sendResetLinks } from './features/account/reset.server';
import { handleImports } from './features/office/import.server';
import { forgetFileTexts, readNextFile, retryFileTexts } from './features/search/file-texts.server';
import { findersOf } from './features/search/finders.server';
import { searchSources } from './features/search/sources.server';
import { renewSearchNames } from './features/office/search-names.server';
import { forgetOldTries } from './features/account/throttle.server';
import { clearIncoming, copyFiles } from './services/files/store.server';
import { languageOf, languageOfVisitor } from './services/i18n/detect.server';
import { startJobs, stopJobs } from './services/jobs/jobs.server';
import { startOutbox, stopOutbox, useForMails } from './services/mail/outbox.server';
import { composeDaily, sendDailyMails } from './news/daily.server';
import { forgetNews } from './news/inbox.server';
import { mayRead } from './news/readable.server';
import { remindEachMorning } from './features/news/reminders.server';
import { forgetTickOffs, offerTickOff } from './features/tasks/mail-links.server';
import { log, pathForLog } from './services/log.server';
import { drainChanges, noteEverything, searchIn, startSearch, stopSearch } from './services/search/upkeep.server';
import { SettingsError, settings } from './services/settings.server';

export { SettingsError, settings, useSettings } from './services/settings.server';
export { plainPaths } from './features/alliance/plain';
export { endOfDay, today } from './services/time';
export { databaseAnswers, databaseVersion, languageOfVisitor, log, pathForLog };

/**
 * Opens the database, brings it up to date and starts the work in the background.
 *
 * @param options.demo an empty portal is filled with the example alliance
 */
export async function startPortal({ demo = false }: { demo?: boolean } = {}): Promise<void> {
  openDatabase(settings().databaseFile);
  const copy = migrateDatabase();
  if (copy) log.info({ copy }, 'the database was copied before it was migrated');
  await clearIncoming();
  openMinutesRooms();
  openPaperRooms();
  handleReviewDeadlines();
  handleCircularDeadlines();
  sendAgendasAgain();
  handlePollDeadlines();
  sendResetLinks();
  handleImports();
  handleDocumentImports();
  handleGroupArchives();
  searchIn({ sources: searchSources, findersOf, beside: readNextFile });
  if (demo && (await isEmpty())) await makeExample();
  await makeStandardTemplates();
  await renewSearchNames();
  const healed = await healTexts();
  if (healed > 0) log.info({ texts: healed }, 'texts that were open at the last end were brought to rest');
  useForMails({ mayRead, composeDigest: composeDaily });
  await sendDailyMails({ offer: offerTickOff });
  await remindEachMorning();
  startJobs();
  startOutbox();
  await startSearch();
  await keepHouse();
  housekeeping = setInterval(() => void keepHouse(), dayInMs).unref();
}

/** The example alliance; it can be searched from its first page on. */
async function makeExample(): Promise<void> {
  await (await import('~db/demo')).fillDemo();
  while (await readNextFile()) continue;
  await noteEverything();
  await drainChanges();
}

const dayInMs = 86_400_000;
let housekeeping: NodeJS.Timeout | undefined;

/** Forgets what has served its time, and tells those whose time has ended; at the start and once a day. */
async function keepHouse(): Promise<void> {
  try {
    await forgetExpiredSessions();
    await write(forgetOldTries);
    await write(forgetTickOffs);
    await write(forgetNews);
    await emptyTrash();
    await forgetFiles();
    await forgetFileTexts();
    await forgetArchives();
    await write((tx) => settleEntries(tx));
  } catch (error) {
    log.error({ err: error }, 'housekeeping failed');
  }
}

/**
 * What whoever starts the portal is to read: the sign-ins of the example alliance, or the one-time
 * link with which the first account of an empty portal is made.
 */
export async function greeting({ demo }: { demo: boolean }): Promise<string[]> {
  const { baseUrl } = settings();
  if (demo) {
    const { demoPassword, demoSignIns } = await import('~db/demo');
    const width = Math.max(...demoSignIns.map(({ email }) => email.length));
    return [
      `Das Beispiel-Bündnis ist bereit: ${baseUrl}/anmelden`,
      ...demoSignIns.map(({ email, role }) => `  ${email.padEnd(width)}  ${role}`),
      `  Passwort für alle: ${demoPassword}`,
    ];
  }
  if (!(await isEmpty())) return [];
  return [
    'Das Portal ist noch leer. Mit diesem Link legt die Geschäftsstelle den ersten Zugang an;',
    'er gilt 24 Stunden und nur einmal:',
    `  ${baseUrl}${await makeFoundingLink()}`,
  ];
}

/**
 * Copies the database, then the files it names, also while another process serves them. All copies share
 * one folder of files: what a hash names never changes, so only what is new is copied.
 *
 * @returns the paths of the copies
 * @throws SettingsError where there is no database yet
 */
export async function backup(): Promise<string[]> {
  const { databaseFile } = settings();
  if (!existsSync(databaseFile)) throw new SettingsError(`There is no database to copy: ${databaseFile}`);
  openDatabase(databaseFile);
  const copy = backupDatabase('backup');
  closeDatabase();
  const files = join(dirname(copy), 'files');
  await copyFiles(files);
  return [copy, files];
}

/**
 * Indexes everything that can be found anew, also while another process serves it.
 *
 * @throws SettingsError where there is no database yet
 */
export async function rebuildSearch(): Promise<void> {
  const { databaseFile } = settings();
  if (!existsSync(databaseFile)) throw new SettingsError(`There is no database to search: ${databaseFile}`);
  openDatabase(databaseFile);
  migrateDatabase();
  searchIn({ sources: searchSources, findersOf, beside: readNextFile });
  await retryFileTexts();
  while (await readNextFile()) continue;
  await noteEverything();
  const well = await drainChanges();
  closeDatabase();
  if (!well) throw new Error('Not everything could be indexed; the log says what.');
}

/** Finishes what runs and closes the database. */
export async function stopPortal(): Promise<void> {
  clearInterval(housekeeping);
  await stopJobs();
  await stopSearch();
  await stopOutbox();
  await endSessions();
  await writesSettled();
  closeDatabase();
}

/** Which origins may send forms and open sockets: the portal's own. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (!origin) return false;
  if (origin === new URL(settings().baseUrl).origin) return true;
  // Without BASE_URL the portal serves this machine only, under any of its loopback names.
  return settings().localOnly && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '') && origin === `http://${host}`;
}

/** What the pages know about a request. Session and actor are read once, when first asked for. */
export function pageContext(
  request: IncomingMessage,
  address: string,
  nonce: string,
  setCookie: (cookie: string) => void,
): PageContext {
  const session = once(async () => {
    const found = await readSession(request.headers.cookie);
    if (found?.renewedCookie) setCookie(found.renewedCookie);
    return found;
  });
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  return {
    nonce,
    sent: pathname.endsWith('.data') ? null : new Map(),
    address: createHash('sha256').update(networkOf(address)).digest('hex'),
    session,
    actor: once(async () => {
      const found = await session();
      return (found && (await currentActor(found.personId))) ?? { kind: 'visitor' };
    }),
    language: once(async () => (await session())?.language ?? languageOf(request.headers)),
  };
}

/** The file an address names, for whoever asks; undefined where there is none for them. */
export const fileFor = async (context: PageContext, id: string): Promise<FileAnswer | undefined> =>
  fileAnswer(await context.actor(), id);

/** The calendar at a secret address, for a program that may know it already. */
export const calendarAt = (name: string, known: string | undefined): Promise<CalendarAnswer> => calendarAnswer(name, known);

/** What one household or office has in common: an IPv4 address, the first half of an IPv6 address. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [before = '', after = ''] = address.split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - head!.length - tail!.length)).fill('0');
  return [...head!, ...(address.includes('::') ? zeros : []), ...tail!].slice(0, 4).join(':');
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

let live: Live | undefined;

/** The rooms of live editing; made once it is known under which address the portal is served. */
function liveRooms(): Live {
  live ??= createLive({ origins: ownOrigins(), identify });
  return live;
}

function ownOrigins(): string[] {
  const { origin, port } = new URL(settings().baseUrl);
  return settings().localOnly ? [origin, `http://127.0.0.1:${port}`, `http://[::1]:${port}`] : [origin];
}

async function identify(request: IncomingMessage): Promise<Visitor | null> {
  const session = await readSession(request.headers.cookie);
  const person = session && (await currentActor(session.personId));
  if (!person) return null;
  const until = (await sessionEnd(session.sessionHash)) ?? null;
  return { personId: person.id, name: person.name, sessionKey: session.sessionHash, until };
}

/** Hands an HTTP upgrade to live editing, which answers for path, origin, session and right. */
export function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  liveRooms().handleUpgrade(request, socket, head);
}

/** Says whether a door of live editing would open, as browsers can't see why an upgrade failed. */
export function probeDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  return liveRooms().handleProbe(request, response);
}

/** Confirms what is under way and closes open sockets with a reason; the process is about to stop. */
export async function closeSockets(): Promise<void> {
  await live?.shutdown();
}
