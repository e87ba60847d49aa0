/**
 * Triggers: the last line of defence for what must never change, whatever code asks for it.
 * Laid anew at each start, after the migrations, so that they always are those of this version.
 */
export const guards: readonly { name: string; sql: string }[] = [
  refuse('audit_log_no_update', 'UPDATE', 'audit_log', 'the audit log is append-only'),
  refuse('audit_log_no_delete', 'DELETE', 'audit_log', 'the audit log is append-only'),
  refuse('versions_no_update', 'UPDATE', 'versions', 'a version never changes'),
  refuse('versions_no_delete', 'DELETE', 'versions', 'a version never changes'),
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
    'decisions_approved_no_update',
    'UPDATE',
    'decisions',
    'an approved decision never changes',
    'OLD.approved_at IS NOT NULL',
  ),
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
