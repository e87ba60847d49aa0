/** Which organisations can be invited to a review: by kind, with those who could answer for them. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { db, mandates, organisations, people } from '~db/client.server';
import { type OrganisationId, type OrganisationKind, organisationKinds } from '~db/values';
import { currentMandate } from '~/access/actor.server';
import type { Actor } from '~/access/policy';
import { minutesFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { attendanceOf } from './attendance.server';
import { openPoints } from './completeness';
import { minutesAt } from './minutes.server';
import { authorizeStep } from './step-rights.server';

export type Invitable = { id: OrganisationId; name: string; speakers: number };

/**
 * What the form for sending minutes into review offers. Three statements, however many
 * organisations there are.
 *
 * @throws NotFound without the right, or when the minutes are no draft
 */
export async function reviewForm(actor: Actor, at: { group: string; number: number }) {
  const found = await minutesAt(at.group, at.number);
  if (!found?.minutes) throw new NotFound();
  await authorizeStep(actor, 'minutes.startReview', found.minutes.id);
  const named = await db
    .select({ id: organisations.id, name: organisations.name, kind: organisations.kind })
    .from(organisations)
    .where(isNull(organisations.archivedAt))
    .orderBy(asc(organisations.searchName));
  const speaking = await db
    .selectDistinct({ organisationId: mandates.organisationId, personId: mandates.personId })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .where(
      and(
        isNull(people.disabledAt),
        currentMandate(),
      ),
    );
  const counts = new Map<OrganisationId, number>();
  for (const { organisationId } of speaking) counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1);
  const kinds = organisationKinds.flatMap((kind) => {
    const list = named
      .filter((organisation) => organisation.kind === kind)
      .map(({ id, name }): Invitable => ({ id, name, speakers: counts.get(id) ?? 0 }));
    return list.length > 0 ? [{ kind: kind as OrganisationKind, list }] : [];
  });
  const open = openPoints(minutesFromYDoc(await readText(found.minutes.textId)), await attendanceOf(found.meeting.id));
  return { open, id: found.minutes.id, number: found.meeting.number, group: found.group.name, slug: found.group.slug, kinds };
}
