/**
 * Triggers: the last line of defence for what must never change, whatever code asks for it.
 * Laid anew at each start, after the migrations, so that they always are those of this version.
 */
export const guards: readonly { name: string; sql: string }[] = [
  refuse('audit_log_no_update', 'UPDATE', 'audit_log', 'the audit log is append-only'),
  refuse('audit_log_no_delete', 'DELETE', 'audit_log', 'the audit log is append-only'),
  refuse('versions_no_update', 'UPDATE', 'versions', 'a version never changes'),
  refuse(
    'versions_no_delete',
    'DELETE',
    'versions',
    'a version never changes',
    'NOT EXISTS (SELECT 1 FROM texts WHERE id = OLD.text_id AND discarded_at IS NOT NULL)',
  ),
  refuse('profile_published_no_update', 'UPDATE', 'profile_versions', 'what was published never changes', 'OLD.published_at IS NOT NULL'),
  refuse('profile_published_no_delete', 'DELETE', 'profile_versions', 'what was published never changes', 'OLD.published_at IS NOT NULL'),
  refuse('corrections_no_update', 'UPDATE', 'corrections', 'a correction never changes'),
  refuse('corrections_no_delete', 'DELETE', 'corrections', 'a correction never changes'),
  refuse('review_responses_no_update', 'UPDATE', 'review_responses', 'a response is evidence'),
  refuse(
    'live_updates_not_frozen',
    'INSERT',
    'live_updates',
    'the text is frozen',
    'EXISTS (SELECT 1 FROM texts WHERE id = NEW.text_id AND frozen_at IS NOT NULL)',
  ),
  refuse(
    'minutes_approved_no_update',
    'UPDATE',
    'minutes',
    'approved minutes never change',
    `OLD.state = 'approved'`,
  ),
  refuse(
    'minutes_approved_no_delete',
    'DELETE',
    'minutes',
    'approved minutes never change',
    `OLD.state = 'approved'`,
  ),
  refuse(
    'texts_approved_stay_frozen',
    'UPDATE',
    'texts',
    'approved text stays frozen',
    `OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL AND
     EXISTS (SELECT 1 FROM minutes WHERE text_id = OLD.id AND state = 'approved')`,
  ),
  refuse(
    'documents_adopted_no_update',
    'UPDATE',
    'documents',
    'an adopted document never changes',
    `OLD.adopted_at IS NOT NULL AND (
       NEW.state NOT IN ('adopted', 'archived') OR NEW.text_id IS NOT OLD.text_id OR
       NEW.title IS NOT OLD.title OR NEW.edition IS NOT OLD.edition OR
       NEW.adopted_at IS NOT OLD.adopted_at OR NEW.adopted_by IS NOT OLD.adopted_by OR
       NEW.adopted_version_id IS NOT OLD.adopted_version_id OR NEW.sha256 IS NOT OLD.sha256 OR
       NEW.paper IS NOT OLD.paper OR NEW.trashed_at IS NOT NULL)`,
  ),
  refuse(
    'documents_adopted_no_delete',
    'DELETE',
    'documents',
    'an adopted document never goes',
    'OLD.adopted_at IS NOT NULL',
  ),
  refuse(
    'texts_adopted_stay_frozen',
    'UPDATE',
    'texts',
    'adopted text stays frozen',
    `(NEW.frozen_at IS NULL OR NEW.discarded_at IS NOT NULL) AND
     EXISTS (SELECT 1 FROM documents WHERE text_id = OLD.id AND adopted_at IS NOT NULL)`,
  ),
  refuse(
    'texts_minutes_not_discarded',
    'UPDATE',
    'texts',
    'minutes are never discarded',
    `NEW.discarded_at IS NOT NULL AND OLD.kind = 'minutes'`,
  ),
  refuse(
    'decisions_approved_no_update',
    'UPDATE',
    'decisions',
    'an approved decision never changes',
    // All but whether it still counts.
    `OLD.approved_at IS NOT NULL AND (
       NEW.id IS NOT OLD.id OR NEW.group_id IS NOT OLD.group_id OR
       NEW.minutes_id IS NOT OLD.minutes_id OR NEW.block_id IS NOT OLD.block_id OR
       NEW.circular_vote_id IS NOT OLD.circular_vote_id OR
       NEW.position IS NOT OLD.position OR NEW.year IS NOT OLD.year OR NEW.number IS NOT OLD.number OR
       NEW.resolution_text IS NOT OLD.resolution_text OR NEW.yes IS NOT OLD.yes OR NEW.no IS NOT OLD.no OR
       NEW.abstained IS NOT OLD.abstained OR NEW.result IS NOT OLD.result OR
       NEW.internal IS NOT OLD.internal OR NEW.approved_at IS NOT OLD.approved_at)`,
  ),
  refuse(
    'decisions_one_origin',
    'INSERT',
    'decisions',
    'a decision comes from minutes or from a circular vote',
    `(NEW.minutes_id IS NOT NULL AND NEW.block_id IS NOT NULL) + (NEW.circular_vote_id IS NOT NULL) <> 1`,
  ),
  refuse(
    'circular_votes_no_update',
    'UPDATE',
    'circular_votes',
    'what is voted on never changes, nor what came of it',
    // All but the meeting it was put on the agenda of.
    `NEW.id IS NOT OLD.id OR NEW.group_id IS NOT OLD.group_id OR NEW.title IS NOT OLD.title OR
     NEW.resolution_text IS NOT OLD.resolution_text OR NEW.reason IS NOT OLD.reason OR
     NEW.proposed_by IS NOT OLD.proposed_by OR NEW.started_at IS NOT OLD.started_at OR
     NEW.deadline IS NOT OLD.deadline OR (OLD.state <> 'open' AND (
       NEW.state IS NOT OLD.state OR NEW.ended_at IS NOT OLD.ended_at OR
       NEW.ended_by IS NOT OLD.ended_by OR NEW.end_reason IS NOT OLD.end_reason))`,
  ),
  refuse('circular_votes_no_delete', 'DELETE', 'circular_votes', 'a circular vote never goes'),
  refuse(
    'circular_ballots_ended_no_update',
    'UPDATE',
    'circular_ballots',
    'votes never change once they are counted',
    `EXISTS (SELECT 1 FROM circular_votes WHERE id = OLD.vote_id AND state <> 'open')`,
  ),
  refuse('circular_ballots_no_delete', 'DELETE', 'circular_ballots', 'who may vote is fixed when a vote begins'),
  refuse('polls_ended_no_update', 'UPDATE', 'polls', 'a search for a date that has ended stays so', `OLD.state <> 'open'`),
  refuse(
    'decisions_numbered_no_delete',
    'DELETE',
    'decisions',
    'a numbered decision never goes',
    'OLD.number IS NOT NULL',
  ),
  refuse(
    'participants_approved_no_update',
    'UPDATE',
    'participants',
    'attendance of approved minutes never changes',
    `EXISTS (SELECT 1 FROM minutes WHERE meeting_id = OLD.meeting_id AND state = 'approved')`,
  ),
  refuse(
    'participants_approved_no_delete',
    'DELETE',
    'participants',
    'attendance of approved minutes never changes',
    `EXISTS (SELECT 1 FROM minutes WHERE meeting_id = OLD.meeting_id AND state = 'approved')`,
  ),
  refuse(
    'participants_approved_no_insert',
    'INSERT',
    'participants',
    'attendance of approved minutes never changes',
    `EXISTS (SELECT 1 FROM minutes WHERE meeting_id = NEW.meeting_id AND state = 'approved')`,
  ),
  refuse(
    'files_one_parent',
    'INSERT',
    'files',
    'a file belongs to one meeting, one document or one task',
    '(NEW.meeting_id IS NOT NULL) + (NEW.document_id IS NOT NULL) + (NEW.task_id IS NOT NULL) <> 1',
  ),
  refuse(
    'files_adopted_no_insert',
    'INSERT',
    'files',
    'files of an adopted document never change',
    'EXISTS (SELECT 1 FROM documents WHERE id = NEW.document_id AND adopted_at IS NOT NULL)',
  ),
  ...(['UPDATE', 'DELETE'] as const).map((event) =>
    refuse(
      `files_adopted_no_${event.toLowerCase()}`,
      event,
      'files',
      'files of an adopted document never change',
      // What was in the trash before may still go.
      `OLD.removed_at IS NULL AND EXISTS (SELECT 1 FROM documents WHERE id = OLD.document_id AND adopted_at IS NOT NULL)`,
    ),
  ),
];

function refuse(
  name: string,
  event: 'INSERT' | 'UPDATE' | 'DELETE',
  table: string,
  reason: string,
  when = '1',
) {
  return {
    name,
    sql: `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} WHEN ${when}
          BEGIN SELECT RAISE(ABORT, '${reason}'); END;`,
  };
}
