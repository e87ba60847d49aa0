/** How a DOCX looks: its styles, lists and settings. Calm, as the PDF; in a font that every office has. Runs anywhere. */
import { element, xmlFile } from '~/services/export/xml';
import type { Sheet } from './sheet';

const ns = { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' };

/** Millimetres as Word counts: twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

const w = (name: string, value?: string | number, content = ''): string =>
  element(`w:${name}`, value === undefined ? {} : { 'w:val': value }, content);

const spacing = (before: number, after: number, line?: number): string =>
  element('w:spacing', { 'w:before': before * 20, 'w:after': after * 20, 'w:line': line, 'w:lineRule': line ? 'auto' : undefined });
/** @param points in halves, as Word counts */
const size = (points: number): string => w('sz', points * 2) + w('szCs', points * 2);
const muted = w('color', '4B5563');
const accent = w('color', '171A6E');
const edge = (side: string, width: number, color: string, space = 6): string =>
  element(`w:${side}`, { 'w:val': 'single', 'w:sz': width, 'w:space': space, 'w:color': color });
const borders = (...edges: string[]): string => w('pBdr', undefined, edges.join(''));
const box = (color: string): string => borders(...['top', 'left', 'bottom', 'right'].map((side) => edge(side, 8, color)));
const fill = (color: string): string => element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': color });
const indent = (left: number, right = 0): string => element('w:ind', { 'w:left': twips(left), 'w:right': twips(right) });
const tab = (at: number, kind: string): string => w('tabs', undefined, element('w:tab', { 'w:val': kind, 'w:pos': twips(at) }));

type Look = { name: string; paragraph?: string; run?: string; next?: string; basedOn?: string };

/** Paragraphs; the order of their properties is that of the schema. */
const paragraphs = {
  Title: { name: 'Title', paragraph: w('keepNext') + spacing(0, 10), run: w('b') + size(22), next: 'Normal' },
  Heading1: { name: 'heading 1', paragraph: w('keepNext') + w('keepLines') + spacing(20, 6) + w('outlineLvl', 0), run: w('b') + size(14), next: 'Normal' },
  Heading2: { name: 'heading 2', paragraph: w('keepNext') + w('keepLines') + spacing(14, 5) + w('outlineLvl', 1), run: w('b') + size(12), next: 'Normal' },
  Heading3: { name: 'heading 3', paragraph: w('keepNext') + w('keepLines') + spacing(12, 4) + w('outlineLvl', 2), run: w('b'), next: 'Normal' },
  DocumentHead: { name: 'Document Head', paragraph: tab(36, 'left') + spacing(0, 3) + element('w:ind', { 'w:left': twips(36), 'w:hanging': twips(36) }), run: size(9.5) },
  ListParagraph: { name: 'List Paragraph', paragraph: spacing(0, 4, 276) },
  Quote: { name: 'Quote', paragraph: borders(edge('left', 12, 'C2C8D3', 8)) + spacing(8, 8, 276) + indent(5), run: w('i') },
  CalloutNote: { name: 'Callout Note', paragraph: borders(edge('left', 24, '171A6E', 8)) + fill('EEF3FA') + spacing(0, 0, 276) + indent(4, 2) },
  CalloutImportant: { name: 'Callout Important', paragraph: borders(edge('left', 24, 'B45309', 8)) + fill('FDF4E7') + spacing(0, 0, 276) + indent(4, 2) },
  Decision: { name: 'Decision', paragraph: w('keepLines') + box('171A6E') + spacing(0, 0, 276) + indent(3, 3) },
  ActionItem: { name: 'Action Item', paragraph: w('keepLines') + borders(edge('left', 12, '171A6E', 8)) + spacing(0, 0, 276) + indent(3) },
  InternalName: { name: 'Internal Passage', paragraph: spacing(8, 3), run: muted + size(9) },
  TableText: { name: 'Table Text', paragraph: spacing(2, 2), run: size(9.5) },
  TableHeading: { name: 'Table Heading', paragraph: spacing(2, 2), run: w('b') + size(9.5) },
  Image: { name: 'Image', paragraph: w('keepNext') + spacing(8, 4) },
  ImageText: { name: 'Image Text', paragraph: borders(...['top', 'left', 'bottom', 'right'].map((side) => edge(side, 4, 'C2C8D3'))) + spacing(8, 8), run: muted },
  Caption: { name: 'caption', paragraph: spacing(0, 10), run: muted + size(9) },
  HorizontalRule: { name: 'Horizontal Rule', paragraph: borders(edge('bottom', 4, 'C2C8D3', 1)) + spacing(6, 12) },
  Gap: { name: 'Gap', paragraph: spacing(0, 0) + element('w:jc', { 'w:val': 'left' }), run: size(6) },
  Seal: { name: 'Seal', paragraph: spacing(10, 0), run: muted + size(8.5) },
  Header: { name: 'header', paragraph: borders(edge('bottom', 4, 'C2C8D3', 4)) + tab(160, 'right'), run: muted + size(8.5) },
  Footer: { name: 'footer', paragraph: borders(edge('top', 4, 'C2C8D3', 4)) + tab(160, 'right'), run: muted + size(8.5) },
  FootnoteText: { name: 'footnote text', paragraph: spacing(0, 2), run: size(8.5) },
  CommentText: { name: 'annotation text', run: size(10) },
} satisfies Record<string, Look>;

const characters = {
  Hyperlink: { name: 'Hyperlink', run: w('color', '1F4B99') + w('u', 'single') },
  FootnoteReference: { name: 'footnote reference', run: w('vertAlign', 'superscript') },
  CommentReference: { name: 'annotation reference', run: size(8) },
  Label: { name: 'Label', run: w('b', '0') + muted },
  Kind: { name: 'Kind', run: w('b') + accent + size(9) },
  Term: { name: 'Term', run: muted },
} satisfies Record<string, Look>;

export type StyleId = keyof typeof paragraphs;

/** Styles that Word itself knows by these names. */
const wellKnown = /^(Title|heading \d|List Paragraph|Quote|caption|header|footer|footnote text|annotation text|Hyperlink|footnote reference|annotation reference)$/;

function style(type: 'paragraph' | 'character', id: string, { name, paragraph = '', run = '', next }: Look): string {
  return element(
    'w:style',
    { 'w:type': type, 'w:styleId': id, 'w:customStyle': wellKnown.test(name) ? undefined : 1 },
    w('name', name) +
      (type === 'paragraph' ? w('basedOn', 'Normal') : '') +
      (next ? w('next', next) : '') +
      w('qFormat') +
      (paragraph && w('pPr', undefined, paragraph)) +
      (run && w('rPr', undefined, run)),
  );
}

export function docxStyles({ language }: Pick<Sheet, 'language'>): string {
  const font = { 'w:ascii': 'Arial', 'w:hAnsi': 'Arial', 'w:cs': 'Arial', 'w:eastAsia': 'Arial' };
  const tag = language === 'de' ? 'de-DE' : 'en-GB';
  const defaults = w(
    'docDefaults',
    undefined,
    w('rPrDefault', undefined, w('rPr', undefined, element('w:rFonts', font) + size(10.5) + element('w:lang', { 'w:val': tag, 'w:eastAsia': tag, 'w:bidi': 'ar-SA' }))) +
      w('pPrDefault', undefined, w('pPr', undefined, spacing(0, 7, 276))),
  );
  const normal = element('w:style', { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' }, w('name', 'Normal') + w('qFormat'));
  const line = (side: string) => element(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': 'C2C8D3' });
  const margin = (side: string) => element(`w:${side}`, { 'w:w': twips(2), 'w:type': 'dxa' });
  const table = element(
    'w:style',
    { 'w:type': 'table', 'w:styleId': 'PortalTable', 'w:customStyle': 1 },
    w('name', 'Portal Table') +
      w('tblPr', undefined, w('tblBorders', undefined, ['top', 'bottom', 'insideH'].map(line).join('')) + w('tblCellMar', undefined, ['left', 'right'].map(margin).join(''))),
  );
  return xmlFile(
    element(
      'w:styles',
      ns,
      defaults +
        normal +
        Object.entries<Look>(paragraphs).map(([id, look]) => style('paragraph', id, look)).join('') +
        Object.entries<Look>(characters).map(([id, look]) => style('character', id, look)).join('') +
        table,
    ),
  );
}

export const docxSettings = ({ language }: Pick<Sheet, 'language'>): string =>
  xmlFile(
    element(
      'w:settings',
      ns,
      element('w:zoom', { 'w:percent': 100 }) +
        w('autoHyphenation', 'true') +
        w('footnotePr', undefined, element('w:footnote', { 'w:id': -1 }) + element('w:footnote', { 'w:id': 0 })) +
        w('compat', undefined, element('w:compatSetting', { 'w:name': 'compatibilityMode', 'w:uri': 'http://schemas.microsoft.com/office/word', 'w:val': 15 })) +
        element('w:themeFontLang', { 'w:val': language === 'de' ? 'de-DE' : 'en-GB' }) +
        element('w:decimalSymbol', { 'w:val': language === 'de' ? ',' : '.' }) +
        element('w:listSeparator', { 'w:val': language === 'de' ? ';' : ',' }),
    ),
  );

const levels = Array.from({ length: 9 }, (_, level) => level);

const level = (number: number, format: string, text: string): string =>
  element(
    'w:lvl',
    { 'w:ilvl': number },
    w('start', 1) +
      w('numFmt', format) +
      w('lvlText', text) +
      w('lvlJc', 'left') +
      w('pPr', undefined, element('w:ind', { 'w:left': twips(7) * (number + 1), 'w:hanging': twips(7) })),
  );

/** @param lists each gets a number of its own, from 1, so that it counts by itself */
export function docxNumbering(lists: readonly { ordered: boolean; level: number; start: number }[]): string {
  const bullets = levels.map((n) => level(n, 'bullet', ['•', '–', '·'][n % 3]!)).join('');
  const numbers = levels.map((n) => level(n, 'decimal', `%${n + 1}.`)).join('');
  const kind = (id: number, content: string) =>
    element('w:abstractNum', { 'w:abstractNumId': id }, w('multiLevelType', 'hybridMultilevel') + content);
  const nums = lists.map(({ ordered, level: at, start }, index) =>
    element(
      'w:num',
      { 'w:numId': index + 1 },
      w('abstractNumId', ordered ? 1 : 0) + (ordered ? element('w:lvlOverride', { 'w:ilvl': at }, w('startOverride', start)) : ''),
    ),
  );
  return xmlFile(element('w:numbering', ns, kind(0, bullets) + kind(1, numbers) + nums.join('')));
}
