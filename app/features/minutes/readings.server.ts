/** Drafts of minutes that the Geschäftsstelle reads. */
import type { MinutesId } from '~db/values';
import type { ObjectFacts, Person } from '~/access/policy';
import { noteReadingOfDraft } from '~/texts/readings.server';
import { minutesWithPlace, recordStep } from './minutes.server';

/** Records it when somebody reads a draft only because they belong to the Geschäftsstelle. */
export const noteOfficeReading = (actor: Person, id: MinutesId, facts: ObjectFacts['minutes']): Promise<void> =>
  noteReadingOfDraft(actor, {
    id,
    action: 'minutes.draftRead',
    facts,
    record: async (tx) => {
      const placed = await minutesWithPlace({ id }, tx);
      if (placed) await recordStep(tx, actor, placed, 'minutes.draftRead');
    },
  });
