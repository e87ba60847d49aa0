/**
 * Puts the minutes of the example into the tables, in the state they have reached. Approved ones get
 * numbers, paper and seal in the way of the portal itself, so that their SHA-256 can be checked.
 */
import { and, asc, eq, max } from 'drizzle-orm';
import type { MinutesDocument } from '~/editor/document';
import { deriveRecords } from '~/editor/records';
import { minutesFromYDoc, documentToUpdate } from '~/editor/shared-document';
import { attendanceOf } from '~/features/minutes/attendance.server';
import { registerOf, sealedAttendance } from '~/features/minutes/seal.server';
import { foldForSearch } from '~/services/search-name';
import { sealOf } from '~/texts/versions.server';
import { addDays, dayOf, momentAt } from '~/services/time';
import * as Y from 'yjs';
import {
  type ApprovedPaper,
  type Tx,
  corrections,
  decisions,
  liveSnapshots,
  minutes,
  tasks,
  texts,
} from '../../client.server';
import type { MinutesId } from '../../values';
import { workday } from '../days';
import { groupId } from '../groups';
import type { History } from '../history';
import { demoId } from '../ids';
import type { Held } from '../meetings';
import { type States, readPaper } from '../paper';
import { personId, personName } from '../people';
import { type DemoReview, fillDraftComments, fillReview } from '../review';
import { type Written as WrittenText, insertVersion } from '../written';

type Written = Held & WrittenText<MinutesDocument> & { minutesId: MinutesId };

/** @param next when the group meets again: then minutes are approved */
export async function fillMinutes(tx: Tx, held: Held, next: Date | undefined, history: History): Promise<void> {
  const { document: paper, states } = readPaper(held.place, held.items, held.day, held.voters);
  const state = documentToUpdate(paper);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const minutesId = demoId('minutes', held.place);
  const written: Written = {
    ...held,
    minutesId,
    note: history.of(held.group, {
      kind: 'minutes',
      id: minutesId,
      name: `${held.group.name}, ${held.meeting.number}`,
    }),
    textId: demoId('text', held.place),
    document: minutesFromYDoc(doc),
    state,
    doc,
  };
  await insertText(tx, written);
  await insertMinutes(tx, written);
  await insertRecords(tx, written, states);
  written.note('minutes.begun', held.group.secretary[0]!, held.startsAt);
  if (held.meeting.draftComments) await fillDraftComments(tx, written, held.meeting.draftComments);
  if (held.meeting.minutes === 'draft') return;
  await fillReview(tx, written, held.meeting.review ?? usualReview(written), {
    by: held.group.secretary[0]!,
    number: 1,
    action: 'minutes.reviewStarted',
  });
  if (held.meeting.minutes === 'approved') await approve(tx, written, next ?? addHours(held.endsAt, 24 * 21));
}

const addHours = (moment: Date, hours: number) => new Date(moment.getTime() + hours * 3_600_000);

async function insertText(tx: Tx, { meeting, textId, state, startsAt, endsAt }: Written): Promise<void> {
  const frozenAt = meeting.minutes === 'draft' ? null : addHours(endsAt, 24 * 8);
  await tx.insert(texts).values({ id: textId, kind: 'minutes', createdAt: startsAt, frozenAt });
  await tx.insert(liveSnapshots).values({ textId, upTo: 0, state: Buffer.from(state), at: endsAt });
}

async function insertMinutes(tx: Tx, written: Written): Promise<void> {
  const { meeting, group, id, minutesId, textId, startsAt } = written;
  await tx.insert(minutes).values({
    id: minutesId,
    meetingId: id,
    groupId: groupId(group.slug),
    textId,
    state: meeting.minutes === 'draft' ? 'draft' : 'in_review',
    chair: personName(group.lead[0]!),
    minuteTaker: personName(group.secretary[0]!),
    startedAt: meeting.from,
    endedAt: meeting.minutes === 'draft' ? '' : meeting.to,
    createdAt: startsAt,
  });
}

