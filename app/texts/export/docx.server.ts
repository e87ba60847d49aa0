/**
 * DOCX (Office Open XML, ECMA-376): headings, quotes and all that has a name as styles, so that whoever gets
 * the file can go on in Word; comments as comments, with their answers. The same sheet gives the same bytes.
 */
import { element, escapeXml, xmlFile } from '~/services/export/xml';
import { type Part, zip } from '~/services/export/zip.server';
import { type Block, type Cell, type Image, type Line, type List, type Run, type Table, type Words, unknownBlock } from './blocks';
import { docxNumbering, docxSettings, docxStyles, type StyleId, twips } from './docx-styles';
import { type ExportedComment, type Sheet, altOf, missingImage, sizeOnPaper, textArea } from './sheet';

const namespaces = {
  'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  'xmlns:adec': 'http://schemas.microsoft.com/office/drawing/2017/decorative',
  'xmlns:w14': 'http://schemas.microsoft.com/office/word/2010/wordml',
  'xmlns:w15': 'http://schemas.microsoft.com/office/word/2012/wordml',
  'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  'mc:Ignorable': 'w14 w15',
};

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const officeMl = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpeg', 'image/gif': 'gif' };

/** Where a paragraph stands: in which style, how far in, in what. */
type Place = {
  style?: StyleId;
  /** How many lists it stands in. */
  depth: number;
  /** In an internal passage, which is marked at its side. */
  internal?: boolean;
  /** The list item it begins. */
  item?: { list: number; level: number };
  /** A box to tick before its words. */
  tick?: boolean;
  inTable?: boolean;
};

/** Relationships of a part: what it links to and shows. */
class Links {
  private readonly ids = new Map<string, string>();
  private readonly entries: string[] = [];

  add(type: string, target: string, external = false): string {
    const known = this.ids.get(target);
    if (known) return known;
    const id = `rId${this.ids.size + 1}`;
    this.ids.set(target, id);
    const mode = external ? 'External' : undefined;
    this.entries.push(element('Relationship', { Id: id, Type: type, Target: target, TargetMode: mode }));
    return id;
  }

