/** Finding minutes, and what their audit entries and mails call them. */
import { and, eq, placeholder } from 'drizzle-orm';
import { type Reader, db, fields, groups, meetings, minutes } from '~db/client.server';
import { kept } from '~db/kept.server';
import { prepared } from '~db/prepared.server';
import type { MinutesId, TextId } from '~db/values';
import { type AuditEntry, record } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import type { Tx } from '~db/client.server';
import type { portal } from '~/access/audit.server';

const place = {
  minutes: minutes,
  meeting: {
    id: meetings.id,
    number: meetings.number,
    state: meetings.state,
    startsAt: meetings.startsAt,
    endsAt: meetings.endsAt,
    place: meetings.place,
    link: meetings.link,
  },
  group: {
    id: groups.id,
    slug: groups.slug,
    name: groups.name,
    abbreviation: groups.abbreviation,
    field: fields.name,
    archivedAt: groups.archivedAt,
  },
};

const placeAt = prepared((reader) =>
  reader
    .select(place)
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(and(eq(groups.slug, placeholder('slug')), eq(meetings.number, placeholder('number'))))
    .prepare(),
);

const keptPlace = kept(async (key) => {
  // Numbers have no space; what an address gives for a slug might.
  const [number, slug] = key.split(/ (.*)/s) as [string, string];
  const [row] = await placeAt().execute({ slug, number: Number(number) });
  return { value: row };
});

/** The meeting at an address, with its group and, once they were begun, its minutes. */
export const minutesAt = (slug: string, number: number) => keptPlace(`${number} ${slug}`);

/** Minutes with their meeting and group. One statement. */
export async function minutesWithPlace(by: { id: MinutesId } | { textId: TextId }, reader: Reader = db) {
  const [row] = await reader
    .select(place)
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .innerJoin(groups, eq(groups.id, minutes.groupId))
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where('id' in by ? eq(minutes.id, by.id) : eq(minutes.textId, by.textId));
  return row;
}

export type Placed = NonNullable<Awaited<ReturnType<typeof minutesWithPlace>>>;

/** Records a step in the life of minutes, under the name of their group and meeting. */
export async function recordStep(
  tx: Tx,
  actor: Actor | typeof portal,
  { minutes, group, meeting }: Placed,
  action: string,
  details: AuditEntry['details'] = {},
): Promise<void> {
  await record(tx, actor, {
    action,
    object: { kind: 'minutes', id: minutes.id, name: `${group.name}, ${meeting.number}` },
    groupId: group.id,
    details,
  });
}
