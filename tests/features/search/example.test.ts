/** In the example alliance every account finds exactly what it may open: each object, each account, both ways. */
import { beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import {
  comments,
  db,
  decisions,
  groups,
  memberships,
  organisations,
  people,
  reviewInvitations,
  reviews,
  searchEntries,
} from '~db/client.server';
import { fillDemo } from '~db/demo';
import type {
  CommentId,
  DecisionId,
  DocumentId,
  GroupId,
  MeetingId,
  MinutesId,
  OrganisationId,
  PersonId,
  SearchKind,
  TaskId,
} from '~db/values';
import { currentMembership, loadActors } from '~/access/actor.server';
import { allowed } from '~/access/authorize.server';
import { keysOf } from '~/access/keys';
import { type Person, holdsMandate } from '~/access/policy';
import { searchSources } from '~/features/search/sources.server';
import { visibleTo } from '~/services/search/visible.server';
import { drainChanges } from '~/services/search/upkeep.server';
import { useDatabase } from '../../setup/database';
import './finding';

useDatabase();

type Row = typeof searchEntries.$inferSelect;

beforeEach(async () => {
  await fillDemo();
  expect(await drainChanges()).toBe(true);
}, 120_000);

/** Whether somebody may read what an entry shows, asked as its page asks. */
async function mayRead(actor: Person, { kind, objectId, ownerKind, ownerId, part }: Row): Promise<boolean> {
  if (kind === 'person') return mayReadPerson(actor, objectId as PersonId);
  if (kind === 'decision') return mayReadDecision(actor, objectId as DecisionId);
  if (kind === 'comment' && ownerKind !== 'task') return mayReadComment(actor, ownerKind, ownerId, objectId as CommentId);
  switch (ownerKind) {
    case 'group':
      return mayReadGroup(actor, ownerId as GroupId);
    case 'organisation': {
      const [row] = await db.select().from(organisations).where(eq(organisations.id, ownerId as OrganisationId));
      return row!.archivedAt ? actor.office : allowed(actor, 'organisation.read', ownerId as OrganisationId);
    }
    case 'meeting': {
      const id = ownerId as MeetingId;
      return (await allowed(actor, 'meeting.read', id)) && (part === 'open' || (await allowed(actor, 'meeting.readInternal', id)));
    }
    case 'minutes': {
      const id = ownerId as MinutesId;
      return (await allowed(actor, 'minutes.read', id)) && (part === 'open' || (await allowed(actor, 'minutes.readInternal', id)));
    }
    case 'document':
      return allowed(actor, 'document.read', ownerId as DocumentId);
    case 'task':
      return allowed(actor, 'task.read', ownerId as TaskId);
    case 'person':
      throw new Error('Nothing belongs to a person.');
  }
}

async function mayReadGroup(actor: Person, id: GroupId): Promise<boolean> {
  if (await allowed(actor, 'group.read', id)) return true;
  const [row] = await db.select().from(groups).where(eq(groups.id, id));
  return !row!.archivedAt && (await allowed(actor, 'groupCard.read', id));
}

async function mayReadPerson(actor: Person, id: PersonId): Promise<boolean> {
  if (actor.office || actor.id === id) return true;
  const [person] = await db.select().from(people).where(eq(people.id, id));
  if (person!.disabledAt) return false;
  const rows = await db.select().from(memberships).where(currentMembership());
  for (const { personId, groupId } of rows) {
    if (personId === id && (await allowed(actor, 'group.readMembers', groupId))) return true;
  }
  return false;
}

async function mayReadDecision(actor: Person, id: DecisionId): Promise<boolean> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, id));
  const action = row!.internal ? 'group.readInternalDecisions' : 'group.readDecisions';
  return row!.number !== null && allowed(actor, action, row!.groupId);
}

/** All of it, or what was said openly in a review that one is asked in. */
async function mayReadComment(actor: Person, ownerKind: Row['ownerKind'], ownerId: string, id: CommentId): Promise<boolean> {
  const ofMinutes = ownerKind === 'minutes';
  const may = (action: 'read' | 'inside') =>
    ofMinutes
      ? allowed(actor, action === 'read' ? 'minutes.read' : 'minutes.readInternal', ownerId as MinutesId)
      : allowed(actor, action === 'read' ? 'document.read' : 'document.readComments', ownerId as DocumentId);
  if (!(await may('read'))) return false;
  if (await may('inside')) return true;
  const [comment] = await db.select().from(comments).where(eq(comments.id, id));
  if (comment!.internal || !comment!.versionId) return false;
  const asked = await db
    .select()
    .from(reviewInvitations)
    .innerJoin(reviews, eq(reviews.id, reviewInvitations.reviewId))
    .where(eq(reviews.versionId, comment!.versionId));
  return asked.some(
    ({ reviews: { state }, review_invitations: { organisationId } }) =>
      state !== 'withdrawn' && holdsMandate(actor, organisationId, Date.now()),
  );
}

describe('the example alliance', () => {
  it('every account finds what it may open, and nothing else', async () => {
    const actors = await loadActors(db, (await db.select({ id: people.id }).from(people)).map(({ id }) => id));
    const rows = await db.select().from(searchEntries);
    expect(actors.length).toBeGreaterThan(10);
    let found = 0;
    for (const actor of actors) {
      const { after, entries } = visibleTo(keysOf(actor));
      const wrong: string[] = [];
      for (const row of rows) {
        const finds = entries[row.id - after - 1] === 1;
        if (finds) found += 1;
        if (finds !== (await mayRead(actor, row))) wrong.push(`${finds ? 'finds' : 'misses'} ${row.kind} ${row.part} ${row.title}`);
      }
      expect([actor.name, wrong]).toEqual([actor.name, []]);
    }
    expect(found).toBeGreaterThan(rows.length);
    expect(found).toBeLessThan(rows.length * actors.length);
  }, 120_000);

  it('what can be read is in the index, of every kind', async () => {
    const rows = await db.select().from(searchEntries);
    for (const [kind, source] of Object.entries(searchSources)) {
      const readable = new Set<string>();
      for (const { id } of await source.all()) if ((await source.read(id)).length > 0) readable.add(id);
      const indexed = new Set(rows.filter((row) => row.kind === (kind as SearchKind)).map(({ objectId }) => objectId));
      expect([kind, [...indexed].sort()]).toEqual([kind, [...readable].sort()]);
      expect([kind, indexed.size > 0]).toEqual([kind, true]);
    }
  });
});
