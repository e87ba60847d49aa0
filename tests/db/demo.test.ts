/** The example alliance: the same at every filling, with something in every state, and the rights it promises. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { and, eq, isNotNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as tables from '~db/client.server';
import { db } from '~db/client.server';
import { demoPassword, demoSignIns, fillDemo } from '~db/demo';
import { groupId } from '~db/demo/groups';
import {
  agendaKinds,
  documentGenres,
  documentStates,
  decisionResults,
  groupRoles,
  minutesStates,
  organisationKinds,
  pollChoices,
  reviewAnswers,
  taskStates,
  visibilities,
} from '~db/values';
import { loadActor } from '~/access/actor.server';
import { allowed } from '~/access/authorize.server';
import type { Person } from '~/access/policy';
import { type TextDocument, plainText } from '~/editor/document';
import { readDocument } from '~/editor/document-reader';
import { signIn } from '~/features/account/sign-in.server';
import { documentId } from '~db/demo/documents';
import { documentPage } from '~/features/documents/page.server';
import { listTrash } from '~/features/documents/listing.server';
import { checkSeal as checkSealOfDocument } from '~/features/documents/seal.server';
import { checkSeal } from '~/features/minutes/seal.server';
import { pathOf } from '~/services/files/store.server';
import { listVersions, readStored, readVersionOf } from '~/texts/versions.server';
import { writersOfVersion } from '~/texts/writers.server';
import { useDatabase } from '../setup/database';

useDatabase();

const {
  agendaItems,
  auditLog,
  comments,
  corrections,
  decisions,
  documentLabels,
  documentLinks,
  documentShares,
  documents,
  fields,
  files,
  groups,
  joinRequests,
  mandates,
  meetings,
  memberships,
  minutes,
  organisations,
  participants,
  people,
  pollAnswers,
  pollProposals,
  polls,
  reviewInvitations,
  reviewResponses,
  reviews,
  tasks,
  versions,
} = tables;

/** All rows, without what is random by design: the salt of the password, the clients of Yjs. */
async function everything(): Promise<string> {
  const chosen = { agendaItems, auditLog, corrections, decisions, documents, documentLabels, documentLinks, documentShares, fields, groups, joinRequests, mandates, meetings, memberships, minutes, organisations, participants, reviewInvitations, reviewResponses, reviews, tasks };
  const rows: unknown[] = [];
  for (const table of Object.values(chosen)) rows.push(await db.select().from(table));
  rows.push(await db.select({ id: people.id, name: people.name, email: people.email }).from(people));
  rows.push(await db.select({ id: comments.id, quote: comments.quote, body: comments.body }).from(comments));
  rows.push(await db.select({ id: versions.id, sha256: versions.sha256 }).from(versions));
  return rows.map((row) => createHash('sha256').update(JSON.stringify(row)).digest('hex')).join('\n');
}

let first: string | undefined;

