/** Meetings and items for tests, as the lead of a group makes them. */
import { minutes, texts, write } from '~db/client.server';
import type { MeetingId, MinutesState } from '~db/values';
import { addItem } from '~/features/meetings/agenda.server';
import type { ItemDetails, Plan } from '~/features/meetings/meetings';
import { planMeeting } from '~/features/meetings/planning.server';
import { addDays, today } from '~/services/time';
import type { Alliance } from '../../setup/alliance';

export const planFor = (daysAhead: number, changed: Partial<Plan> = {}): Plan => ({
  day: addDays(today(), daysAhead),
  from: '14:00',
  until: '16:00',
  place: 'Haus der Begegnung',
  link: '',
  note: '',
  copyAgenda: false,
  ...changed,
});

export async function meetingIn(alliance: Alliance, daysAhead = 14, changed: Partial<Plan> = {}) {
  return planMeeting(await alliance.as('lead'), alliance.groupId, planFor(daysAhead, changed));
}

export const itemNamed = (title: string, changed: Partial<ItemDetails> = {}): ItemDetails => ({
  title,
  kind: 'consultation',
  presenter: '',
  duration: undefined,
  internal: false,
  note: '',
  ...changed,
});

/** Adds items in this order and returns their ids. */
export async function withItems(alliance: Alliance, meetingId: MeetingId, ...items: (string | ItemDetails)[]) {
  const lead = await alliance.as('lead');
  const ids = [];
  for (const item of items) {
    ids.push((await addItem(lead, meetingId, typeof item === 'string' ? itemNamed(item) : item)).id);
  }
  return ids;
}

/** Minutes in a state, as if they had been written. */
export async function withMinutes(alliance: Alliance, meetingId: MeetingId, state: MinutesState): Promise<void> {
  await write(async (tx) => {
    const [text] = await tx.insert(texts).values({ kind: 'minutes', createdAt: new Date() }).returning({ id: texts.id });
    await tx.insert(minutes).values({
      meetingId,
      groupId: alliance.groupId,
      textId: text!.id,
      state,
      createdAt: new Date(),
    });
  });
}
