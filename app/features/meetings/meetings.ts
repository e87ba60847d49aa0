/** Meetings: what their forms ask for, and how an agenda is numbered and timed. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { type AgendaItemId, type AgendaItemState, type AgendaKind, type Day, type MeetingState, agendaKinds, invitationAnswers } from '~db/values';
import { checkbox, line, optionalLine, paragraphs } from '~/services/forms';
import { clockOf, momentAt } from '~/services/time';

/** A time of day as browsers send it, `14:05`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { abort: true });

/** An address of a video conference: https only, so that nobody is led onto an open line or into a script. */
export const httpsLink = z
  .string()
  .max(500)
  .default('')
  .transform((text) => text.trim())
  .refine((text) => text === '' || z.url({ protocol: /^https$/ }).safeParse(text).success, 'httpsLink');

const details = {
  day: daySchema,
  from: timeOfDay,
  until: timeOfDay,
  place: optionalLine(200),
  link: httpsLink,
  note: paragraphs(2000),
};

type When = { day: Day; from: string; until: string };

/** Refuses times that clocks skip in spring, and ends that do not follow the beginning. */
function checkTimes({ day, from, until }: When, context: z.RefinementCtx): void {
  for (const [field, time] of [
    ['from', from],
    ['until', until],
  ] as const) {
    const skipped = clockOf(momentAt(day, time)) !== time;
    if (skipped) context.addIssue({ code: 'custom', message: 'timeSkipped', path: [field] });
  }
  if (momentAt(day, until) <= momentAt(day, from)) {
    context.addIssue({ code: 'custom', message: 'endBeforeStart', path: ['until'] });
  }
}

/** What is asked for when a meeting is planned. `copyAgenda` takes over the items of the last one. */
export const planSchema = z.object({ ...details, copyAgenda: checkbox }).superRefine(checkTimes);
export type Plan = z.output<typeof planSchema>;

/** The same for a meeting that stands; `basis` names what the form was filled from. */
export const changeSchema = z.object({ ...details, basis: z.string() }).superRefine(checkTimes);
export type Change = z.output<typeof changeSchema>;

/** The kinds a person can choose; "approval" is given by the portal alone. */
export const chosenKinds = ['information', 'consultation', 'decision'] as const satisfies readonly AgendaKind[];

const itemDetails = {
  title: line(200),
  presenter: optionalLine(120),
  duration: z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(1).max(600).optional()),
  internal: checkbox,
  note: paragraphs(1000),
};

export const itemSchema = z.object({ ...itemDetails, kind: z.enum(chosenKinds) });
export type ItemDetails = z.output<typeof itemSchema>;

export const itemChangeSchema = z.object({ ...itemDetails, kind: z.enum(agendaKinds), basis: z.string() });
export type ItemChange = z.output<typeof itemChangeSchema>;

const item = idSchema<'agendaItem'>();

/** The steps on the page of a meeting, by the button that was pressed. */
export const stepSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('answer'), answer: z.enum(invitationAnswers) }),
  z.object({ intent: z.literal('invite'), guests: z.array(idSchema<'person'>()).default([]) }),
  z.object({ intent: z.literal('uninvite'), participant: idSchema<'participant'>() }),
  z.object({ intent: z.literal('cancel'), reason: line(500) }),
  itemSchema.extend({ intent: z.literal('add') }),
  itemSchema.extend({ intent: z.literal('propose') }),
  z.object({ intent: z.literal('takeIn'), item }),
  z.object({ intent: z.literal('decline'), item }),
  z.object({ intent: z.literal('up'), item }),
  z.object({ intent: z.literal('down'), item }),
  /** Dropped before another item, or (without one) at the end. */
  z.object({ intent: z.literal('place'), item, before: item.optional() }),
  z.object({ intent: z.literal('copy') }),
  z.object({ intent: z.literal('sendAgenda') }),
]);
export type Step = z.output<typeof stepSchema>;