describe('the example alliance', () => {
  it.each(['once', 'twice'])('is the same, filled %s', async () => {
    await fillDemo();
    const filled = await everything();
    first ??= filled;
    expect(filled).toBe(first);
  });

  it('has something of every kind and in every state', async () => {
    await fillDemo();
    const seen = (rows: { value: string | null }[]) => [...new Set(rows.map(({ value }) => value))].sort();
    const sorted = (values: readonly string[]) => [...values].sort();
    expect(seen(await db.select({ value: minutes.state }).from(minutes))).toEqual(sorted(minutesStates));
    expect(seen(await db.select({ value: tasks.state }).from(tasks))).toEqual(sorted(taskStates));
    expect(seen(await db.select({ value: decisions.result }).from(decisions))).toEqual(sorted(decisionResults));
    expect(seen(await db.select({ value: organisations.kind }).from(organisations))).toEqual(sorted(organisationKinds));
    expect(seen(await db.select({ value: memberships.role }).from(memberships))).toEqual(sorted(groupRoles));
    expect(seen(await db.select({ value: agendaItems.kind }).from(agendaItems))).toEqual(sorted(agendaKinds));
    expect(seen(await db.select({ value: reviewResponses.answer }).from(reviewResponses))).toEqual(sorted(reviewAnswers));
    expect(seen(await db.select({ value: reviews.state }).from(reviews))).toEqual(['closed', 'open']);
    expect(seen(await db.select({ value: meetings.state }).from(meetings))).toEqual(['cancelled', 'planned']);
    expect(seen(await db.select({ value: documents.state }).from(documents))).toEqual(sorted(documentStates));
    expect(seen(await db.select({ value: documents.genre }).from(documents))).toEqual(sorted(documentGenres));
    expect(seen(await db.select({ value: documents.visibility }).from(documents))).toEqual(sorted(visibilities));
    expect(await db.$count(joinRequests, eq(joinRequests.state, 'open'))).toBe(1);
    expect(await db.$count(groups, isNotNull(groups.archivedAt))).toBe(1);
    expect(await db.$count(corrections)).toBe(1);
  });

  it('is as large as it is said to be', async () => {
    await fillDemo();
    expect(await db.$count(fields)).toBe(5);
    expect(await db.$count(groups)).toBe(6);
    expect(await db.$count(organisations)).toBe(24);
    expect(await db.$count(people)).toBe(60);
    const written = await db.select({ document: versions.document }).from(versions);
    const lengths = written.map(({ document }) => plainText(readDocument(document)).length);
    expect(Math.max(...lengths)).toBeGreaterThan(6_000);
  });

  it('has seals that hold and decisions numbered without gaps', async () => {
    await fillDemo();
    const approved = await db.select().from(minutes).where(eq(minutes.state, 'approved'));
    for (const { id, sha256 } of approved) expect(await checkSeal(id)).toEqual({ sha256, tampered: [] });
    expect(approved.every(({ approvedAt }) => approvedAt! < new Date())).toBe(true);
    const numbers = new Map<string, number[]>();
    for (const { groupId, year, number } of await db.select().from(decisions).where(isNotNull(decisions.number))) {
      numbers.set(`${groupId} ${year}`, [...(numbers.get(`${groupId} ${year}`) ?? []), number!]);
    }
    for (const given of numbers.values()) {
      expect(given.sort((a, b) => a - b)).toEqual(given.map((_, index) => index + 1));
    }
  });

  it('has a next meeting and a running review in the AG Sprachförderung', async () => {
    await fillDemo();
    const now = new Date();
    const of = await db.select().from(meetings).where(eq(meetings.groupId, groupId('sprachfoerderung')));
    const begun = new Set((await db.select({ id: minutes.meetingId }).from(minutes)).map(({ id }) => id));
    const early = (await db.select().from(meetings)).filter(({ id, startsAt }) => begun.has(id) && startsAt > now);
    expect(early).toEqual([]);
    expect(of.some(({ startsAt, state }) => startsAt > now && state === 'planned')).toBe(true);
    const running = await db.select().from(reviews).where(eq(reviews.state, 'open'));
    expect(running.length).toBeGreaterThan(0);
    expect(running.every(({ deadline }) => deadline > now)).toBe(true);
  });

  it('has a running search for a date in the AG Sprachförderung, with answers of every kind', async () => {
    await fillDemo();
    const [running] = await db.select().from(polls).where(eq(polls.groupId, groupId('sprachfoerderung')));
    expect(running).toMatchObject({ state: 'open' });
    expect(running!.deadline > new Date()).toBe(true);
    const ahead = await db.select().from(pollProposals);
    expect(ahead.every(({ startsAt }) => startsAt > running!.deadline)).toBe(true);
    const said = await db.select().from(pollAnswers);
    expect(new Set(said.map(({ choice }) => choice))).toEqual(new Set(pollChoices));
  });

  it('leaves no task to people or organisations that do not exist, and no vote to more than were there', async () => {
    await fillDemo();
    expect(await db.$count(tasks, isNotNull(tasks.assigneePersonId))).toBeGreaterThan(40);
    expect(await db.$count(tasks, isNotNull(tasks.assigneeOrganisationId))).toBeGreaterThan(5);
    for (const { minutesId, yes, no, abstained } of await db.select().from(decisions).where(isNotNull(decisions.minutesId))) {
      const [row] = await db.select().from(minutes).where(eq(minutes.id, minutesId!));
      const present = await db.$count(
        participants,
        and(eq(participants.meetingId, row!.meetingId), eq(participants.presence, 'present')),
      );
      expect((yes ?? 0) + (no ?? 0) + (abstained ?? 0)).toBeLessThanOrEqual(present);
    }
  });
});

