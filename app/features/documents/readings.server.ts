/** Drafts of documents that the Geschäftsstelle reads. */
import type { DocumentId } from '~db/values';
import type { ObjectFacts, Person } from '~/access/policy';
import { noteReadingOfDraft } from '~/texts/readings.server';
import { findDocument, recordStep } from './documents.server';

/** Records it when somebody reads a draft only because they belong to the Geschäftsstelle. */
export const noteOfficeReading = (actor: Person, id: DocumentId, facts: ObjectFacts['document']): Promise<void> =>
  noteReadingOfDraft(actor, {
    id,
    action: 'document.draftRead',
    facts,
    record: async (tx) => {
      const placed = await findDocument({ id }, tx);
      if (placed) await recordStep(tx, actor, placed, 'document.draftRead');
    },
  });
