/**
 * From the document to the register and the task list. While minutes are a draft the document says
 * what a decision and an action item are; the state of a task is never touched.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Tx, decisions, organisations, people, tasks } from '~db/client.server';
import type { GroupId, MinutesId, OrganisationId, PersonId } from '~db/values';
import type { MinutesDocument } from '~/editor/document';
import { type DecisionRecord, type TaskRecord, deriveRecords } from '~/editor/records';
import { foldForSearch } from '~/services/search-name';

type Owner = { id: MinutesId; groupId: GroupId };

/**
 * Brings decisions and tasks of a draft up to date with its document. Can be repeated; rows that
 * already say what the document says are left alone.
 *
 * A decision whose block is gone goes, unless it has its number. A task whose block is gone goes as
 * long as nobody has worked on it.
 */
export async function deriveFrom(tx: Tx, owner: Owner, document: MinutesDocument): Promise<void> {
  const records = deriveRecords(document);
  await deriveDecisions(tx, owner, records.decisions);
  await deriveTasks(tx, owner, records.tasks);
}

async function deriveDecisions(tx: Tx, owner: Owner, records: DecisionRecord[]): Promise<void> {
  const rows = await tx.select().from(decisions).where(eq(decisions.minutesId, owner.id));
  const known = new Map(rows.map((row) => [row.blockId, row]));
  for (const record of records) {
    const values = {
      position: record.position,
      resolutionText: record.resolutionText,
      yes: record.yes,
      no: record.no,
      abstained: record.abstained,
      result: record.result,
      internal: record.internal,
    };
    const row = known.get(record.blockId);
    known.delete(record.blockId);
    if (!row) {
      await tx
        .insert(decisions)
        .values({ minutesId: owner.id, groupId: owner.groupId, blockId: record.blockId, ...values });
    } else if (differs(row, values)) {
      await tx.update(decisions).set(values).where(eq(decisions.id, row.id));
    }
  }
  const gone = [...known.values()].map((row) => row.id);
  if (gone.length > 0) await tx.delete(decisions).where(and(inArray(decisions.id, gone), isNull(decisions.number)));
}

async function deriveTasks(tx: Tx, owner: Owner, records: TaskRecord[]): Promise<void> {
  const rows = await tx.select().from(tasks).where(eq(tasks.minutesId, owner.id));
  const known = new Map(rows.map((row) => [row.blockId, row]));
  const assignees = await existingAssignees(tx, records);
  for (const record of records) {
    const values = {
      position: record.position,
      what: record.what,
      searchWhat: foldForSearch(record.what),
      dueDate: record.due,
      internal: record.internal,
      ...assignees(record),
    };
    const row = known.get(record.blockId);
    known.delete(record.blockId);
    if (!row) {
      await tx.insert(tasks).values({
        minutesId: owner.id,
        groupId: owner.groupId,
        blockId: record.blockId,
        createdAt: new Date(),
        ...values,
      });
    } else if (differs(row, values)) {
      await tx.update(tasks).set(values).where(eq(tasks.id, row.id));
    }
  }
  const gone = [...known.values()].filter((row) => row.blockId !== null).map((row) => row.id);
  if (gone.length > 0) {
    await tx
      .delete(tasks)
      .where(and(inArray(tasks.id, gone), eq(tasks.state, 'open'), isNull(tasks.stateChangedAt)));
  }
}

function differs<Values extends Record<string, unknown>>(row: Values, values: Partial<Values>): boolean {
  return Object.entries(values).some(([key, value]) => row[key] !== value);
}

/** Who a task is given to, as far as they exist: a text can name anybody. */
async function existingAssignees(tx: Tx, records: TaskRecord[]) {
  const named = <Kind extends 'person' | 'organisation'>(kind: Kind) =>
    records.flatMap(({ assignee }) => (assignee?.kind === kind ? [assignee.id] : []));
  const personIds = named('person') as PersonId[];
  const organisationIds = named('organisation') as OrganisationId[];
  const known = new Set<string>();
  if (personIds.length > 0) {
    const rows = await tx.select({ id: people.id }).from(people).where(inArray(people.id, personIds));
    for (const { id } of rows) known.add(id);
  }
  if (organisationIds.length > 0) {
    const rows = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(inArray(organisations.id, organisationIds));
    for (const { id } of rows) known.add(id);
  }
  return ({ assignee }: TaskRecord) => ({
    assigneePersonId: assignee?.kind === 'person' && known.has(assignee.id) ? assignee.id : null,
    assigneeOrganisationId: assignee?.kind === 'organisation' && known.has(assignee.id) ? assignee.id : null,
  });
}