/** An item as a page, a mail or the minutes show it. */
export type AgendaItem = {
  id: AgendaItemId;
  /** The number of the TOP (OParl: a string); empty for items that are not taken in. */
  number: string;
  /** Null where the reader may not know what an internal item is about; so are presenter and note. */
  title: string | null;
  kind: AgendaKind | null;
  presenter: string | null;
  note: string | null;
  duration: number | null;
  /** The clock when it is up; null once an item before it has no length. */
  at: string | null;
  internal: boolean;
  state: AgendaItemState;
};

type Row = {
  id: AgendaItemId;
  title: string;
  kind: AgendaKind;
  presenter: string;
  note: string;
  duration: number | null;
  internal: boolean;
  state: AgendaItemState;
};

/**
 * Numbers the items that are taken in and adds up their times.
 *
 * @param rows in the order of the agenda
 * @param readInternal whether the reader may know what internal items are about; their numbers and
 *   lengths stay in any case, so that the others keep theirs
 */
export function agendaFrom<R extends Row>(rows: readonly R[], startsAt: Date, readInternal: boolean): AgendaItem[] {
  let elapsed: number | null = 0;
  return rows
    .filter((row) => row.state === 'accepted')
    .map((row, index) => {
      const at = elapsed === null ? null : clockOf(new Date(startsAt.getTime() + elapsed * 60_000));
      elapsed = elapsed === null || row.duration === null ? null : elapsed + row.duration;
      return { ...shown(row, readInternal), number: String(index + 1), at };
    });
}

function shown(row: Row, readInternal: boolean): Omit<AgendaItem, 'number' | 'at'> {
  const { id, duration, internal, state } = row;
  if (internal && !readInternal) {
    return { id, duration, internal, state, title: null, kind: null, presenter: null, note: null };
  }
  return { id, duration, internal, state, title: row.title, kind: row.kind, presenter: row.presenter, note: row.note };
}

/** How long the items take together, as far as their lengths are known. */
export const plannedMinutes = (items: readonly { duration: number | null }[]): number =>
  items.reduce((sum, item) => sum + (item.duration ?? 0), 0);


/** Whether a meeting can still be prepared: it is neither called off nor over. */
export const isAhead = (meeting: { state: MeetingState; endsAt: Date | string }, now: Date = new Date()): boolean =>
  meeting.state === 'planned' && new Date(meeting.endsAt) > now;

/** How an agenda differs from the one that was sent; titles are null where the reader may not know them. */
export type AgendaChange =
  | { kind: 'added' | 'removed'; title: string | null }
  | { kind: 'renamed'; before: string; title: string }
  | { kind: 'order' | 'times' };

type Compared = { id: AgendaItemId; title: string; internal: boolean; duration: number | null };

/** What has changed from one agenda to another, as it is said to those who have the first. */
export function agendaChanges(
  sent: readonly Compared[],
  now: readonly Compared[],
  readInternal: boolean,
): AgendaChange[] {
  const titleOf = (item: Compared) => (item.internal && !readInternal ? null : item.title);
  const inBoth = (list: readonly Compared[], other: readonly Compared[]) =>
    list.filter(({ id }) => other.some((item) => item.id === id));
  const [stayed, stay] = [inBoth(sent, now), inBoth(now, sent)];
  const pairs = stay.map((item) => ({ item, before: stayed.find(({ id }) => id === item.id)! }));
  return [
    ...now.filter((item) => !stay.includes(item)).map((item) => ({ kind: 'added' as const, title: titleOf(item) })),
    ...sent.filter((item) => !stayed.includes(item)).map((item) => ({ kind: 'removed' as const, title: titleOf(item) })),
    ...pairs.flatMap(({ item, before }) => {
      const [title, was] = [titleOf(item), titleOf(before)];
      return title !== null && was !== null && title !== was ? [{ kind: 'renamed' as const, before: was, title }] : [];
    }),
    ...(stay.every((item, index) => item.id === stayed[index]!.id) ? [] : [{ kind: 'order' as const }]),
    ...(pairs.every(({ item, before }) => item.duration === before.duration) ? [] : [{ kind: 'times' as const }]),
  ];
}
