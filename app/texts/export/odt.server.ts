/**
 * ODT (OpenDocument 1.3): the format the German administration exchanges texts in. All that has a name is a
 * style; comments are comments. The same sheet gives the same bytes.
 */
import { element, escapeXml, xmlFile } from '~/services/export/xml';
import { type Part, zip } from '~/services/export/zip.server';
import { type Block, type Cell, type Image, type Line, type List, type Run, type Table, type Words, unknownBlock } from './blocks';
import { odtAutomaticStyles, odtNamespaces as namespaces, odtStyles, type StyleName } from './odt-styles';
import { type Sheet, altOf, missingImage, sizeOnPaper } from './sheet';

const mediaType = 'application/vnd.oasis.opendocument.text';
const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

class Odt {
  private readonly media = new Map<string, Part & { type: string }>();
  /** Styles of numbered lines that are in use. */
  private readonly numbered = new Set<StyleName>();
  private tables = 0;

  constructor(private readonly sheet: Sheet) {}

  parts(): Part[] {
    const { sheet } = this;
    const body = this.head() + this.blocks(sheet.blocks) + this.seal();
    const content = xmlFile(
      element(
        'office:document-content',
        { ...namespaces, 'office:version': '1.3' },
        element('office:automatic-styles', {}, odtAutomaticStyles(this.numbered)) + element('office:body', {}, element('office:text', {}, body)),
      ),
    );
    const files: (Part & { type: string })[] = [
      { name: 'content.xml', content, type: 'text/xml' },
      { name: 'styles.xml', content: odtStyles(sheet), type: 'text/xml' },
      { name: 'meta.xml', content: meta(sheet), type: 'text/xml' },
      ...this.media.values(),
    ];
    return [{ name: 'mimetype', content: mediaType, stored: true }, ...files, { name: 'META-INF/manifest.xml', content: manifest(files) }];
  }

  private head(): string {
    const { title, head, onTheWhole } = this.sheet;
    const edges = (kind: 'commentStart' | 'commentEnd') => onTheWhole.map((index) => this.run({ kind, index })).join('');
    const rows = head.map(({ term, lines }) =>
      paragraph('DocumentHead', `${span('Term', textOf(term))}<text:tab/>${lines.map(textOf).join('<text:line-break/>')}`),
    );
    return paragraph('Title', edges('commentStart') + textOf(title) + edges('commentEnd')) + rows.join('') + paragraph('Gap', '');
  }

  private seal(): string {
    const { state, sha256, t } = this.sheet;
    return [state, ...(sha256 ? [`${t('export:seal')}: ${sha256}`] : [])].map((line) => paragraph('Seal', textOf(line))).join('');
  }

  private blocks(blocks: readonly Block[], style?: StyleName): string {
    return blocks.map((block) => this.block(block, style)).join('');
  }

  /** @param style of the paragraphs in what the block stands in */
  private block(block: Block, style: StyleName = 'Text'): string {
    switch (block.kind) {
      case 'heading': {
        const rank = block.level - 1;
        const words = [block.label && span('Label', textOf(`${block.label} `)), this.lines(block.lines), block.badge && span('Label', textOf(` (${block.badge})`))];
        const named = this.styleOf(`Heading${rank}` as StyleName, block.lines);
        return element('text:h', { 'text:style-name': named, 'text:outline-level': rank }, words.join(''));
      }
      case 'paragraph':
        return this.text(block.lines, style);
      case 'list':
        return this.list(block, style);
      case 'quote':
        return this.blocks(block.blocks, 'Quote');
      case 'callout': {
        const own = block.tone === 'important' ? 'CalloutImportant' : 'CalloutNote';
        return paragraph(own, span('Kind', textOf(block.name))) + this.blocks(block.blocks, own) + paragraph('Gap', '');
      }
      case 'table':
        return this.table(block) + paragraph('Gap', '');
      case 'image':
        return this.image(block);
      case 'rule':
        return paragraph('HorizontalRule', '');
      case 'record': {
        const own = block.of === 'decision' ? 'Decision' : 'ActionItem';
        const details = [textOf(block.details.join(' · ')), block.result && span('Bold', textOf(block.result))].filter(Boolean).join(' – ');
        return paragraph(own, span('Kind', textOf(block.name))) + this.text(block.lines, own) + (details && paragraph(own, details)) + paragraph('Gap', '');
      }
      case 'internal':
        return element(
          'text:section',
          { 'text:style-name': 'InternalSection', 'text:name': `${block.name} ${++this.tables}` },
          paragraph('InternalName', textOf(`${block.name} (${block.badge})`)) + this.blocks(block.blocks, style),
        );
      default:
        return unknownBlock(block);
    }
  }

