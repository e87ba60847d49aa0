/** The kinds of file the portal takes, and what is said about each. Runs anywhere. */
import type { FileKind } from '~db/values';

type Facts = {
  mediaType: string;
  /** Endings of its name; the first is given where there is none. */
  endings: readonly [string, ...string[]];
  /** Shown in a page or a tab; all others are only handed out to be saved. */
  shown: boolean;
  image: boolean;
};

const ooxml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';
const saved = { shown: false, image: false };
const picture = { shown: true, image: true };

export const kinds: Record<FileKind, Facts> = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'], shown: true, image: false },
  png: { mediaType: 'image/png', endings: ['png'], ...picture },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg', 'jfif'], ...picture },
  gif: { mediaType: 'image/gif', endings: ['gif'], ...picture },
  webp: { mediaType: 'image/webp', endings: ['webp'], ...picture },
  docx: { mediaType: `${ooxml}.wordprocessingml.document`, endings: ['docx'], ...saved },
  xlsx: { mediaType: `${ooxml}.spreadsheetml.sheet`, endings: ['xlsx'], ...saved },
  pptx: { mediaType: `${ooxml}.presentationml.presentation`, endings: ['pptx'], ...saved },
  odt: { mediaType: `${odf}.text`, endings: ['odt'], ...saved },
  ods: { mediaType: `${odf}.spreadsheet`, endings: ['ods'], ...saved },
  odp: { mediaType: `${odf}.presentation`, endings: ['odp'], ...saved },
  txt: { mediaType: 'text/plain', endings: ['txt'], ...saved },
  csv: { mediaType: 'text/csv', endings: ['csv'], ...saved },
  md: { mediaType: 'text/markdown', endings: ['md', 'markdown'], ...saved },
};

/** No single file is larger, in bytes. */
export const largestFile = 50 * 2 ** 20;

/** What `<input type="file" accept>` offers. */
export const acceptedFiles: string = Object.values(kinds)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',');

/** The ending of a file's name in small letters; "Satzung v2.1" has none. */
export const endingOf = (name: string): string => /\.([a-z][a-z0-9]{0,9})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
