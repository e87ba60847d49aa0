import { choice, flag, id, index, moment, number, part, ref, table, words } from '../columns.server';
import { fileKinds } from '../values';
import { documents } from './documents';
import { meetings } from './meetings';
import { people } from './people';
import { tasks } from './tasks';

/**
 * Attachments, and images in a text. Their content lies on disk under its hash, once however many rows
 * name it. Each belongs to one meeting, one document or one task (a guard holds that).
 */
export const files = table(
  'files',
  {
    id: id<'file'>(),
    meetingId: part<'meeting'>(() => meetings.id),
    documentId: part<'document'>(() => documents.id),
    taskId: part<'task'>(() => tasks.id),
    name: words().notNull(),
    kind: choice(fileKinds).notNull(),
    /** In bytes. */
    size: number().notNull(),
    sha256: words().notNull(),
    /** Of images, in pixels as they are shown. */
    width: number(),
    height: number(),
    /** An image in the text, not an attachment beside it. */
    inline: flag().notNull().default(false),
    uploadedBy: ref<'person'>(() => people.id).notNull(),
    uploadedAt: moment().notNull(),
    /** In the trash since; deleted once it has been there for its time. */
    removedAt: moment(),
  },
  (t) => [
    index('files_meeting').on(t.meetingId),
    index('files_document').on(t.documentId),
    index('files_task').on(t.taskId),
    index('files_content').on(t.sha256),
  ],
);