  private list({ style: kind, start, items }: List, style: StyleName): string {
    const told = items.map(({ checked, blocks }, index) => {
      const inside = blocks.map((block, place) => {
        if (checked === null || place > 0 || block.kind !== 'paragraph') return this.block(block, style);
        const words = `${checked ? '☒' : '☐'} ${this.lines(block.lines)}`;
        return paragraph(this.styleOf(style, block.lines), words);
      });
      const begins = kind === 'ordered' && index === 0 ? start : undefined;
      return element('text:list-item', { 'text:start-value': begins }, inside.join(''));
    });
    const named = { bullet: 'Bullets', ordered: 'Numbers', task: 'Ticks' }[kind];
    return element('text:list', { 'text:style-name': named }, told.join(''));
  }

  private table({ columns, headerRows, rows }: Table): string {
    const taken = rows.map(() => new Map<number, Cell | null>());
    for (const [row, cells] of rows.entries()) {
      for (const cell of cells) {
        for (let y = row; y < row + cell.rowspan; y++) {
          for (let x = cell.column; x < cell.column + cell.colspan; x++) taken[y]!.set(x, y === row && x === cell.column ? cell : null);
        }
      }
    }
    const told = taken.map((places) => {
      const cells = Array.from({ length: columns }, (_, column) => {
        const cell = places.get(column);
        return cell ? this.cell(cell) : element('table:covered-table-cell');
      });
      return element('table:table-row', {}, cells.join(''));
    });
    const head = told.splice(0, headerRows).join('');
    return element(
      'table:table',
      { 'table:name': `Tabelle${++this.tables}`, 'table:style-name': 'Table' },
      element('table:table-column', { 'table:number-columns-repeated': columns }) +
        (head && element('table:table-header-rows', {}, head)) +
        told.join(''),
    );
  }

  private cell({ colspan, rowspan, header, blocks }: Cell): string {
    const spanned = { 'table:number-columns-spanned': colspan > 1 ? colspan : undefined, 'table:number-rows-spanned': rowspan > 1 ? rowspan : undefined };
    const style = header ? 'TableHeading' : 'TableText';
    const content = blocks.length > 0 ? this.blocks(blocks, style) : paragraph(style, '');
    return element('table:table-cell', { 'office:value-type': 'string', 'table:style-name': header ? 'HeaderCell' : 'Cell', ...spanned }, content);
  }

  private image(image: Image): string {
    const file = this.sheet.images.get(image.fileId);
    const ending = endings[file?.mediaType ?? ''];
    const alt = altOf(this.sheet, image);
    const caption = image.caption && paragraph('Caption', textOf(image.caption));
    if (!file || !ending) return paragraph('ImageText', textOf(missingImage(this.sheet, alt))) + caption;
    const name = `Pictures/${image.fileId}.${ending}`;
    this.media.set(name, { name, content: file.bytes, stored: true, type: file.mediaType });
    const { width, height } = sizeOnPaper(file, image.width);
    const shown = element('draw:image', { 'xlink:href': name, 'xlink:type': 'simple', 'xlink:show': 'embed', 'xlink:actuate': 'onLoad' });
    const size = { 'svg:width': `${width.toFixed(1)}mm`, 'svg:height': `${height.toFixed(1)}mm` };
    const decorative = alt === '' ? 'true' : undefined;
    const frame = { 'draw:name': `Bild ${++this.tables}`, 'text:anchor-type': 'as-char', ...size, 'loext:decorative': decorative };
    return paragraph('Image', element('draw:frame', frame, shown + (alt === '' ? '' : element('svg:title', {}, escapeXml(alt))))) + caption;
  }

