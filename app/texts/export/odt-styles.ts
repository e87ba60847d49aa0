/** How an ODT looks: as the DOCX does. Runs anywhere. */
import { element, escapeXml, xmlFile } from '~/services/export/xml';
import type { Sheet } from './sheet';

const oasis = 'urn:oasis:names:tc:opendocument:xmlns:';

export const odtNamespaces = {
  'xmlns:office': `${oasis}office:1.0`,
  'xmlns:style': `${oasis}style:1.0`,
  'xmlns:text': `${oasis}text:1.0`,
  'xmlns:table': `${oasis}table:1.0`,
  'xmlns:draw': `${oasis}drawing:1.0`,
  'xmlns:fo': `${oasis}xsl-fo-compatible:1.0`,
  'xmlns:svg': `${oasis}svg-compatible:1.0`,
  'xmlns:meta': `${oasis}meta:1.0`,
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:loext': 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
};

type Properties = Record<string, string | number>;
type Look = { paragraph?: Properties; text?: Properties; tabs?: string };

const points = (value: number): string => `${value}pt`;
const room = (top: number, bottom: number): Properties => ({ 'fo:margin-top': points(top), 'fo:margin-bottom': points(bottom) });
const muted: Properties = { 'fo:color': '#4b5563' };
const bold: Properties = { 'fo:font-weight': 'bold' };
const size = (value: number): Properties => ({ 'fo:font-size': points(value) });
const left = (width: number, color: string): Properties => ({ 'fo:border-left': `${width}pt solid ${color}`, 'fo:padding-left': '8pt' });
const stays: Properties = { 'fo:keep-with-next': 'always' };
const tabAt = (at: number, type: string): string =>
  element('style:tab-stops', {}, element('style:tab-stop', { 'style:position': `${at}mm`, 'style:type': type }));

const paragraphs = {
  Text: { paragraph: room(0, 7) },
  Title: { paragraph: { ...room(0, 10), ...stays }, text: { ...bold, ...size(22) } },
  Heading1: { paragraph: { ...room(20, 6), ...stays }, text: { ...bold, ...size(14) } },
  Heading2: { paragraph: { ...room(14, 5), ...stays }, text: { ...bold, ...size(12) } },
  Heading3: { paragraph: { ...room(12, 4), ...stays }, text: bold },
  DocumentHead: { paragraph: { ...room(0, 3), 'fo:margin-left': '36mm', 'fo:text-indent': '-36mm' }, text: size(9.5), tabs: tabAt(0, 'left') },
  Quote: { paragraph: { ...room(8, 8), 'fo:margin-left': '5mm', ...left(1.5, '#c2c8d3') }, text: { 'fo:font-style': 'italic' } },
  CalloutNote: { paragraph: { ...room(0, 0), ...left(3, '#171a6e'), 'fo:background-color': '#eef3fa' } },
  CalloutImportant: { paragraph: { ...room(0, 0), ...left(3, '#b45309'), 'fo:background-color': '#fdf4e7' } },
  Decision: { paragraph: { ...room(0, 0), 'fo:border': '0.8pt solid #171a6e', 'fo:padding': '6pt', 'style:join-border': 'true' } },
  ActionItem: { paragraph: { ...room(0, 0), ...left(1.5, '#171a6e') } },
  InternalName: { paragraph: room(8, 3), text: { ...muted, ...size(9) } },
  TableText: { paragraph: room(2, 2), text: size(9.5) },
  TableHeading: { paragraph: room(2, 2), text: { ...bold, ...size(9.5) } },
  Image: { paragraph: { ...room(8, 4), ...stays } },
  ImageText: { paragraph: { ...room(8, 8), 'fo:border': '0.5pt solid #c2c8d3', 'fo:padding': '6pt' }, text: muted },
  Caption: { paragraph: room(0, 10), text: { ...muted, ...size(9) } },
  HorizontalRule: { paragraph: { ...room(6, 12), 'fo:border-bottom': '0.5pt solid #c2c8d3' } },
  Gap: { paragraph: room(0, 0), text: size(6) },
  Seal: { paragraph: room(10, 0), text: { ...muted, ...size(8.5) } },
  Header: { paragraph: { 'fo:border-bottom': '0.5pt solid #c2c8d3' }, text: { ...muted, ...size(8.5) }, tabs: tabAt(160, 'right') },
  Footer: { paragraph: { 'fo:border-top': '0.5pt solid #c2c8d3' }, text: { ...muted, ...size(8.5) }, tabs: tabAt(160, 'right') },
  FootnoteText: { paragraph: { ...room(0, 2), 'fo:margin-left': '4mm', 'fo:text-indent': '-4mm' }, text: size(8.5) },
} satisfies Record<string, Look>;

export type StyleName = keyof typeof paragraphs;

const characters: Record<string, Properties> = {
  Bold: bold,
  Italic: { 'fo:font-style': 'italic' },
  BoldItalic: { ...bold, 'fo:font-style': 'italic' },
  Label: { ...muted, 'fo:font-weight': 'normal' },
  Kind: { ...bold, ...size(9), 'fo:color': '#171a6e' },
  Term: muted,
  Internet_20_link: { 'fo:color': '#1f4b99', 'style:text-underline-style': 'solid' },
};

const outline: Partial<Record<StyleName, number>> = { Heading1: 1, Heading2: 2, Heading3: 3 };

const paragraphStyle = ([name, { paragraph = {}, text, tabs = '' }]: [string, Look]): string =>
  element(
    'style:style',
    { 'style:name': name, 'style:family': 'paragraph', 'style:default-outline-level': outline[name as StyleName] },
    element('style:paragraph-properties', paragraph, tabs) + (text ? element('style:text-properties', text) : ''),
  );

