/**
 * Triggers of the search. Whatever code changes something that can be found, the change is written down with it
 * (`search_changes`) and read soon after. What may change *who* finds something takes it out of the index at once:
 * words may be late, rights may not. Laid anew at each start, as the guards are.
 */
import type { SearchKind, SearchOwner } from './values';

type Trigger = { name: string; sql: string };

/** Which objects something concerns: what stands behind a SELECT. */
type Concerned = { kind: SearchKind; ids: string };

const noted = ({ kind, ids }: Concerned) => `INSERT INTO search_changes (kind, object_id) SELECT '${kind}', ${ids};`;
const hidden = ({ kind, ids }: Concerned) =>
  `DELETE FROM search_entries WHERE kind = '${kind}' AND object_id IN (SELECT ${ids});`;
const hiddenWith = (owner: SearchOwner, ids: string) =>
  `DELETE FROM search_entries WHERE owner_kind = '${owner}' AND owner_id IN (SELECT ${ids});`;

const trigger = (name: string, on: string, ...steps: string[]): Trigger => ({
  name: `search_${name}`,
  sql: `CREATE TRIGGER search_${name} AFTER ${on} BEGIN ${steps.join(' ')} END;`,
});

// What hangs together

const documentAndMore = (id: string): Concerned[] => [
  { kind: 'document', ids: `id FROM documents WHERE id = ${id}` },
  { kind: 'comment', ids: `comments.id FROM comments JOIN documents ON documents.text_id = comments.text_id WHERE documents.id = ${id}` },
  { kind: 'file', ids: `id FROM files WHERE document_id = ${id}` },
];
const minutesAndMore = (id: string): Concerned[] => [
  { kind: 'minutes', ids: `id FROM minutes WHERE id = ${id}` },
  { kind: 'comment', ids: `comments.id FROM comments JOIN minutes ON minutes.text_id = comments.text_id WHERE minutes.id = ${id}` },
];
const meetingAndMore = (id: string): Concerned[] => [
  { kind: 'meeting', ids: `id FROM meetings WHERE id = ${id}` },
  { kind: 'file', ids: `id FROM files WHERE meeting_id = ${id}` },
];
const taskAndMore = (condition: string): Concerned[] => [
  { kind: 'task', ids: `id FROM tasks WHERE ${condition}` },
  { kind: 'comment', ids: `task_comments.id FROM task_comments JOIN tasks ON tasks.id = task_comments.task_id WHERE tasks.${condition}` },
  { kind: 'file', ids: `files.id FROM files JOIN tasks ON tasks.id = files.task_id WHERE tasks.${condition}` },
];

const documentOfText = (text: string) => `(SELECT id FROM documents WHERE text_id = ${text})`;
const minutesOfText = (text: string) => `(SELECT id FROM minutes WHERE text_id = ${text})`;
const textAndMore = (text: string): Concerned[] => [
  ...documentAndMore(documentOfText(text)),
  ...minutesAndMore(minutesOfText(text)),
];
const textHidden = (text: string): string[] => [
  hiddenWith('document', documentOfText(text)),
  hiddenWith('minutes', minutesOfText(text)),
];
const textOfReview = (review: string) => `(SELECT text_id FROM reviews WHERE id = ${review})`;

// Words

/** The tables whose rows can be found, or are part of what can be found: by which column of theirs. */
const sources: readonly { table: string; kind: SearchKind; id?: string; columns?: string }[] = [
  { table: 'groups', kind: 'group' },
  { table: 'people', kind: 'person', columns: 'name, disabled_at' },
  { table: 'organisations', kind: 'organisation' },
  { table: 'meetings', kind: 'meeting' },
  { table: 'agenda_items', kind: 'meeting', id: 'meeting_id' },
  { table: 'minutes', kind: 'minutes' },
  { table: 'corrections', kind: 'minutes', id: 'minutes_id' },
  { table: 'decisions', kind: 'decision' },
  { table: 'documents', kind: 'document' },
  { table: 'document_labels', kind: 'document', id: 'document_id' },
  { table: 'comments', kind: 'comment' },
  { table: 'task_comments', kind: 'comment' },
  { table: 'tasks', kind: 'task' },
  { table: 'task_steps', kind: 'task', id: 'task_id' },
  { table: 'files', kind: 'file' },
];

