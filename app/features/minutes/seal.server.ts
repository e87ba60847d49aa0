/**
 * The seal of approved minutes: a SHA-256 over their text and over what stands beside it on the
 * paper. Whoever doubts it has it computed anew.
 */
import { asc, eq } from 'drizzle-orm';
import {
  type ApprovedPaper,
  type Reader,
  db,
  decisions,
  minutes,
  versions,
} from '~db/client.server';
import type { MinutesId } from '~db/values';
import { canonicalJson } from '~/editor/document';
import { sealOf } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { type Attendee, decisionNumber } from './minutes';

/** The attendance list as it stands on the paper. */
export const sealedAttendance = (list: readonly Attendee[]): ApprovedPaper['attendance'] =>
  list.map(({ id, name, role, presence, presentFrom, presentUntil, representing, onBehalfOf }) => ({
    id,
    name,
    role,
    presence,
    presentFrom,
    presentUntil,
    representing,
    onBehalfOf,
  }));

/** A part of approved minutes that does not say any more what was approved. */
export type Tampered = 'text' | 'attendance' | 'decisions';

/**
 * Computes the seal of approved minutes anew from what is stored, and holds the attendance list and
 * the register of decisions against it.
 *
 * @returns the SHA-256 as computed now, and what differs; empty when all is as it was approved.
 *   Undefined where the minutes are not approved.
 */
export async function checkSeal(
  id: MinutesId,
  reader: Reader = db,
): Promise<{ sha256: string; tampered: Tampered[] } | undefined> {
  const [row] = await reader
    .select({
      meetingId: minutes.meetingId,
      sha256: minutes.sha256,
      paper: minutes.paper,
      document: versions.document,
    })
    .from(minutes)
    .innerJoin(versions, eq(versions.id, minutes.approvedVersionId))
    .where(eq(minutes.id, id));
  if (!row?.paper) return undefined;
  const sha256 = sealOf(row.document, row.paper);
  const tampered: Tampered[] = [];
  if (sha256 !== row.sha256) tampered.push('text');
  const attendance = sealedAttendance(await attendanceOf(row.meetingId, reader));
  if (rowsOf(attendance) !== rowsOf(row.paper.attendance)) tampered.push('attendance');
  const register = await registerOf(id, row.paper.group.abbreviation, reader);
  if (canonicalJson(register) !== canonicalJson(row.paper.decisions)) tampered.push('decisions');
  return { sha256, tampered };
}

/** Organisations may change their name later; whom somebody stood for may not change. */
const rowsOf = (attendance: ApprovedPaper['attendance']): string =>
  canonicalJson(
    attendance
      .map((row) => ({ ...row, onBehalfOf: row.onBehalfOf?.id ?? null }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );

/** The decisions of minutes as the register has them, in the order of the text. */
export async function registerOf(
  id: MinutesId,
  abbreviation: string,
  reader: Reader,
): Promise<ApprovedPaper['decisions']> {
  const rows = await reader
    .select()
    .from(decisions)
    .where(eq(decisions.minutesId, id))
    .orderBy(asc(decisions.position));
  return rows.map((row) => ({
    blockId: row.blockId!,
    number: row.year && row.number ? decisionNumber(abbreviation, row.year, row.number) : '',
    resolutionText: row.resolutionText,
    yes: row.yes,
    no: row.no,
    abstained: row.abstained,
    result: row.result,
    internal: row.internal,
  }));
}
