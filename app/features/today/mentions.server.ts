/**
 * Comments that name somebody and have not been seen since. They go when the text or task was opened again, when the
 * thread was settled or answered, and by themselves after two weeks. (Who only answers for an organisation leaves
 * no trace of reading: theirs go with the round.)
 */
import { aliasedTable, and, desc, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import {
  commentMentions,
  comments,
  db,
  documentShares,
  documents,
  groups,
  meetings,
  minutes,
  people,
  reviewInvitations,
  reviews,
  textReadings,
} from '~db/client.server';
import { total } from '~db/total.server';
import { type Person, can, holdsMandate } from '~/access/policy';
import { documentPath } from '~/features/documents/place';
import { minutesPath } from '~/features/minutes/place';
import { unseenMentions } from '~/features/tasks/mentions.server';
import { taskPath } from '~/features/tasks/place';
import { reviewPath } from '~/texts/review-path';
import type { Found, Line } from './today';

const keptInMs = 14 * 86_400_000;

const thread = aliasedTable(comments, 'thread');
const later = aliasedTable(comments, 'later');

const columns = {
  id: comments.id,
  at: comments.createdAt,
  threadId: sql<string>`coalesce(${comments.threadId}, ${comments.id})`,
  author: people.name,
  group: { slug: groups.slug, name: groups.name },
  groupId: groups.id,
  meeting: meetings.number,
  document: { id: documents.id, title: documents.title },
  reviewId: reviews.id,
  total,
};

/** Where what somebody is named in is read by them: the text itself, or, from outside, the round they answer in. */
function readableTo(actor: Person) {
  const now = Date.now();
  const mine = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now));
  const inside = [...actor.roles.keys()].filter((groupId) => can(actor, 'group.readDecisions', { groupId, archived: false }));
  const insideText = can(actor, 'portal.office', {}) ? isNotNull(groups.id) : inArray(groups.id, inside);
  const shared = exists(
    db
      .select({ id: documentShares.id })
      .from(documentShares)
      .where(and(eq(documentShares.documentId, documents.id), inArray(documentShares.organisationId, mine))),
  );
  const sharedDraft = and(isNull(comments.versionId), inArray(documents.state, ['draft', 'in_review']), shared);
  const asked = exists(
    db
      .select({ id: reviewInvitations.id })
      .from(reviewInvitations)
      .where(and(eq(reviewInvitations.reviewId, reviews.id), inArray(reviewInvitations.organisationId, mine))),
  );
  return { inside: new Set(inside), where: or(insideText, and(eq(comments.internal, false), or(sharedDraft, asked))) };
}

/** Comments that name the actor, on texts and on tasks, the latest first. Two statements. */
export async function mentionsOf(actor: Person, most: number): Promise<Found> {
  const since = new Date(Date.now() - keptInMs);
  const onTexts = await mentionsOnTexts(actor, since, most);
  const onTasks = await unseenMentions(actor, since);
  const latest = [...onTexts.found, ...onTasks.map((row) => ({ at: row.at, line: lineOfTask(row) }))]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, most);
  return { lines: latest.map(({ line }) => line), count: onTexts.count + onTasks.length };
}

const lineOfTask = ({ id, author, group, what, taskId }: Awaited<ReturnType<typeof unseenMentions>>[number]): Line => ({
  key: id,
  sentence: 'mentionInTask',
  values: { by: author, group: group.name, title: what },
  path: `${taskPath(group.slug, taskId)}#kommentare`,
});

async function mentionsOnTexts(actor: Person, since: Date, most: number) {
  const readable = readableTo(actor);
  const said = sql`coalesce(${comments.threadId}, ${comments.id})`;
  const answered = db
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.threadId, said), eq(later.authorId, actor.id), gt(later.createdAt, comments.createdAt)));
  const settled = db
    .select({ id: thread.id })
    .from(thread)
    .where(and(eq(thread.id, comments.threadId), isNotNull(thread.resolvedAt)));
  const rows = await db
    .select(columns)
    .from(commentMentions)
    .innerJoin(comments, eq(comments.id, commentMentions.commentId))
    .innerJoin(people, eq(people.id, comments.authorId))
    .leftJoin(minutes, eq(minutes.textId, comments.textId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, eq(documents.textId, comments.textId))
    .innerJoin(groups, eq(groups.id, sql`coalesce(${minutes.groupId}, ${documents.groupId})`))
    .leftJoin(reviews, and(eq(reviews.versionId, comments.versionId), eq(reviews.state, 'open')))
    .leftJoin(textReadings, and(eq(textReadings.textId, comments.textId), eq(textReadings.personId, actor.id)))
    .where(
      and(
        eq(commentMentions.personId, actor.id),
        gte(comments.createdAt, since),
        isNull(comments.resolvedAt),
        notExists(settled),
        isNull(documents.trashedAt),
        or(isNull(textReadings.at), lt(textReadings.at, comments.createdAt)),
        notExists(answered),
        readable.where,
      ),
    )
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(most);
  const inText = (groupId: (typeof rows)[number]['groupId']) => readable.inside.has(groupId) || can(actor, 'portal.office', {});
  const found = rows.map((row) => ({ at: row.at, line: lineOf(row, inText(row.groupId)) }));
  return { found, count: rows[0]?.total ?? 0 };
}

type Row = {
  id: string;
  threadId: string;
  author: string;
  group: { slug: string; name: string };
  meeting: number | null;
  document: { id: Parameters<typeof documentPath>[1]; title: string } | null;
  reviewId: Parameters<typeof reviewPath>[0] | null;
};

function lineOf({ id, threadId, author, group, meeting, document, reviewId }: Row, inside: boolean): Line {
  const text = document ? documentPath(group.slug, document.id) : minutesPath(group.slug, meeting ?? 0);
  const path = !inside && reviewId ? reviewPath(reviewId) : text;
  return {
    key: id,
    sentence: document ? 'mentionInDocument' : 'mentionInMinutes',
    values: { by: author, group: group.name, ...(document ? { title: document.title } : { number: meeting ?? 0 }) },
    path: `${path}#anmerkung-${threadId}`,
  };
}
