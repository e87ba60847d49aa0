/**
 * What a file is, told from its content; its name only has to agree. What could run on the machine of
 * whoever opens it is refused, and so is whatever is not known: each with a sentence of its own.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { FileKind } from '~db/values';
import { Rejected } from '../errors';
import { readAt } from './bytes.server';
import { type Dimensions, dimensionsOf } from './dimensions.server';
import { endingOf, kinds } from './kinds';
import { zipContents } from './zip.server';

export type Examined = {
  kind: FileKind;
  /** As it is kept and shown: without a path, with the ending of what it is. */
  name: string;
  /** Of images. */
  dimensions: Dimensions | null;
};

/** Larger images are beyond what a phone can show; their files may still be small. */
const mostPixels = 100_000_000;
/** What a document becomes when it is opened; more is an attack, or nothing anybody could open. */
const mostUnpacked = 2 ** 30;
const headLength = 4096;

/**
 * @param path where its content lies
 * @param given what it was called by whoever sent it
 * @throws Rejected `fileEmpty`, `fileBroken`, `fileNamedWrong`, `file…` for each kind that is not taken
 */
export async function examine(path: string, given: string): Promise<Examined> {
  const name = cleanName(given);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw refused('Empty', name);
    const head = await readAt(file, 0, headLength);
    const kind = await kindOf(file, size, head, name);
    const dimensions = kinds[kind].image ? await sizeOf(kind as 'png', file, head, name) : null;
    return { kind, name: agreed(name, kind), dimensions };
  } finally {
    await file.close();
  }
}

const refused = (why: string, name: string, values: Record<string, string> = {}) =>
  new Rejected(`file${why}`, { name, ...values }, 'file');

const longestName = 150;

/** Without folders, without signs that hide what it is called, not longer than can be read. */
function cleanName(given: string): string {
  const name = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    // Control signs, and those that turn the direction of writing: "gnp.exe" must not look like "exe.png".
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const ending = endingOf(name);
  const rest = ending ? name.slice(0, -ending.length - 1) : name;
  const short = [...rest].slice(0, longestName).join('').trim() || 'file';
  return ending ? `${short}.${name.slice(-ending.length)}` : short;
}

/** The name with the ending of what it is; one that says something else is refused. */
function agreed(name: string, kind: FileKind): string {
  const ending = endingOf(name);
  if (kinds[kind].endings.includes(ending)) return name;
  const right = kinds[kind].endings[0];
  if (ending) throw refused('NamedWrong', name, { ending, kind, right: `${name.slice(0, -ending.length)}${right}` });
  return `${name}.${right}`;
}

const startsWith = (head: Buffer, ...signature: number[]) => signature.every((byte, index) => head[index] === byte);
const word = (head: Buffer, at: number, length: number) => head.toString('latin1', at, at + length);

async function kindOf(file: FileHandle, size: number, head: Buffer, name: string): Promise<FileKind> {
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (/^GIF8[79]a/.test(word(head, 0, 6))) return 'gif';
  if (word(head, 0, 4) === 'RIFF' && word(head, 8, 4) === 'WEBP') return 'webp';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return officeKind(file, size, head, name);
  if (isProgram(head, name)) throw refused('Program', name);
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw refused('OldOffice', name);
  if (isArchive(head)) throw refused('Archive', name);
  if (isOtherImage(head)) throw refused('OtherImage', name);
  // A PDF may begin with a few bytes of something else.
  if (word(head, 0, 1024).includes('%PDF-')) return 'pdf';
  return textKind(file, head, name);
}

