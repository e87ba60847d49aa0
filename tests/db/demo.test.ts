/** The example alliance: the same at every filling, with something in every state, and the rights it promises. */
import { createHash } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as tables from '~db/client.server';
import { db } from '~db/client.server';
import { demoPassword, demoSignIns, fillDemo } from '~db/demo';
import { groupId } from '~db/demo/groups';
import {
  agendaKinds,
  decisionResults,
  groupRoles,
  minutesStates,
  organisationKinds,
  reviewAnswers,
  taskStates,
} from '~db/values';
import { loadActor } from '~/access/actor.server';
import { allowed } from '~/access/authorize.server';
import type { Person } from '~/access/policy';
import { plainText } from '~/editor/document';
import { readMinutes } from '~/editor/document-reader';
import { signIn } from '~/features/account/sign-in.server';
import { checkSeal } from '~/features/minutes/seal.server';
import { useDatabase } from '../setup/database';

useDatabase();

const {
  agendaItems,
  auditLog,
  comments,
  corrections,
  decisions,
  fields,
  groups,
  joinRequests,
  mandates,
  meetings,
  memberships,
  minutes,
  organisations,
  participants,
  people,
  reviewInvitations,
  reviewResponses,
  reviews,
  tasks,
  versions,
} = tables;

/** All rows, without what is random by design: the salt of the password, the clients of Yjs. */
async function everything(): Promise<string> {
  const chosen = { agendaItems, auditLog, corrections, decisions, fields, groups, joinRequests, mandates, meetings, memberships, minutes, organisations, participants, reviewInvitations, reviewResponses, reviews, tasks };
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
    const documents = await db.select({ document: versions.document }).from(versions);
    const lengths = documents.map(({ document }) => plainText(readMinutes(document)).length);
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

  it('leaves no task to people or organisations that do not exist, and no vote to more than were there', async () => {
    await fillDemo();
    expect(await db.$count(tasks, isNotNull(tasks.assigneePersonId))).toBeGreaterThan(40);
    expect(await db.$count(tasks, isNotNull(tasks.assigneeOrganisationId))).toBeGreaterThan(5);
    for (const { minutesId, yes, no, abstained } of await db.select().from(decisions)) {
      const [row] = await db.select().from(minutes).where(eq(minutes.id, minutesId));
      const present = await db.$count(
        participants,
        and(eq(participants.meetingId, row!.meetingId), eq(participants.presence, 'present')),
      );
      expect((yes ?? 0) + (no ?? 0) + (abstained ?? 0)).toBeLessThanOrEqual(present);
    }
  });
});

describe('the sign-ins', () => {
  async function actorOf(email: string): Promise<Person> {
    const [person] = await db.select().from(people).where(eq(people.email, email));
    return (await loadActor(db, person!.id))!;
  }
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
