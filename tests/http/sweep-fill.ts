/** What the sweep asks for: a group with a meeting and minutes in each state, and people in every role. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { db, documentImports, joinRequests, personImports, write } from '~db/client.server';
import type { CalendarFeedId, CircularVoteId, Day, DocumentId, MeetingId } from '~db/values';
import type { Person } from '~/access/policy';
import { makeAddress, newKey, ownAddresses } from '~/features/calendar/addresses.server';
import { beginArchive, ownArchive } from '~/features/archives/archives.server';
import { handleGroupArchives } from '~/features/archives/packing.server';
import { profileDesk, publishProfile, saveProfile } from '~/features/alliance/profile.server';
import { proposeVote } from '~/features/decisions/circular.server';
import { createDocument } from '~/features/documents/creating.server';
import { trashDocument } from '~/features/documents/keeping.server';
import { archiveDocument } from '~/features/documents/review-steps.server';
import { makeTemplate } from '~/features/documents/templates.server';
import { attachFile } from '~/features/files/files.server';
import { beginPoll } from '~/features/polls/keeping.server';
import { receive } from '~/services/files/store.server';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { writeComment } from '~/texts/commenting.server';
import { endSession } from '~/texts/sessions.server';
import { decision, paragraph } from '../editor/examples';
import { named as profileNamed } from '../features/alliance/profiles';
import { approved, decisionIn } from '../features/decisions/register';
import { documentRow } from '../features/documents/paper';
import { adopt, answerAll, sendOut } from '../features/documents/papers';
import { begin, makeMeeting, sendToReview, type } from '../features/minutes/session';
import { asking, datesOf } from '../features/polls/asking';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { createTask } from '~/features/tasks/keeping.server';
import { cookieOf } from '../setup/portal';
import type { SweepRole } from './sweep-rows';

export type Things = {
  /** What stands for `:group`, `:number` … in an address or a form. */
  names: Record<string, string>;
  cookies: Record<Exclude<SweepRole, 'visitor'>, string>;
  /** Words that no refusal may say, but to those who know them anyway. */
  secrets: { words: string; known: readonly SweepRole[] }[];
  /** A mark of everything in the database but sessions and what somebody has looked at; the same as long as nothing changed. */
  fingerprint: (folder: string) => string;
};

const dayInMs = 86_400_000;

/**
 * Meeting 1 has a draft, meeting 2 minutes in review with both organisations, meeting 3 lies ahead, meeting 4 has
 * approved minutes with a decision. There is a document in every state, and one in the trash.
 */
export async function fillSweep(): Promise<Things> {
  const alliance = await makeAlliance();
  const drafted = await begin(alliance, await makeMeeting(alliance, 1));
  await endSession(drafted.textId);
  await type(drafted, [paragraph('Der Entwurf sagt ENTWURFSTEXT.')]);
  const reviewed = await begin(alliance, await makeMeeting(alliance, 2));
  await type(reviewed, [paragraph('Die Prüfung sagt PRÜFTEXT.')]);
  await sendToReview(reviewed);
  const ahead = await makeMeeting(alliance, 3, new Date(Date.now() + 30 * dayInMs));
  await write((tx) =>
    tx.insert(joinRequests).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, createdAt: new Date() }),
  );
  await runDueJobs();
  // Before there are documents that are in review as well.
  const review = (await db.query.reviews.findFirst())!;
  const taken = decision('taken', 'GEHEIM-BESCHLUSS', { result: 'consensus' });
  const sealed = await approved(alliance, { number: 4, day: '2026-04-09', open: [taken] });
  const vote = await fillVote(alliance);
  const poll = await fillPoll(alliance);
  const documents = await fillDocuments(alliance);
  const file = await attach(await alliance.as('lead'), ahead.id);
  const task = await fillTask(alliance);
  const field = (await db.query.fields.findFirst())!;
  const request = (await db.query.joinRequests.findFirst())!;
  const [run] = await write((tx) =>
    tx
      .insert(personImports)
      .values({ startedBy: alliance.ids.office, createdAt: new Date(), startedAt: new Date(), finishedAt: new Date(), total: 0, rows: [], failures: [] })
      .returning({ id: personImports.id }),
  );
  const [reading] = await write((tx) =>
    tx
      .insert(documentImports)
      .values({ groupId: alliance.groupId, startedBy: alliance.ids.lead, createdAt: new Date(), name: 'GEHEIM-DATEI.docx', state: 'failed' })
      .returning({ id: documentImports.id }),
  );
  const archive = await packAll(alliance);
  const feed = await fillCalendar(alliance);
  const cookies = {} as Things['cookies'];
  for (const role of ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'stranger'] as const) {
    cookies[role] = await cookieOf(alliance.ids[role]);
  }
  return {
    names: {
      group: alliance.slug,
      number: '3',
      review: review.id,
      item: ahead.items[1]!,
      meeting: ahead.id,
      file: file.id,
      ...task,
      ...documents,
      decision: await decisionIn(sealed, 'taken'),
      vote,
      ...poll,
      ...(await fillProfile(alliance)),
      groupId: alliance.groupId,
      field: field.id,
      request: request.id,
      person: alliance.ids.member,
      organisation: alliance.organisationId,
      token: 'kein-token',
      mail: (await db.query.mails.findFirst())!.id,
      import: run!.id,
      run: reading!.id,
      archive,
      feed,
      // Nobody is invited to the meeting ahead; who may not ask is refused before that is said.
      participant: 'cccccccccccccccc',
    },
    cookies,
    secrets: [
      { words: 'AG sprache', known: ['office', 'lead', 'secretary', 'member', 'guest'] },
      { words: 'Person member', known: ['member'] },
      ...['GEHEIM-TITEL', 'GEHEIM-ANLAGE', 'GEHEIM-DOKUMENT', 'ENTWURFSPAPIER', 'GEHEIM-KOMMENTAR', 'GEHEIM-AUFGABE', 'GEHEIM-BESCHLUSS', 'GEHEIM-UMLAUF', 'GEHEIM-TERMIN', 'GEHEIM-DATEI', 'GEHEIM-GERÄT', 'GEHEIM-AUFTRITT', 'Verband sprache', 'ENTWURFSTEXT', 'PRÜFTEXT'].map((words) => ({ words, known: [] })),
    ],
    fingerprint,
  };
}