const isProgram = (head: Buffer, name: string): boolean =>
  word(head, 0, 2) === 'MZ' ||
  word(head, 0, 2) === '#!' ||
  word(head, 1, 3) === 'ELF' ||
  word(head, 0, 4) === '\0asm' ||
  [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(head.length < 4 ? 0 : head.readUInt32BE(0)) ||
  startsWith(head, 0x4c, 0, 0, 0, 0x01, 0x14, 0x02) ||
  programEndings.has(endingOf(name));

/** Of text that machines run, told by the ending alone. */
const programEndings = new Set(
  'bat cmd ps psm vbs vbe js jse mjs wsf wsh hta scr com exe msi reg sh py pl rb php jar lnk url inf app command'.split(' '),
);

const isArchive = (head: Buffer): boolean =>
  startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
  startsWith(head, 0x1f, 0x8b) ||
  startsWith(head, 0xfd, 0x37, 0x7a, 0x58) ||
  /^(Rar!|BZh|PK\x05\x06)/.test(word(head, 0, 4));

/** HEIC and AVIF of phones, TIFF of scanners. */
const isOtherImage = (head: Buffer): boolean =>
  (word(head, 4, 4) === 'ftyp' && /^(hei|hev|mif|msf|avi)/.test(word(head, 8, 3))) ||
  /^(II\*\0|MM\0\*)/.test(word(head, 0, 4));

const macros = /(^|\/)vba(Project\.bin|Data\.xml)$|^xl\/(macrosheets|intlmacrosheets|dialogsheets)\//i;
const odfMacros = /^(Scripts\/.|Basic\/(?!script-l[bc]\.xml$|Standard\/script-l[bc]\.xml$).*[^/]$)/i;

async function officeKind(file: FileHandle, size: number, head: Buffer, name: string): Promise<FileKind> {
  const contents = await zipContents(file, size);
  if (!contents) throw refused('Broken', name);
  const { names, unpacked } = contents;
  if (unpacked > mostUnpacked) throw refused('Bomb', name);
  if (names.some((entry) => macros.test(entry) || odfMacros.test(entry))) throw refused('Macros', name);
  const has = (shape: RegExp) => names.some((entry) => shape.test(entry));
  if (has(/^\[Content_Types\]\.xml$/)) {
    if (has(/^word\/document\d*\.xml$/)) return 'docx';
    if (has(/^xl\/workbook\.xml$/)) return 'xlsx';
    if (has(/^ppt\/presentation\.xml$/)) return 'pptx';
  }
  const found = odfKinds[odfType(head)];
  if (found && has(/^content\.xml$/)) return found;
  throw refused('Archive', name);
}

/** ODF says what it is in its first entry, which is not compressed. */
function odfType(head: Buffer): string {
  if (head.length < 38 || word(head, 30, 8) !== 'mimetype') return '';
  const start = 38 + head.readUInt16LE(28);
  return word(head, start, head.readUInt32LE(18));
}

const odfKinds: Record<string, FileKind | undefined> = Object.fromEntries(
  (['odt', 'ods', 'odp'] as const).map((kind) => [kinds[kind].mediaType, kind]),
);

const textKinds = ['txt', 'csv', 'md'] as const satisfies readonly FileKind[];
const pages = /^\s*(?:<!--[^]*?-->\s*)*<(!doctype\s+html|html|head|body|script|iframe|meta|style|object|embed)\b/i;
const drawings = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(\w+:)?svg\b/i;

async function textKind(file: FileHandle, head: Buffer, name: string): Promise<FileKind> {
  const beginning = new TextDecoder().decode(head);
  if (drawings.test(beginning)) throw refused('Svg', name);
  if (pages.test(beginning)) throw refused('Html', name);
  if (!(await isText(file))) throw refused('Unknown', name);
  const ending = endingOf(name);
  const kind = textKinds.find((one) => kinds[one].endings.includes(ending));
  if (kind) return kind;
  const claimed = ending === '' || Object.values(kinds).some(({ endings }) => endings.includes(ending));
  // Of other texts (programs, settings, mails …) nobody can say what they would do where they are opened.
  if (!claimed) throw refused('Unknown', name);
  return 'txt';
}

const control = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

/** Whether all of it is text: UTF-8, or what tables from German office programs are still written in. */
async function isText(file: FileHandle): Promise<boolean> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let wellFormed = true;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    const bytes = chunk as Buffer;
    if (control.test(bytes.toString('latin1'))) return false;
    try {
      if (wellFormed) utf8.decode(bytes, { stream: true });
    } catch {
      wellFormed = false;
    }
    if (!wellFormed && !isWindows1252(bytes)) return false;
  }
  return true;
}

/** The five places that Windows-1252 leaves empty. */
const isWindows1252 = (bytes: Buffer) => !bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));

async function sizeOf(kind: 'png' | 'jpeg' | 'gif' | 'webp', file: FileHandle, head: Buffer, name: string) {
  const dimensions = await dimensionsOf(kind, file, head);
  if (!dimensions) throw refused('Broken', name);
  if (dimensions.width * dimensions.height > mostPixels) throw refused('ManyPixels', name);
  return dimensions;
}