const words: Trigger[] = sources.flatMap(({ table, kind, id = 'id', columns }) =>
  (['INSERT', 'UPDATE', 'DELETE'] as const).map((event) => {
    const of = event === 'UPDATE' && columns ? ` OF ${columns}` : '';
    const concerned = { kind, ids: `${event === 'DELETE' ? 'OLD' : 'NEW'}.${id}` };
    const gone = event === 'DELETE' && id === 'id' ? [hidden(concerned)] : [];
    return trigger(`${table}_${event.toLowerCase()}`, `${event}${of} ON ${table}`, noted(concerned), ...gone);
  }),
);

/** Something else is shown under the name of what changes, or lies where it lies. */
const followers: Trigger[] = [
  trigger(
    'of_meeting',
    'UPDATE OF starts_at ON meetings',
    noted({ kind: 'minutes', ids: 'id FROM minutes WHERE meeting_id = NEW.id' }),
    noted({ kind: 'decision', ids: 'decisions.id FROM decisions JOIN minutes ON minutes.id = decisions.minutes_id WHERE minutes.meeting_id = NEW.id' }),
  ),
  trigger('of_document', 'UPDATE OF title ON documents', ...documentAndMore('NEW.id').map(noted)),
  trigger('of_task', 'UPDATE OF what ON tasks', ...taskAndMore('id = NEW.id').map(noted)),
  trigger('of_group', 'UPDATE OF abbreviation ON groups', noted({ kind: 'decision', ids: 'id FROM decisions WHERE group_id = NEW.id' })),
  trigger('of_field', 'UPDATE OF name ON fields', noted({ kind: 'group', ids: 'id FROM groups WHERE field_id = NEW.id' })),
  trigger(
    'of_file',
    'INSERT ON file_texts',
    noted({ kind: 'file', ids: 'id FROM files WHERE sha256 = NEW.sha256' }),
  ),
];

// Rights

/** A column of a row that somebody's right to read hangs on: when it becomes another, and when the row goes. */
const rightsOf = (name: string, table: string, columns: readonly string[], steps: (row: 'OLD' | 'NEW') => string[]): Trigger[] => [
  trigger(
    `rights_${name}_update`,
    `UPDATE OF ${columns.join(', ')} ON ${table} WHEN ${columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}`,
    ...steps('OLD'),
    ...steps('NEW'),
  ),
  trigger(`rights_${name}_delete`, `DELETE ON ${table}`, ...steps('OLD')),
];

/** A row that only ever lets more people read. */
const opened = (name: string, table: string, ...concerned: Concerned[]): Trigger =>
  trigger(`rights_${name}_insert`, `INSERT ON ${table}`, ...concerned.map(noted));

const documentChanged = (id: string) => [hiddenWith('document', id), ...documentAndMore(id).map(noted)];

const documentRights = ['state', 'visibility', 'group_id', 'text_id', 'adopted_at', 'adopted_version_id', 'published_at', 'trashed_at'];
const settledMinutes = (row: string) => `(SELECT id FROM minutes WHERE meeting_id = ${row}.meeting_id AND state <> 'draft')`;