const listLevel = (level: number, tag: string, attributes: Properties): string =>
  element(
    tag,
    { 'text:level': level, ...attributes },
    element(
      'style:list-level-properties',
      { 'text:list-level-position-and-space-mode': 'label-alignment' },
      element('style:list-level-label-alignment', { 'text:label-followed-by': 'listtab', 'fo:text-indent': '-6mm', 'fo:margin-left': `${level * 6}mm` }),
    ),
  );

const listStyle = (name: string, level: (level: number) => string): string =>
  element('text:list-style', { 'style:name': name }, Array.from({ length: 10 }, (_, at) => level(at + 1)).join(''));

const cell = (name: string, fill?: string): string =>
  element(
    'style:style',
    { 'style:name': name, 'style:family': 'table-cell' },
    element('style:table-cell-properties', {
      'fo:padding': '2mm',
      'fo:border-top': '0.5pt solid #c2c8d3',
      'fo:border-bottom': '0.5pt solid #c2c8d3',
      'fo:background-color': fill,
    }),
  );

/** Styles of tables and sections, which have no names for whoever writes on. @param numbered styles whose lines carry numbers */
export const odtAutomaticStyles = (numbered: Iterable<StyleName>): string =>
  [...numbered]
    .map((name) =>
      element(
        'style:style',
        { 'style:name': `Numbered${name}`, 'style:family': 'paragraph', 'style:parent-style-name': name },
        element('style:paragraph-properties', { 'text:number-lines': 'true' }),
      ),
    )
    .join('') +
  cell('Cell') +
  cell('HeaderCell', '#f2f4f8') +
  element(
    'style:style',
    { 'style:name': 'Table', 'style:family': 'table' },
    element('style:table-properties', { 'style:width': '160mm', 'table:align': 'margins', 'style:may-break-between-rows': 'true' }),
  ) +
  element(
    'style:style',
    { 'style:name': 'InternalSection', 'style:family': 'section' },
    element('style:section-properties', { 'fo:margin-left': '4mm' }),
  );

export function odtStyles({ title, author, state, sha256, language, numbered, t }: Sheet): string {
  const country = language === 'de' ? 'DE' : 'GB';
  const defaults = element(
    'style:default-style',
    { 'style:family': 'paragraph' },
    element('style:paragraph-properties', { 'fo:line-height': '115%', 'text:number-lines': 'false', 'style:join-border': 'true' }) +
      element('style:text-properties', { 'fo:font-family': 'Arial', ...size(10.5), 'fo:language': language, 'fo:country': country, 'fo:hyphenate': 'true' }),
  );
  const numbering = element('text:linenumbering-configuration', {
    'text:number-lines': numbered ? 'true' : 'false',
    'style:num-format': '1',
    'text:number-position': 'left',
    'text:increment': 1,
    'text:offset': '6mm',
    'text:count-empty-lines': 'false',
  });
  const styles = element(
    'office:styles',
    {},
    defaults +
      Object.entries<Look>(paragraphs).map(paragraphStyle).join('') +
      Object.entries(characters).map(([name, look]) => element('style:style', { 'style:name': name, 'style:family': 'text' }, element('style:text-properties', look))).join('') +
      listStyle('Bullets', (level) => listLevel(level, 'text:list-level-style-bullet', { 'text:bullet-char': ['•', '–', '·'][(level - 1) % 3]! })) +
      listStyle('Numbers', (level) => listLevel(level, 'text:list-level-style-number', { 'style:num-format': '1', 'style:num-suffix': '.' })) +
      listStyle('Ticks', (level) => listLevel(level, 'text:list-level-style-number', { 'style:num-format': '' })) +
      numbering,
  );
  const page = element('style:page-layout-properties', { 'fo:page-width': '210mm', 'fo:page-height': '297mm', 'fo:margin-top': '14mm', 'fo:margin-bottom': '12mm', 'fo:margin-left': '27mm', 'fo:margin-right': '23mm' });
  const distance = (side: 'top' | 'bottom') => element('style:header-footer-properties', { 'fo:min-height': '8mm', [`fo:margin-${side}`]: '6mm' });
  const layout = element('style:page-layout', { 'style:name': 'A4' }, page + element('style:header-style', {}, distance('bottom')) + element('style:footer-style', {}, distance('top')));
  const stamp = sha256 ? `${state} · SHA-256 ${sha256.slice(0, 12)} …` : state;
  const line = (style: StyleName, content: string) => element('text:p', { 'text:style-name': style }, content);
  const header = line('Header', `${escapeXml(title)}<text:tab/>${escapeXml(author)}`);
  const [number, count] = ['\uE000', '\uE001'];
  const pages = escapeXml(t('export:page', { page: number, pages: count })).replace(number, '<text:page-number/>').replace(count, '<text:page-count/>');
  const footer = line('Footer', `${escapeXml(stamp)}<text:tab/>${pages}`);
  const master = element(
    'style:master-page',
    { 'style:name': 'Standard', 'style:page-layout-name': 'A4' },
    element('style:header', {}, header) + element('style:header-first', {}, line('Text', '')) + element('style:footer', {}, footer) + element('style:footer-first', {}, footer),
  );
  return xmlFile(
    element(
      'office:document-styles',
      { ...odtNamespaces, 'office:version': '1.3' },
      styles + element('office:automatic-styles', {}, layout) + element('office:master-styles', {}, master),
    ),
  );
}
