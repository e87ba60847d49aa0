/** Files of a meeting, a document or a task: what pages and commands call them. Runs anywhere. */
import type { DocumentId, FileId, FileKind, Language, MeetingId, TaskId } from '~db/values';

/** What a file belongs to; its rights are those of its parent. */
export type Parent = { kind: 'meeting'; id: MeetingId } | { kind: 'document'; id: DocumentId } | { kind: 'task'; id: TaskId };

export type Attachment = {
  id: FileId;
  name: string;
  kind: FileKind;
  size: number;
  uploadedAt: Date;
  by: string;
};

/** The attachments of a parent, as somebody may see and change them. */
export type Attachments = {
  files: Attachment[];
  /** Taken away, and can be taken back until `goneAt`; for those who may. */
  removed: { id: FileId; name: string; goneAt: Date }[];
  mayAdd: boolean;
  mayRemove: boolean;
};

/** "1,2 MB", "340 kB". */
export function formatSize(bytes: number, language: Language): string {
  const [unit, factor] = bytes < 999_500 ? (['kilobyte', 1000] as const) : (['megabyte', 1_000_000] as const);
  const amount = Math.max(bytes / factor, 0.1);
  const digits = amount < 10 && unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(
    unit === 'kilobyte' ? Math.max(1, amount) : amount,
  );
}
