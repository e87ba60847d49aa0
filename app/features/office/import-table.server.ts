/**
 * Reads a list of people as spreadsheets and address books write it: CSV (RFC 4180), parted by
 * semicolon, comma or tab, in UTF-8, UTF-16 or Windows-1252.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { Rejected } from '~/services/errors';
import { transliterate } from '~/services/search-name';
import { importLimits } from './import';

/** A row as it stands in the list; what is missing is empty. */
export type ListRow = {
  /** As a spreadsheet counts, the heading included. */
  row: number;
  name: string;
  email: string;
  organisation: string;
  language: string;
  /** It has more cells than the heading: a separator stands inside a value. */
  overlong: boolean;
};

const columns = {
  name: ['name', 'vollername', 'vornamenachname', 'vorundnachname', 'fullname', 'person'],
  firstName: ['vorname', 'firstname', 'givenname'],
  lastName: ['nachname', 'familienname', 'lastname', 'surname', 'familyname'],
  email: ['email', 'emailadresse', 'mail', 'mailadresse', 'emailaddress'],
  organisation: ['organisation', 'organization', 'partnerorganisation', 'verband', 'einrichtung', 'company'],
  language: ['sprache', 'language'],
} as const;
type Column = keyof typeof columns;

/**
 * @param content the bytes of a file, or text that was pasted
 * @throws Rejected `importTooLarge`, `importNotText` (a spreadsheet file, not CSV), `importEmpty`,
 *   `importNoHeading` (no columns for name and e-mail), `importBroken` (a quote is never closed),
 *   `importTooManyRows`
 */
export function readList(content: Uint8Array | string): ListRow[] {
  const text = typeof content === 'string' ? content : decode(content);
  const [heading, ...records] = recordsOf(text);
  if (!heading) throw new Rejected('importEmpty');
  const places = placesOf(heading);
  const rows = records
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ cells, row }) => rowOf(cells, row, places, heading.length));
  if (rows.length === 0) throw new Rejected('importEmpty');
  if (rows.length > importLimits.rows) throw new Rejected('importTooManyRows', { maximum: importLimits.rows });
  return rows;
}

/** UTF-8 where the bytes are valid as such; else what German Windows programs write. */
function decode(bytes: Uint8Array): string {
  if (bytes.length > importLimits.bytes) throw tooLarge();
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  // A zero byte stands in no text; workbooks (.xlsx, .xls, .ods) are full of them.
  if (bytes.includes(0)) throw new Rejected('importNotText');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** More than is read in at once. */
export const tooLarge = () => new Rejected('importTooLarge', { maximum: importLimits.bytes / 1_000_000 });

function recordsOf(text: string): string[][] {
  if (text.length > importLimits.bytes) throw tooLarge();
  try {
    return parse(text.replace(/^\s+/, ''), {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Rejected('importBroken', { line: Number(error.lines) || 1 });
  }
}

/** The separator that stands most often in the heading. */
function separatorOf(text: string): string {
  const heading = text.trimStart().split(/\r?\n|\r/, 1)[0]!;
  const times = (separator: string) => heading.split(separator).length;
  return [';', ',', '\t'].reduce((best, separator) => (times(separator) > times(best) ? separator : best));
}

function placesOf(heading: string[]): Map<Column, number> {
  const names = heading.map((cell) => transliterate(cell).replace(/[^a-z]/g, ''));
  const places = new Map<Column, number>();
  for (const column of Object.keys(columns) as Column[]) {
    const place = names.findIndex((name) => (columns[column] as readonly string[]).includes(name));
    if (place >= 0) places.set(column, place);
  }
  // "Name; Vorname": where first names have a column of their own, "Name" is the family's.
  if (places.has('firstName') && !places.has('lastName') && places.has('name')) {
    places.set('lastName', places.get('name')!);
  }
  if (!places.has('email') || !(places.has('name') || places.has('lastName'))) throw new Rejected('importNoHeading');
  return places;
}

function rowOf(cells: string[], row: number, places: Map<Column, number>, width: number): ListRow {
  const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').replace(/\s+/g, ' ').trim();
  const parted = places.has('lastName') ? `${cell('firstName')} ${cell('lastName')}`.trim() : '';
  return {
    row,
    name: parted || cell('name'),
    email: cell('email'),
    organisation: cell('organisation'),
    language: cell('language'),
    overlong: cells.slice(width).some((extra) => extra !== ''),
  };
}