const rights: Trigger[] = [
  ...rightsOf('documents', 'documents', documentRights, (row) => documentChanged(`${row}.id`)),
  ...rightsOf('shares', 'document_shares', ['document_id', 'organisation_id', 'person_id'], (row) => documentChanged(`${row}.document_id`)),
  opened('shares', 'document_shares', ...documentAndMore('NEW.document_id')),
  ...rightsOf('reviews', 'reviews', ['text_id', 'version_id', 'state'], (row) => [
    ...textHidden(`${row}.text_id`),
    ...textAndMore(`${row}.text_id`).map(noted),
  ]),
  opened('reviews', 'reviews', ...textAndMore('NEW.text_id')),
  ...rightsOf('invitations', 'review_invitations', ['review_id', 'organisation_id'], (row) => [
    ...textHidden(textOfReview(`${row}.review_id`)),
    ...textAndMore(textOfReview(`${row}.review_id`)).map(noted),
  ]),
  opened('invitations', 'review_invitations', ...textAndMore(textOfReview('NEW.review_id'))),
  // Tasks that come from minutes are for those inside alone as long as these are a draft.
  ...rightsOf('minutes', 'minutes', ['state', 'group_id', 'meeting_id', 'text_id', 'approved_version_id'], (row) => [
    hiddenWith('minutes', `${row}.id`),
    hiddenWith('task', `id FROM tasks WHERE minutes_id = ${row}.id`),
    ...minutesAndMore(`${row}.id`).map(noted),
    ...taskAndMore(`minutes_id = ${row}.id`).map(noted),
  ]),
  ...rightsOf('participants', 'participants', ['meeting_id', 'person_id', 'invited'], (row) => [
    hiddenWith('meeting', `${row}.meeting_id`),
    ...meetingAndMore(`${row}.meeting_id`).map(noted),
  ]),
  opened('participants', 'participants', ...meetingAndMore('NEW.meeting_id'), ...minutesAndMore(settledMinutes('NEW'))),
  ...rightsOf('attendance', 'participants', ['meeting_id', 'person_id', 'presence'], (row) => [
    hiddenWith('minutes', settledMinutes(row)),
    ...minutesAndMore(settledMinutes(row)).map(noted),
  ]),
  ...rightsOf('agenda', 'agenda_items', ['meeting_id', 'internal', 'state'], (row) => [
    hidden({ kind: 'meeting', ids: `${row}.meeting_id` }),
    noted({ kind: 'meeting', ids: `${row}.meeting_id` }),
  ]),
  ...rightsOf(
    'tasks',
    'tasks',
    ['group_id', 'internal', 'minutes_id', 'assignee_person_id', 'assignee_organisation_id'],
    (row) => [hiddenWith('task', `${row}.id`), ...taskAndMore(`id = ${row}.id`).map(noted)],
  ),
  ...(
    [
      ['comments', 'comment', ['text_id', 'version_id', 'internal']],
      ['decisions', 'decision', ['group_id', 'number', 'internal']],
      ['files', 'file', ['meeting_id', 'document_id', 'task_id', 'inline', 'removed_at']],
      ['groups', 'group', ['listed', 'archived_at']],
      ['people', 'person', ['office', 'disabled_at']],
      ['organisations', 'organisation', ['published', 'archived_at']],
    ] as const
  ).flatMap(([table, kind, columns]) => rightsOf(table, table, columns, (row) => [hidden({ kind, ids: `${row}.id` })])),
  ...rightsOf('memberships', 'memberships', ['group_id', 'person_id', 'role', 'starts_at', 'ends_at'], (row) => [
    hidden({ kind: 'person', ids: `${row}.person_id` }),
    noted({ kind: 'person', ids: `${row}.person_id` }),
  ]),
  opened('memberships', 'memberships', { kind: 'person', ids: 'NEW.person_id' }),
];

// The index itself

const indexing: Trigger[] = [
  trigger('entries_left', 'DELETE ON search_entries', 'DELETE FROM search_index WHERE rowid = -OLD.id;'),
  trigger('words_entered', 'INSERT ON search_words', 'INSERT INTO search_parts (rowid, word) VALUES (NEW.id, NEW.word);'),
  trigger(
    'words_left',
    'DELETE ON search_words',
    `INSERT INTO search_parts (search_parts, rowid, word) VALUES ('delete', OLD.id, OLD.word);`,
  ),
];

export const searchTriggers: readonly Trigger[] = [...words, ...followers, ...rights, ...indexing];