  private text(lines: readonly Line[], style: StyleName): string {
    return paragraph(this.styleOf(style, lines), this.lines(lines));
  }

  private styleOf(style: StyleName, lines: readonly Line[]): string {
    if (lines[0]!.number === null) return style;
    this.numbered.add(style);
    return `Numbered${style}`;
  }

  private lines(lines: readonly Line[]): string {
    return lines.map(({ runs }) => runs.map((run) => this.run(run)).join('')).join('<text:line-break/>');
  }

  private run(run: Run): string {
    switch (run.kind) {
      case 'words':
        return wordsOf(run);
      case 'break':
        return '<text:line-break/>';
      case 'footnote': {
        const words = run.words.map(({ text, href }) => wordsOf({ kind: 'words', text, href, bold: false, italic: false })).join('');
        const body = element('text:note-body', {}, paragraph('FootnoteText', words));
        return element('text:note', { 'text:id': `ftn${run.number}`, 'text:note-class': 'footnote' }, element('text:note-citation', {}, String(run.number)) + body);
      }
      case 'commentStart': {
        const { author, at, body, resolved, replies } = this.sheet.comments[run.index]!;
        const name = `Kommentar${run.index}`;
        const said = [{ author, at, body }, ...replies];
        return said
          .map((part, index) =>
            element(
              'office:annotation',
              { ...(index === 0 ? { 'office:name': name } : {}), 'loext:resolved': resolved ? 'true' : undefined },
              element('dc:creator', {}, escapeXml(part.author)) + element('dc:date', {}, part.at.toISOString().slice(0, 19)) + part.body.split('\n').map((line) => `<text:p>${textOf(line)}</text:p>`).join(''),
            ),
          )
          .join('');
      }
      case 'commentEnd':
        return element('office:annotation-end', { 'office:name': `Kommentar${run.index}` });
    }
  }
}

const paragraph = (style: string, content: string): string => element('text:p', { 'text:style-name': style }, content);
const span = (style: string, content: string): string => (content === '' ? '' : element('text:span', { 'text:style-name': style }, content));

/** Text in which white space stays what it is. */
const textOf = (text: string): string =>
  escapeXml(text)
    .replace(/\n/g, '<text:line-break/>')
    .replace(/\t/g, '<text:tab/>')
    .replace(/^ | $| {2,}/g, (spaces) => element('text:s', { 'text:c': spaces.length }));

function wordsOf({ text, bold, italic, href }: Words): string {
  const style = bold && italic ? 'BoldItalic' : bold ? 'Bold' : italic ? 'Italic' : '';
  const words = style ? span(style, textOf(text)) : textOf(text);
  return href ? element('text:a', { 'xlink:type': 'simple', 'xlink:href': href, 'text:style-name': 'Internet_20_link' }, words) : words;
}

function meta({ title, author, language, state, sha256, at }: Sheet): string {
  const moment = at.toISOString().slice(0, 19);
  return xmlFile(
    element(
      'office:document-meta',
      { ...namespaces, 'office:version': '1.3' },
      element(
        'office:meta',
        {},
        element('meta:generator', {}, 'Bündnis-Portal') +
          element('dc:title', {}, escapeXml(title)) +
          element('dc:creator', {}, escapeXml(author)) +
          element('dc:language', {}, language === 'de' ? 'de-DE' : 'en-GB') +
          element('dc:date', {}, moment) +
          element('meta:creation-date', {}, moment) +
          element('meta:keyword', {}, escapeXml(state)) +
          (sha256 ? element('meta:user-defined', { 'meta:name': 'SHA-256' }, sha256) : ''),
      ),
    ),
  );
}

const manifest = (files: readonly (Part & { type: string })[]): string =>
  xmlFile(
    element(
      'manifest:manifest',
      { 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.3' },
      element('manifest:file-entry', { 'manifest:full-path': '/', 'manifest:version': '1.3', 'manifest:media-type': mediaType }) +
        files.map(({ name, type }) => element('manifest:file-entry', { 'manifest:full-path': name, 'manifest:media-type': type })).join(''),
    ),
  );

/** The sheet as an ODT file. */
export const odtOf = (sheet: Sheet): Promise<Buffer> => zip(new Odt(sheet).parts());
