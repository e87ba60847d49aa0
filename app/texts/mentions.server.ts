/**
 * Whom a comment can name, and what follows from it: only people who may read it, each told by a mail that
 * says that they were named and nothing of what was said.
 */
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { type Reader, type Tx, commentMentions, comments, memberships, people } from '~db/client.server';
import type { CommentId, GroupId, GroupRole, Language, PersonId } from '~db/values';
import { currentMembership, loadActors } from '~/access/actor.server';
import type { Person } from '~/access/policy';
import { tellEach } from '~/news/tell.server';
import { mentionedIn } from './mentions';
import { reviewPath } from './review-path';
import { type Round, speakersOf } from './rounds.server';
import type { Subject } from './subjects.server';

/** Somebody who can be named. */
export type Named = { personId: PersonId; name: string; email: string; language: Language };

const columns = { personId: people.id, name: people.name, email: people.email, language: people.language };

const writers: GroupRole[] = ['lead', 'secretary', 'member'];

/** Those who write for a group, and the Geschäftsstelle. One statement. */
export async function peopleInside(reader: Reader, groupId: GroupId): Promise<Named[]> {
  return reader
    .selectDistinct(columns)
    .from(people)
    .leftJoin(memberships, and(eq(memberships.personId, people.id), eq(memberships.groupId, groupId)))
    .where(
      and(
        isNull(people.disabledAt),
        or(
          eq(people.office, true),
          and(
            inArray(memberships.role, writers),
            currentMembership(),
          ),
        ),
      ),
    );
}

/** Who has said something that those outside of the group read as well: in this version, or on the draft. */
async function voicesIn(reader: Reader, { textId }: Subject, round: Round | undefined): Promise<Named[]> {
  return reader
    .selectDistinct(columns)
    .from(people)
    .innerJoin(comments, eq(comments.authorId, people.id))
    .where(
      and(
        isNull(people.disabledAt),
        eq(comments.textId, textId),
        round ? eq(comments.versionId, round.versionId) : isNull(comments.versionId),
        eq(comments.internal, false),
      ),
    );
}

/**
 * Whom somebody can name: those inside name each other, the Geschäftsstelle and who speaks for organisations
 * that take part; those outside name who speaks for their organisation and who has said something to them.
 * No more names are shown to anybody. A bounded number of statements.
 */
export async function mentionable(
  reader: Reader,
  actor: Person,
  subject: Subject,
  { round, organisations }: { round: Round | undefined; organisations: Parameters<typeof speakersOf>[1] },
): Promise<Named[]> {
  const inside = subject.may(actor, 'readInternal') && actor.roles.has(subject.group.id);
  const own = inside ? organisations : organisations.filter((id) => actor.organisations.has(id));
  const named = inside ? await peopleInside(reader, subject.group.id) : await voicesIn(reader, subject, round);
  return eachOnce([...named, ...(await speakersOf(reader, own))], actor);
}

/** Each of them once, by name, and never oneself. */
export function eachOnce(people: readonly Named[], actor: Person): Named[] {
  const each = new Map(people.map(({ personId, name, email, language }) => [personId, { personId, name, email, language }]));
  each.delete(actor.id);
  return [...each.values()].sort((a, b) => collator.compare(a.name, b.name));
}

const collator = new Intl.Collator('de');

/** The comment in which people may be named. */
export type Saying = {
  id: CommentId;
  threadId: CommentId;
  body: string;
  internal: boolean;
  /** It stands in the version of the running round, which those who were asked read as well. */
  inRound: Round | undefined;
};

/**
 * Keeps whom a comment names, and tells them.
 *
 * @param candidates from `mentionable`; the policy of this moment decides who of them may read it
 */
export async function keepMentions(
  tx: Tx,
  actor: Person,
  subject: Subject,
  saying: Saying,
  candidates: readonly Named[],
): Promise<void> {
  const names = mentionedIn(saying.body, candidates.map(({ name }) => name));
  const named = candidates.filter(({ name }) => names.has(name.toLowerCase()));
  if (named.length === 0) return;
  const readers = await loadActors(tx, named.map(({ personId }) => personId));
  const inside = new Set(readers.filter((person) => subject.may(person, 'readInternal')).map(({ id }) => id));
  const asked = saying.internal || !saying.inRound ? [] : readers.filter((person) => subject.may(person, 'respond'));
  const may = new Set([...inside, ...asked.map(({ id }) => id)]);
  const told = named.filter(({ personId }) => may.has(personId));
  if (told.length === 0) return;
  await tx
    .insert(commentMentions)
    .values(told.map(({ personId, name }) => ({ commentId: saying.id, personId, name })));
  await tellEach(tx, told, (to) => ({
    kind: 'mention',
    key: `${subject.object}.mentioned`,
    values: { ...subject.values(to.language), by: actor.name },
    ...(inside.has(to.personId) ? forInsiders(subject, saying) : forOutsiders(saying.inRound!, saying)),
  }));
}

const forInsiders = (subject: Subject, { threadId }: Saying) => ({
  groupId: subject.group.id,
  path: `${subject.path}#anmerkung-${threadId}`,
  needs: { action: subject.object === 'minutes' ? 'minutes.readInternal' : 'document.readComments', id: subject.id } as const,
});

const forOutsiders = (round: Round, { threadId }: Saying) => ({
  path: `${reviewPath(round.id)}#anmerkung-${threadId}`,
  needs: { action: 'review.read', id: round.id } as const,
});