async function insertRecords(tx: Tx, written: Written, states: States): Promise<void> {
  const { minutesId, group, place, endsAt, day } = written;
  const owner = { minutesId, groupId: groupId(group.slug) };
  const records = deriveRecords(written.document);
  if (records.decisions.length > 0) {
    await tx.insert(decisions).values(
      records.decisions.map(({ blockId, position, resolutionText, yes, no, abstained, result, internal }) => ({
        ...owner,
        id: demoId('decision', `${place} ${position}`),
        ...{ blockId, position, resolutionText, yes, no, abstained, result, internal },
      })),
    );
  }
  if (records.tasks.length === 0) return;
  await tx.insert(tasks).values(
    records.tasks.map(({ blockId, position, what, assignee, due, internal }) => {
      const state = states.get(blockId) ?? 'open';
      return {
        ...owner,
        id: demoId('task', `${place} ${position}`),
        ...{ blockId, position, what, internal, state },
        searchWhat: foldForSearch(what),
        dueDate: due,
        assigneePersonId: assignee?.kind === 'person' ? assignee.id : null,
        assigneeOrganisationId: assignee?.kind === 'organisation' ? assignee.id : null,
        createdBy: personId(group.secretary[0]!),
        createdAt: endsAt,
        stateChangedAt: state === 'open' ? null : earlier(momentAt(addDays(due ?? day, -2), '17:30'), momentAt(workday(-1), '17:30')),
      };
    }),
  );
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** The round that minutes from before went through: a fortnight, everybody agreed or kept silent. */
function usualReview({ meeting, group, items }: Written): DemoReview {
  const invited = items
    .flatMap(({ lines }) => lines)
    .flatMap((line) => /^@ o:(\w+)/.exec(line)?.[1] ?? [])
    .concat(group.slug === 'sprachfoerderung' ? ['volkshochschulen', 'gefluechtetenrat'] : ['land']);
  return {
    days: meeting.days + 8,
    lastDay: meeting.days + 22,
    silenceIsConsent: true,
    message: '',
    organisations: [...new Set(invited)],
    answers: group.slug === 'sprachfoerderung' ? [{ by: 'abbas', days: meeting.days + 12, answer: 'agree' }] : [],
  };
}

async function approve(tx: Tx, written: Written, at: Date): Promise<void> {
  const { group, minutesId, document, meeting } = written;
  const lead = group.lead[0]!;
  const versionId = await insertVersion(tx, written, { number: 2, reason: 'approved', by: lead, at });
  await giveNumbers(tx, written, at);
  const paper = await paperOf(tx, written, at);
  const sha256 = sealOf(document, paper);
  await tx
    .update(minutes)
    .set({ state: 'approved', approvedAt: at, approvedBy: personId(lead), approvedVersionId: versionId, paper, sha256 })
    .where(eq(minutes.id, minutesId));
  written.note('minutes.approved', lead, at);
  if (!meeting.correction) return;
  const correctedAt = addHours(at, 24 * 4);
  const by = group.secretary[0]!;
  await tx.insert(corrections).values({
    id: demoId('correction', written.place),
    minutesId,
    body: meeting.correction,
    personId: personId(by),
    at: correctedAt,
  });
  written.note('minutes.corrected', by, correctedAt);
}

async function giveNumbers(tx: Tx, { group, minutesId, startsAt }: Written, approvedAt: Date): Promise<void> {
  const year = Number(dayOf(startsAt).slice(0, 4));
  const ofGroup = eq(decisions.groupId, groupId(group.slug));
  const [last] = await tx
    .select({ number: max(decisions.number) })
    .from(decisions)
    .where(and(ofGroup, eq(decisions.year, year)));
  const rows = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .where(eq(decisions.minutesId, minutesId))
    .orderBy(asc(decisions.position));
  for (const [index, { id }] of rows.entries()) {
    const number = (last?.number ?? 0) + index + 1;
    await tx.update(decisions).set({ year, number, approvedAt }).where(eq(decisions.id, id));
  }
}

async function paperOf(tx: Tx, written: Written, at: Date): Promise<ApprovedPaper> {
  const { meeting, group, startsAt, endsAt, id, minutesId } = written;
  return {
    group: { name: group.name, abbreviation: group.abbreviation },
    meeting: {
      number: meeting.number,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      place: meeting.place,
    },
    chair: personName(group.lead[0]!),
    minuteTaker: personName(group.secretary[0]!),
    startedAt: meeting.from,
    endedAt: meeting.to,
    attendance: sealedAttendance(await attendanceOf(id, tx)),
    decisions: await registerOf(minutesId, group.abbreviation, tx),
    approvedAt: at.toISOString(),
    approvedBy: personName(group.lead[0]!),
  };
}