  file(): string {
    return xmlFile(
      element('Relationships', { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' }, this.entries.join('')),
    );
  }
}

const w = (name: string, value?: string | number, content = ''): string =>
  element(`w:${name}`, value === undefined ? {} : { 'w:val': value }, content);

class Docx {
  private readonly links = new Links();
  private readonly noteLinks = new Links();
  private readonly notes: string[] = [];
  private readonly media = new Map<string, Part>();
  /** The lists that were begun, each with where it begins. */
  private readonly lists: { ordered: boolean; level: number; start: number }[] = [];
  private drawings = 0;

  constructor(private readonly sheet: Sheet) {}

  parts(): Part[] {
    const { sheet } = this;
    const body = this.head() + this.blocks(sheet.blocks, { depth: 0 }) + this.seal() + this.section();
    const comments = sheet.comments.flatMap(threadOf);
    const own: [name: string, type: string, content: string][] = [
      ['styles', 'styles', docxStyles(sheet)],
      ['settings', 'settings', docxSettings(sheet)],
      ['numbering', 'numbering', docxNumbering(this.lists)],
      ['footnotes', 'footnotes', this.footnotes()],
      ['header1', 'header', this.header()],
      ['footer1', 'footer', this.footer()],
      ...(comments.length > 0 ? [['comments', 'comments', commentsFile(comments)] as [string, string, string]] : []),
    ];
    for (const [name, type] of own) this.links.add(`${relationships}/${type}`, `${name}.xml`);
    const extended = comments.length > 0;
    if (extended) this.links.add('http://schemas.microsoft.com/office/2011/relationships/commentsExtended', 'commentsExtended.xml');
    const document = xmlFile(element('w:document', namespaces, w('body', undefined, body)));
    return [
      { name: '[Content_Types].xml', content: contentTypes(own, extended) },
      { name: '_rels/.rels', content: packageLinks() },
      { name: 'word/document.xml', content: document },
      ...own.map(([name, , content]) => ({ name: `word/${name}.xml`, content })),
      ...(extended ? [{ name: 'word/commentsExtended.xml', content: extendedFile(comments) }] : []),
      { name: 'word/_rels/document.xml.rels', content: this.links.file() },
      { name: 'word/_rels/footnotes.xml.rels', content: this.noteLinks.file() },
      ...this.media.values(),
      { name: 'docProps/core.xml', content: coreProperties(sheet) },
      { name: 'docProps/app.xml', content: xmlFile(element('Properties', { xmlns: 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties' }, element('Application', {}, 'Bündnis-Portal'))) },
    ];
  }

  private head(): string {
    const { title, head, onTheWhole } = this.sheet;
    const edges = (kind: 'commentStart' | 'commentEnd') => onTheWhole.map((index) => this.run({ kind, index })).join('');
    const named = edges('commentStart') + textRun(title) + edges('commentEnd');
    const rows = head.map(({ term, lines }) => {
      const value = lines.map((line, index) => (index > 0 ? '<w:r><w:br/></w:r>' : '') + textRun(line)).join('');
      return this.paragraph({ style: 'DocumentHead', depth: 0 }, `${textRun(term, w('rStyle', 'Term'))}<w:r><w:tab/></w:r>${value}`);
    });
    return this.paragraph({ style: 'Title', depth: 0 }, named) + rows.join('') + this.gap({ depth: 0 });
  }

  private seal(): string {
    const { state, sha256, t } = this.sheet;
    const said = [state, ...(sha256 ? [`${t('export:seal')}: ${sha256}`] : [])];
    return said.map((line) => this.paragraph({ style: 'Seal', depth: 0 }, textRun(line))).join('');
  }

  private section(): string {
    const header = this.links.add(`${relationships}/header`, 'header1.xml');
    const footer = this.links.add(`${relationships}/footer`, 'footer1.xml');
    return w(
      'sectPr',
      undefined,
      element('w:headerReference', { 'w:type': 'default', 'r:id': header }) +
        element('w:footerReference', { 'w:type': 'default', 'r:id': footer }) +
        element('w:footerReference', { 'w:type': 'first', 'r:id': footer }) +
        element('w:pgSz', { 'w:w': 11_906, 'w:h': 16_838 }) +
        element('w:pgMar', { 'w:top': twips(28), 'w:right': twips(23), 'w:bottom': twips(26), 'w:left': twips(27), 'w:header': twips(14), 'w:footer': twips(12), 'w:gutter': 0 }) +
        (this.sheet.numbered ? element('w:lnNumType', { 'w:countBy': 1, 'w:distance': twips(6), 'w:restart': 'continuous' }) : '') +
        w('titlePg'),
    );
  }

  private header(): string {
    const content = textRun(this.sheet.title) + '<w:r><w:tab/></w:r>' + textRun(this.sheet.author);
    return xmlFile(element('w:hdr', namespaces, this.paragraph({ style: 'Header', depth: 0 }, content)));
  }

  private footer(): string {
    const { state, sha256, t } = this.sheet;
    const stamp = sha256 ? `${state} · SHA-256 ${sha256.slice(0, 12)} …` : state;
    const [page, pages] = ['\u0001', '\u0002'];
    const numbers = t('export:page', { page, pages })
      .split(/([\u0001\u0002])/)
      .map((piece) => (piece === page ? field('PAGE') : piece === pages ? field('NUMPAGES') : textRun(piece)));
    const content = `${textRun(stamp)}<w:r><w:tab/></w:r>${numbers.join('')}`;
    return xmlFile(element('w:ftr', namespaces, this.paragraph({ style: 'Footer', depth: 0 }, content)));
  }

  private blocks(blocks: readonly Block[], place: Place): string {
    return blocks.map((block) => this.block(block, place)).join('');
  }

  private block(block: Block, place: Place): string {
    switch (block.kind) {
      case 'heading': {
        const label = block.label && textRun(`${block.label} `, w('rStyle', 'Label'));
        const badge = block.badge && textRun(` (${block.badge})`, w('rStyle', 'Label'));
        const style = (['Heading1', 'Heading2', 'Heading3'] as const)[block.level - 2]!;
        return this.text(block.lines, { ...place, style }, label, badge);
      }
      case 'paragraph':
        return this.text(block.lines, place);
      case 'list':
        return this.list(block, place);
      case 'quote':
        return this.blocks(block.blocks, { ...place, style: 'Quote' });
      case 'callout': {
        const style = block.tone === 'important' ? 'CalloutImportant' : 'CalloutNote';
        const name = this.paragraph({ ...place, style }, textRun(block.name, w('rStyle', 'Kind')), true);
        return name + this.blocks(block.blocks, { ...place, style }) + this.gap(place);
      }
      case 'table':
        return this.table(block, place) + this.gap(place);
      case 'image':
        return this.image(block, place);
      case 'rule':
        return this.paragraph({ ...place, style: 'HorizontalRule' }, '');
      case 'record': {
        const style = block.of === 'decision' ? 'Decision' : 'ActionItem';
        const name = this.paragraph({ ...place, style }, textRun(block.name, w('rStyle', 'Kind')), true);
        const about = block.details.join(' · ');
        const result = block.result && textRun(block.result, w('b'));
        const details = [about && textRun(about), result].filter(Boolean).join(textRun(' – '));
        return name + this.text(block.lines, { ...place, style }) + (details && this.paragraph({ ...place, style }, details)) + this.gap(place);
      }
      case 'internal': {
        const inside = { ...place, internal: true };
        return this.paragraph({ ...inside, style: 'InternalName' }, textRun(`${block.name} (${block.badge})`), true) + this.blocks(block.blocks, inside);
      }
      default:
        return unknownBlock(block);
    }
  }

  /** A little room behind what is framed; frames that touch would be one. */
  private gap(place: Place): string {
    return this.paragraph({ ...place, style: 'Gap' }, '');
  }

  private list({ style, start, items }: List, place: Place): string {
    const level = Math.min(place.depth, 8);
    const list = style === 'task' ? undefined : this.lists.push({ ordered: style === 'ordered', level, start });
    return items
      .map(({ checked, blocks }) =>
        blocks
          .map((block, index) => {
            const begins = index === 0 ? (list === undefined ? { tick: checked === true } : { item: { list, level } }) : {};
            return this.block(block, { ...without(place), depth: place.depth + 1, ...begins });
          })
          .join(''),
      )
      .join('');
  }

  private table({ columns, headerRows, rows }: Table, place: Place): string {
    const width = twips(textArea.width) / columns;
    const grid = Array.from({ length: columns }, () => element('w:gridCol', { 'w:w': Math.round(width) })).join('');
    const properties =
      w('tblStyle', 'PortalTable') +
      element('w:tblW', { 'w:w': 5000, 'w:type': 'pct' }) +
      element('w:tblLook', { 'w:val': '0620', 'w:firstRow': headerRows > 0 ? 1 : 0, 'w:lastRow': 0, 'w:firstColumn': 0, 'w:lastColumn': 0, 'w:noHBand': 1, 'w:noVBand': 1 });
    const told = rows.map((_cells, row) => {
      const isHead = row < headerRows;
      const cells = reaching(rows, row).map((cell) => this.cell(cell, Math.round(width * cell.colspan), place));
      return w('tr', undefined, (isHead ? w('trPr', undefined, w('cantSplit') + w('tblHeader')) : w('trPr', undefined, w('cantSplit'))) + cells.join(''));
    });
    return w('tbl', undefined, w('tblPr', undefined, properties) + w('tblGrid', undefined, grid) + told.join(''));
  }

  private cell(cell: Cell & { continued: boolean }, width: number, place: Place): string {
    const properties =
      element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }) +
      (cell.colspan > 1 ? w('gridSpan', cell.colspan) : '') +
      (cell.rowspan > 1 ? (cell.continued ? w('vMerge') : w('vMerge', 'restart')) : '') +
      (cell.header ? element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': 'F2F4F8' }) : '');
    const style: StyleId = cell.header ? 'TableHeading' : 'TableText';
    const inside: Place = { style, depth: 0, inTable: true, ...(place.internal ? { internal: true } : {}) };
    const content = cell.continued ? '' : this.blocks(cell.blocks, inside);
    // A cell ends with a paragraph.
    return w('tc', undefined, w('tcPr', undefined, properties) + (content === '' ? this.paragraph(inside, '') : content));
  }

  private image(image: Image, place: Place): string {
    const file = this.sheet.images.get(image.fileId);
    const ending = endings[file?.mediaType ?? ''];
    const alt = altOf(this.sheet, image);
    const caption = image.caption && this.paragraph({ ...place, style: 'Caption' }, textRun(image.caption));
    if (!file || !ending) return this.paragraph({ ...place, style: 'ImageText' }, textRun(missingImage(this.sheet, alt))) + caption;
    const name = `media/${image.fileId}.${ending}`;
    this.media.set(image.fileId, { name: `word/${name}`, content: file.bytes, stored: true });
    const size = sizeOnPaper(file, image.width);
    const shown = drawing(++this.drawings, this.links.add(`${relationships}/image`, name), alt, size);
    return this.paragraph({ ...place, style: 'Image' }, shown) + caption;
  }

  /** A block of words, with what stands before and behind them. */
  private text(lines: readonly Line[], place: Place, before = '', after = ''): string {
    const told = lines.map(({ runs }) => this.runs(runs)).join('<w:r><w:br/></w:r>');
    const numbered = lines[0]!.number !== null;
    return this.paragraph(place, before + told + after, false, numbered);
  }

  private paragraph(place: Place, content: string, keepNext = false, numbered = false): string {
    const { style, depth, item, internal, tick } = place;
    const indent = depth > 0 ? element('w:ind', { 'w:left': twips(7) * depth, ...(item || tick !== undefined ? { 'w:hanging': twips(7) } : {}) }) : '';
    const properties =
      (style ? w('pStyle', style) : depth > 0 ? w('pStyle', 'ListParagraph') : '') +
      (keepNext ? w('keepNext') : '') +
      (item ? w('numPr', undefined, w('ilvl', item.level) + w('numId', item.list)) : '') +
      (this.sheet.numbered && !numbered ? w('suppressLineNumbers') : '') +
      (internal && !place.inTable ? w('pBdr', undefined, element('w:left', { 'w:val': 'single', 'w:sz': 12, 'w:space': 8, 'w:color': '8A93A3' })) : '') +
      indent;
    return w('p', undefined, (properties === '' ? '' : w('pPr', undefined, properties)) + (tick === undefined ? '' : tickBox(tick)) + content);
  }

  private runs(runs: readonly Run[], links = this.links): string {
    return runs.map((run) => this.run(run, links)).join('');
  }

  private run(run: Run, links = this.links): string {
    switch (run.kind) {
      case 'words':
        return this.words(run, links);
      case 'break':
        return '<w:r><w:br/></w:r>';
      case 'footnote': {
        const words = run.words.map(({ text, href }) => this.words({ kind: 'words', text, href, bold: false, italic: false }, this.noteLinks));
        const mark = `<w:r>${w('rPr', undefined, w('rStyle', 'FootnoteReference'))}<w:footnoteRef/></w:r>${textRun(' ')}`;
        this.notes.push(element('w:footnote', { 'w:id': run.number }, this.paragraph({ style: 'FootnoteText', depth: 0 }, mark + words.join(''))));
        return `<w:r>${w('rPr', undefined, w('rStyle', 'FootnoteReference'))}${element('w:footnoteReference', { 'w:id': run.number })}</w:r>`;
      }
      case 'commentStart':
        return this.ofThread(run.index, (id) => element('w:commentRangeStart', { 'w:id': id }));
      case 'commentEnd':
        return this.ofThread(
          run.index,
          (id) => element('w:commentRangeEnd', { 'w:id': id }) + `<w:r>${w('rPr', undefined, w('rStyle', 'CommentReference'))}${element('w:commentReference', { 'w:id': id })}</w:r>`,
        );
    }
  }

  /** Answers stand at the same words as what they answer. */
  private ofThread(index: number, tell: (id: number) => string): string {
    const first = this.sheet.comments.slice(0, index).reduce((sum, { replies }) => sum + 1 + replies.length, 0);
    const answers = this.sheet.comments[index]!.replies.length;
    return Array.from({ length: 1 + answers }, (_, at) => tell(first + at)).join('');
  }

  private words({ text, bold, italic, href }: Words, links: Links): string {
    const look = (href ? w('rStyle', 'Hyperlink') : '') + (bold ? w('b') : '') + (italic ? w('i') : '');
    const run = textRun(text, look);
    if (!href) return run;
    return element('w:hyperlink', { 'r:id': links.add(`${relationships}/hyperlink`, href, true) }, run);
  }

  private footnotes(): string {
    const line = (id: number, type: string, mark: string) =>
      element('w:footnote', { 'w:type': type, 'w:id': id }, `<w:p><w:r><w:${mark}/></w:r></w:p>`);
    const separators = line(-1, 'separator', 'separator') + line(0, 'continuationSeparator', 'continuationSeparator');
    return xmlFile(element('w:footnotes', namespaces, separators + this.notes.join('')));
  }
}

/** Where the items of a list stand: in what their list stands in, but as themselves. */
const without = ({ item: _item, tick: _tick, ...place }: Place): Place => place;

type PlacedCell = Cell & { continued: boolean };

/** The cells of a row, those included that reach into it from above. */
function reaching(rows: readonly (readonly Cell[])[], row: number): PlacedCell[] {
  const cells: PlacedCell[] = rows[row]!.map((cell) => ({ ...cell, continued: false }));
  for (let above = Math.max(0, row - 500); above < row; above++) {
    for (const cell of rows[above]!) if (cell.rowspan > row - above) cells.push({ ...cell, continued: true });
  }
  return cells.sort((a, b) => a.column - b.column);
}

/** Words as a run; a tab or a new line in them is one in Word. */
function textRun(text: string, look = ''): string {
  if (text === '') return '';
  const pieces = text.split(/([\t\n])/).map((piece) => {
    if (piece === '\t') return '<w:tab/>';
    if (piece === '\n') return '<w:br/>';
    return piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`;
  });
  return `<w:r>${look === '' ? '' : w('rPr', undefined, look)}${pieces.join('')}</w:r>`;
}

const field = (name: string): string => element('w:fldSimple', { 'w:instr': name }, textRun('1'));

/** A box that can be ticked in Word. */
function tickBox(checked: boolean): string {
  const box = element('w14:checkbox', {}, element('w14:checked', { 'w14:val': checked ? 1 : 0 }) + element('w14:checkedState', { 'w14:val': '2612', 'w14:font': 'MS Gothic' }) + element('w14:uncheckedState', { 'w14:val': '2610', 'w14:font': 'MS Gothic' }));
  const sign = `<w:r>${w('rPr', undefined, element('w:rFonts', { 'w:ascii': 'MS Gothic', 'w:hAnsi': 'MS Gothic', 'w:eastAsia': 'MS Gothic' }))}<w:t>${checked ? '☒' : '☐'}</w:t></w:r>`;
  return w('sdt', undefined, w('sdtPr', undefined, box) + w('sdtContent', undefined, sign)) + '<w:r><w:tab/></w:r>';
}

const emuPerMillimetre = 36_000;

function drawing(id: number, link: string, alt: string, { width, height }: { width: number; height: number }): string {
  const extent = { cx: Math.round(width * emuPerMillimetre), cy: Math.round(height * emuPerMillimetre) };
  // https://learn.microsoft.com/openspecs/office_standards/ms-docx: what is decoration says so.
  const decorative = alt === '' ? element('a:extLst', {}, element('a:ext', { uri: '{C183D7F6-B498-43B3-948B-1728B52AA6E4}' }, element('adec:decorative', { val: 1 }))) : '';
  const picture = element(
    'pic:pic',
    {},
    element('pic:nvPicPr', {}, element('pic:cNvPr', { id, name: `Bild ${id}`, descr: alt }) + element('pic:cNvPicPr')) +
      element('pic:blipFill', {}, element('a:blip', { 'r:embed': link }) + element('a:stretch', {}, element('a:fillRect'))) +
      element('pic:spPr', {}, element('a:xfrm', {}, element('a:off', { x: 0, y: 0 }) + element('a:ext', extent)) + element('a:prstGeom', { prst: 'rect' }, element('a:avLst'))),
  );
  const graphic = element('a:graphic', {}, element('a:graphicData', { uri: namespaces['xmlns:pic'] }, picture));
  const inline = element('wp:inline', { distT: 0, distB: 0, distL: 0, distR: 0 }, element('wp:extent', extent) + element('wp:docPr', { id, name: `Bild ${id}`, descr: alt }, decorative) + graphic);
  return `<w:r><w:drawing>${inline}</w:drawing></w:r>`;
}

type Note = { author: string; at: Date; body: string; parent: number | null; done: boolean };

const threadOf = ({ author, at, body, resolved, replies }: ExportedComment): Note[] => [
  { author, at, body, parent: null, done: resolved },
  ...replies.map((reply, index) => ({ ...reply, parent: -1 - index, done: resolved })),
];

/** Names the paragraph of a comment, by which an answer finds what it answers. */
const paragraphId = (id: number): string => (id + 1).toString(16).toUpperCase().padStart(8, '0');

const initials = (name: string): string => name.split(/\s+/).map((part) => [...part][0] ?? '').join('').slice(0, 3);

const commentsFile = (notes: readonly Note[]): string =>
  xmlFile(
    element(
      'w:comments',
      namespaces,
      notes
        .map(({ author, at, body }, id) => {
          const paragraph = element('w:p', { 'w14:paraId': paragraphId(id) }, w('pPr', undefined, w('pStyle', 'CommentText')) + textRun(body));
          const about = { 'w:id': id, 'w:author': author, 'w:date': at.toISOString().replace(/\.\d+/, ''), 'w:initials': initials(author) };
          return element('w:comment', about, paragraph);
        })
        .join(''),
    ),
  );

const extendedFile = (notes: readonly Note[]): string =>
  xmlFile(
    element(
      'w15:commentsEx',
      namespaces,
      notes
        .map(({ parent, done }, id) =>
          element('w15:commentEx', { 'w15:paraId': paragraphId(id), 'w15:paraIdParent': parent === null ? undefined : paragraphId(id + parent), 'w15:done': done ? 1 : 0 }),
        )
        .join(''),
    ),
  );

function contentTypes(own: readonly (readonly [name: string, type: string, content: string])[], extended: boolean): string {
  const part = (name: string, type: string) => element('Override', { PartName: `/${name}`, ContentType: type });
  const usual = { rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', png: 'image/png', jpeg: 'image/jpeg', gif: 'image/gif' };
  return xmlFile(
    element(
      'Types',
      { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
      Object.entries(usual).map(([Extension, ContentType]) => element('Default', { Extension, ContentType })).join('') +
        part('word/document.xml', `${officeMl}.document.main+xml`) +
        own.map(([name, type]) => part(`word/${name}.xml`, `${officeMl}.${type}+xml`)).join('') +
        (extended ? part('word/commentsExtended.xml', `${officeMl}.commentsExtended+xml`) : '') +
        part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
        part('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    ),
  );
}

function packageLinks(): string {
  const links = new Links();
  links.add(`${relationships}/officeDocument`, 'word/document.xml');
  links.add('http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml');
  links.add(`${relationships}/extended-properties`, 'docProps/app.xml');
  return links.file();
}

function coreProperties({ title, author, language, state, sha256, at }: Sheet): string {
  const moment = at.toISOString().replace(/\.\d+/, '');
  const when = (name: string) => element(name, { 'xsi:type': 'dcterms:W3CDTF' }, moment);
  return xmlFile(
    element(
      'cp:coreProperties',
      {
        'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      element('dc:title', {}, escapeXml(title)) +
        element('dc:creator', {}, escapeXml(author)) +
        element('dc:language', {}, language) +
        element('cp:contentStatus', {}, escapeXml(state)) +
        (sha256 ? element('dc:identifier', {}, `sha256:${sha256}`) : '') +
        when('dcterms:created') +
        when('dcterms:modified'),
    ),
  );
}

/** The sheet as a DOCX file. */
export const docxOf = (sheet: Sheet): Promise<Buffer> => zip(new Docx(sheet).parts());