describe('its documents', () => {
  it('have seals that hold', async () => {
    await fillDemo();
    const adopted = await db.select().from(documents).where(isNotNull(documents.adoptedAt));
    expect(adopted.length).toBeGreaterThan(3);
    for (const { id, sha256 } of adopted) expect(await checkSealOfDocument(id)).toEqual({ sha256, tampered: [] });
    expect(adopted.every(({ adoptedAt }) => adoptedAt! < new Date())).toBe(true);
  });

  it('use all that a paper can have, and say of each letter who wrote it', async () => {
    await fillDemo();
    const { textId } = (await documentOf('schicht'))!;
    const [latest, ...earlier] = await listVersions(textId);
    expect(earlier).toHaveLength(3);
    expect(new Set([latest!, ...earlier].map(({ sha256 }) => sha256)).size).toBe(4);
    const { document } = await readVersionOf('paper', latest!.id);
    const wanted = ['heading', 'callout', 'blockquote', 'table', 'image', 'orderedList', 'taskList', 'footnote'];
    expect([...typesIn(document)]).toEqual(expect.arrayContaining(wanted));
    const { runs, nameOf } = await writersOfVersion({ id: textId, kind: 'paper' }, latest!.id, (await readStored(latest!.id)).state);
    const writers = new Set(runs.map(({ personId }) => (personId ? nameOf(personId) : 'nobody')));
    expect(writers).toEqual(new Set(['Oleksandra Kowalenko', 'Mehmet Yıldız', 'Jörg Ahlers']));
  });

  it('show an image that is kept, and lead to each other', async () => {
    await fillDemo();
    const [image] = await db.select().from(files).where(eq(files.inline, true));
    expect(image!.documentId).toBe(documentId('schicht'));
    expect(createHash('sha256').update(readFileSync(pathOf(image!.sha256))).digest('hex')).toBe(image!.sha256);
    const known = new Set((await db.select({ id: documents.id }).from(documents)).map(({ id }) => id));
    const links = await db.select().from(documentLinks);
    expect(links.length).toBeGreaterThan(3);
    expect(links.every(({ toId }) => known.has(toId))).toBe(true);
  });

  it('are shown to whom they are there for', async () => {
    await fillDemo();
    const [partner, guest, stranger] = [await actorOf('partner@demo.example'), await actorOf('gast@demo.example'), await actorOf('neu@demo.example')];
    for (const actor of [partner, guest]) expect(await allowed(actor, 'document.read', documentId('schicht'))).toBe(true);
    expect(await allowed(partner, 'document.respond', documentId('leitfaden'))).toBe(true);
    expect(await allowed(partner, 'document.read', documentId('kinder'))).toBe(true);
    expect(await allowed(partner, 'document.read', documentId('wohnung'))).toBe(false);
    expect(await allowed(stranger, 'document.read', documentId('schicht'))).toBe(false);
    expect(await allowed(stranger, 'document.read', documentId('grundsaetze'))).toBe(true);
    const trash = await listTrash(await actorOf('leitung@demo.example'), groupId('sprachfoerderung'));
    expect(trash.map(({ title }) => title)).toEqual(['Stellungnahme zur neuen Kursordnung']);
  });

  it('have comments that stand at their words, some settled', async () => {
    await fillDemo();
    const lead = await actorOf('leitung@demo.example');
    const { threads } = await documentPage(lead, documentId('schicht'), { language: 'de', check: false });
    expect(threads.length).toBe(4);
    expect(threads.filter(({ resolved }) => resolved)).toHaveLength(1);
    expect(threads.some(({ orphaned }) => orphaned)).toBe(false);
  });
});

const documentOf = (key: string) => db.query.documents.findFirst({ where: eq(documents.id, documentId(key)) });

function typesIn(document: TextDocument): Set<string> {
  const found = new Set<string>();
  const visit = (node: object) => {
    if ('type' in node && typeof node.type === 'string') found.add(node.type);
    if ('content' in node && Array.isArray(node.content)) (node.content as object[]).forEach(visit);
  };
  visit(document);
  return found;
}

async function actorOf(email: string): Promise<Person> {
  const [person] = await db.select().from(people).where(eq(people.email, email));
  return (await loadActor(db, person!.id))!;
}

describe('the sign-ins', () => {
  const language = groupId('sprachfoerderung');

  it('all open with the one password', async () => {
    await fillDemo();
    for (const { email } of demoSignIns) {
      const cookies = await signIn({ email, password: demoPassword }, { cookie: null, userAgent: null, network: email });
      expect(cookies).toHaveLength(2);
    }
  });

  it('have the rights that they are there to show', async () => {
    await fillDemo();
    expect((await actorOf('geschaeftsstelle@demo.example')).office).toBe(true);
    const role = async (email: string) => (await actorOf(email)).roles.get(language);
    expect(await role('leitung@demo.example')).toEqual({ role: 'lead', until: null });
    expect(await role('protokoll@demo.example')).toEqual({ role: 'secretary', until: null });
    expect(await role('mitglied@demo.example')).toEqual({ role: 'member', until: null });
    expect(await role('gast@demo.example')).toEqual({ role: 'guest', until: expect.any(Number) as number });
    expect((await actorOf('neu@demo.example')).roles.size).toBe(0);
  });

  it('let the partner answer the running review, and see nothing else of the group', async () => {
    await fillDemo();
    const partner = await actorOf('partner@demo.example');
    const [running] = await db
      .select({ id: minutes.id })
      .from(minutes)
      .innerJoin(reviews, eq(reviews.textId, minutes.textId))
      .where(and(eq(minutes.groupId, language), eq(reviews.state, 'open')));
    expect(await allowed(partner, 'minutes.respond', running!.id)).toBe(true);
    expect(await allowed(partner, 'group.read', language)).toBe(false);
    expect(partner.roles.size).toBe(0);
  });
});
