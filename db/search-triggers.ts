/**
 * Triggers of the search: whatever code changes something that can be found, the change is written down with it
 * (`search_changes`), and words that are written down are indexed. Laid anew at each start, as the guards are.
 */
import type { SearchKind } from './values';

type Trigger = { name: string; sql: string };

/** The tables whose rows can be found, or are part of what can be found: by which column of theirs. */
const sources: readonly { table: string; kind: SearchKind; id?: string; columns?: string }[] = [
  { table: 'groups', kind: 'group' },
  { table: 'people', kind: 'person', columns: 'name' },
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

const noted = (kind: SearchKind, from: string) => `INSERT INTO search_changes (kind, object_id) SELECT '${kind}', ${from};`;

const marks: Trigger[] = sources.flatMap(({ table, kind, id = 'id', columns }) =>
  (['INSERT', 'UPDATE', 'DELETE'] as const).map((event) => {
    const name = `search_${table}_${event.toLowerCase()}`;
    const of = event === 'UPDATE' && columns ? ` OF ${columns}` : '';
    const row = event === 'DELETE' ? 'OLD' : 'NEW';
    return { name, sql: `CREATE TRIGGER ${name} AFTER ${event}${of} ON ${table} BEGIN ${noted(kind, `${row}.${id}`)} END;` };
  }),
);

/** Something else is shown under the name of what changes, or lies where it lies. */
const follow = (name: string, event: string, ...changes: string[]): Trigger => ({
  name,
  sql: `CREATE TRIGGER ${name} AFTER UPDATE OF ${event} BEGIN ${changes.join(' ')} END;`,
});

const followers: Trigger[] = [
  follow('search_minutes_of_meeting', 'starts_at ON meetings', noted('minutes', 'id FROM minutes WHERE meeting_id = NEW.id')),
  follow(
    'search_of_document',
    'group_id, title ON documents',
    noted('comment', 'id FROM comments WHERE text_id = NEW.text_id'),
    noted('file', 'id FROM files WHERE document_id = NEW.id'),
  ),
  follow(
    'search_of_task',
    'what ON tasks',
    noted('comment', 'id FROM task_comments WHERE task_id = NEW.id'),
    noted('file', 'id FROM files WHERE task_id = NEW.id'),
  ),
];

const entered = `INSERT INTO search_index (rowid, title_terms, body_terms) VALUES (NEW.id, NEW.title_terms, NEW.body_terms);`;
const left = `INSERT INTO search_index (search_index, rowid, title_terms, body_terms)
              VALUES ('delete', OLD.id, OLD.title_terms, OLD.body_terms);`;
const wordEntered = `INSERT INTO search_parts (rowid, word) VALUES (NEW.id, NEW.word);`;
const wordLeft = `INSERT INTO search_parts (search_parts, rowid, word) VALUES ('delete', OLD.id, OLD.word);`;

const upkeep = (name: string, on: string, body: string): Trigger => ({
  name,
  sql: `CREATE TRIGGER ${name} AFTER ${on} BEGIN ${body} END;`,
});

const indexing: Trigger[] = [
  upkeep('search_entries_entered', 'INSERT ON search_entries', entered),
  upkeep('search_entries_left', 'DELETE ON search_entries', left),
  upkeep('search_entries_changed', 'UPDATE OF title_terms, body_terms ON search_entries', `${left} ${entered}`),
  upkeep('search_words_entered', 'INSERT ON search_words', wordEntered),
  upkeep('search_words_left', 'DELETE ON search_words', wordLeft),
];

export const searchTriggers: readonly Trigger[] = [...marks, ...followers, ...indexing];