async function fillCalendar(alliance: Alliance): Promise<CalendarFeedId> {
  const lead = await alliance.as('lead');
  await makeAddress(lead, { key: newKey(), name: 'GEHEIM-GERÄT', group: alliance.slug, tasks: true });
  return (await ownAddresses(lead))[0]!.id;
}

/** One that everybody sees, and a draft that nobody does. */
async function fillProfile(alliance: Alliance) {
  const office = await alliance.as('office');
  const save = async (name: string) => saveProfile(office, profileNamed(name), (await profileDesk(office)).basis);
  const profile = await save('Bündnis sprache');
  await publishProfile(office, profile, (await profileDesk(office)).basis);
  return { profile, profileDraft: await save('GEHEIM-AUFTRITT') };
}

async function fillPoll(alliance: Alliance) {
  const input = asking([40, 41], { key: 'dddddddddddddddd', title: 'GEHEIM-TERMIN' });
  const poll = await beginPoll(await alliance.as('lead'), alliance.groupId, input);
  const [proposal] = await datesOf(poll);
  return { poll, proposal: proposal! };
}

const fillVote = async (alliance: Alliance): Promise<CircularVoteId> =>
  proposeVote(await alliance.as('lead'), alliance.groupId, {
    key: 'bbbbbbbbbbbbbbbb' as CircularVoteId,
    title: 'GEHEIM-UMLAUF',
    resolutionText: 'Wir sagen GEHEIM-UMLAUF.',
    reason: '',
    lastDay: '2027-05-04' as Day,
  });

async function fillDocuments(alliance: Alliance) {
  const lead = await alliance.as('lead');
  const make = (title: string) => {
    const head = { title: `GEHEIM-DOKUMENT ${title}`, genre: 'position' as const, labels: [], template: undefined };
    return createDocument(lead, alliance.groupId, head, { type: 'paper', content: [paragraph('Der Entwurf sagt ENTWURFSPAPIER.')] });
  };
  const paperOf = async (id: DocumentId) => ({ alliance, id, textId: (await documentRow(id))!.textId });
  const drafted = await paperOf(await make('Entwurf'));
  await endSession(drafted.textId);
  const place = { kind: 'whole' as const };
  const thread = await writeComment(lead, drafted.textId, { intent: 'comment', form: 'neu', place, body: 'GEHEIM-KOMMENTAR' });
  const reviewed = await paperOf(await make('in Prüfung'));
  await sendOut(reviewed);
  const sealed = await paperOf(await make('verabschiedet'));
  await sendOut(sealed);
  await answerAll(sealed);
  await adopt(sealed);
  const archived = await make('archiviert');
  await archiveDocument(lead, archived);
  const trashed = await make('im Papierkorb');
  await trashDocument(lead, trashed);
  const template = await makeTemplate(await alliance.as('office'), { name: 'Konzept', hint: '', genre: 'concept' });
  await runDueJobs();
  return { document: drafted.id, thread, reviewed: reviewed.id, adopted: sealed.id, archived, trashed, template };
}

async function fillTask(alliance: Alliance) {
  const task = await createTask(await alliance.as('lead'), alliance.groupId, {
    what: 'GEHEIM-AUFGABE',
    assignee: { kind: 'person', id: alliance.ids.guest },
    dueDate: null,
    note: '',
    priority: 'normal',
    repeats: null,
    steps: ['Anfangen'],
  });
  const step = (await db.query.taskSteps.findFirst())!;
  return { task, step: step.id };
}

async function attach(lead: Person, meeting: MeetingId) {
  const content = await receive(Readable.from([Buffer.from('%PDF-1.7 GEHEIM-ANLAGE')]), 1000, '');
  return attachFile(lead, { kind: 'meeting', id: meeting }, { name: 'GEHEIM-ANLAGE.pdf', content });
}

async function packAll(alliance: Alliance) {
  handleGroupArchives();
  const lead = await alliance.as('lead');
  await beginArchive(lead, alliance.groupId, { formats: ['md'], language: 'de' });
  await runDueJobs();
  return (await ownArchive(lead, alliance.groupId))!.id;
}

function fingerprint(folder: string): string {
  const file = new Sqlite(join(folder, 'portal.sqlite'), { readonly: true });
  try {
    const tables = file.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all() as { name: string }[];
    const mark = createHash('sha256');
    for (const { name } of tables.filter((table) => !['sessions', 'attempts', 'text_readings', 'text_stands', 'visits'].includes(table.name))) {
      // What the clock alone adds is no change by anybody.
      const rows = `SELECT * FROM "${name}"${name === 'jobs' ? " WHERE kind NOT LIKE 'news.%'" : ''}`;
      for (const row of file.prepare(rows).iterate()) mark.update(JSON.stringify(row));
    }
    return mark.digest('hex');
  } finally {
    file.close();
  }
}
