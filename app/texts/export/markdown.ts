/**
 * Markdown (CommonMark with tables, task lists and footnotes as on GitHub). What people typed is escaped,
 * so that it reads as it was written and never becomes markup. Runs anywhere.
 */
import { clean } from '~/services/export/xml';
import { type Block, type Cell, type List, type Line, type Run, type Table, unknownBlock } from './blocks';
import { type Sheet, altOf } from './sheet';

/** The document as Markdown; images stand as their description, with the address of the file where one is given. */
export function markdownOf(sheet: Sheet, addressOf: (fileId: string) => string): string {
  return new Markdown(sheet, addressOf).whole();
}

class Markdown {
  private readonly notes: string[] = [];

  constructor(
    private readonly sheet: Sheet,
    private readonly addressOf: (fileId: string) => string,
  ) {}

  whole(): string {
    const { sheet } = this;
    const head = sheet.head.map(({ term, lines }) => `- **${escape(term)}:** ${lines.map(escape).join('; ')}`).join('\n');
    const state = [sheet.state, sheet.sha256 ? `${sheet.t('export:seal')}: ${sheet.sha256}` : ''].filter(Boolean).map(escape).join(' · ');
    const blocks = this.blocks(sheet.blocks);
    const parts = [`# ${heading(escape(sheet.title))}`, head, blocks, '---', state, this.notes.join('\n')];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  }

  private blocks(blocks: readonly Block[]): string {
    let before: Block | undefined;
    const told: string[] = [];
    for (const block of blocks) {
      // Two lists that follow each other would be read as one.
      if (before?.kind === 'list' && block.kind === 'list' && before.style === block.style) told.push('<!-- -->');
      const text = this.block(block);
      if (text !== '') told.push(text);
      before = block;
    }
    return told.join('\n\n');
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'heading': {
        const badge = block.badge && ` (${escape(block.badge)})`;
        return `${'#'.repeat(block.level)} ${heading([escape(block.label), this.lines(block.lines)].filter(Boolean).join(' ') + badge)}`;
      }
      case 'paragraph':
        return this.lines(block.lines);
      case 'list':
        return this.list(block);
      case 'quote':
        return quoted(this.blocks(block.blocks));
      case 'callout':
        return quoted(`**${escape(block.name)}**\n\n${this.blocks(block.blocks)}`);
      case 'table':
        return this.table(block);
      case 'image': {
        const image = `![${escape(altOf(this.sheet, block))}](${this.addressOf(block.fileId)})`;
        return block.caption ? `${image}\n\n*${escape(block.caption)}*` : image;
      }
      case 'rule':
        return '---';
      case 'record': {
        const about = [...block.details.map(escape), block.result && `**${escape(block.result)}**`].filter(Boolean).join(' · ');
        return quoted([`**${escape(block.name)}**`, this.lines(block.lines), about].filter(Boolean).join('\n\n'));
      }
      case 'internal':
        return quoted(`**${escape(block.name)}**\n\n${this.blocks(block.blocks)}`);
      default:
        return unknownBlock(block);
    }
  }

  private list({ style, start, items }: List): string {
    const told = items.map(({ checked, blocks }, index) => {
      const mark = style === 'ordered' ? `${start + index}.` : '-';
      const box = checked === null ? '' : checked ? '[x] ' : '[ ] ';
      return indented(`${mark} `, box + this.blocks(blocks));
    });
    const isLoose = items.some(({ blocks }) => blocks.filter(({ kind }) => kind !== 'list').length > 1);
    return told.join(isLoose ? '\n\n' : '\n');
  }

  /** A table of this kind has one head and a line a row; what stands in several blocks is put in one. */
  private table({ columns, headerRows, rows }: Table): string {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const told = rows.map((row) => {
      const places = Array.from({ length: columns }, () => '');
      for (const cell of row) places[cell.column] = this.cell(cell, headerRows > 0);
      return line(places);
    });
    const head = headerRows > 0 ? told.shift()! : line(Array.from({ length: columns }, () => ''));
    return [head, line(Array.from({ length: columns }, () => '---')), ...told].join('\n');
  }

  private cell({ header, blocks }: Cell, hasHead: boolean): string {
    const text = blocks
      .map((block) => inOneLine(this.block(block)))
      .filter(Boolean)
      .join('<br>');
    return header === 'row' || (header && !hasHead) ? strong(text) : text;
  }

  private lines(lines: readonly Line[]): string {
    const text = lines.map(({ runs }) => this.runs(runs).replace(/(\\\n|\s)+$/, '')).join(' ');
    return startOfLine(text);
  }

  /** Neighbours that look the same share their marks: those of two side by side would be read as one. */
  private runs(runs: readonly Run[]): string {
    const linked = grouped(runs, (run) => (run.kind === 'words' ? run.href : null), (href, inside) => {
      const text = grouped(inside, (run) => isBold(run), (bold, within) => {
        const words = grouped(within, (run) => isItalic(run), (italic, plain) => {
          const told = plain.map((run) => this.run(run)).join('');
          return italic ? marked('*', told) : told;
        });
        return bold ? marked('**', words) : words;
      });
      return href ? `[${text}](${destination(href)})` : text;
    });
    return linked;
  }

  private run(run: Run): string {
    switch (run.kind) {
      case 'words':
        return escape(run.text);
      case 'break':
        return '\\\n';
      case 'footnote':
        this.notes.push(`[^${run.number}]: ${inOneLine(escape(run.words.map(({ text }) => text).join('')))}`);
        return `[^${run.number}]`;
      case 'commentStart':
      case 'commentEnd':
        return '';
    }
  }
}

const isBold = (run: Run) => run.kind === 'words' && run.bold;
const isItalic = (run: Run) => run.kind === 'words' && run.italic;

/** Tells neighbours of the same kind together. */
function grouped<Key>(runs: readonly Run[], keyOf: (run: Run) => Key, tell: (key: Key, group: Run[]) => string): string {
  const groups: { key: Key; runs: Run[] }[] = [];
  for (const run of runs) {
    const key = keyOf(run);
    const last = groups.at(-1);
    if (last?.key === key) last.runs.push(run);
    else groups.push({ key, runs: [run] });
  }
  return groups.map((group) => tell(group.key, group.runs)).join('');
}

/** A line that a text brings along would begin a block of its own. */
const escape = (text: string): string => clean(text).replace(/\s+/g, (space) => (/[\n\r\t]/.test(space) ? ' ' : space)).replace(/[\\`*_[\]<|~&]/g, '\\$&');

/** Marks that would begin a list, a heading or a rule at the start of a line. */
const startOfLine = (text: string): string =>
  text.replace(/^[ \t]+/gm, '').replace(/^(\d{1,9})([.)])/gm, '$1\\$2').replace(/^[-+=:#>]/gm, '\\$&');

const heading = (text: string): string => text.replace(/\\?\n/g, ' ').replace(/(#+)$/, '\\$1');

const inOneLine = (text: string): string => text.replace(/\\\n/g, '<br>').replace(/\s*\n+\s*/g, '<br>').trim();

const strong = (text: string): string => (text === '' ? '' : `**${text}**`);

/** Emphasis has to touch its words; white space around them stays outside. */
function marked(mark: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text)!;
  return words === '' ? text : before + mark + words + mark + after;
}

const destination = (href: string): string => `<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>`;

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

function indented(mark: string, text: string): string {
  const [first = '', ...others] = text.split('\n');
  const space = ' '.repeat(mark.length);
  return [mark + first, ...others.map((line) => (line === '' ? '' : space + line))].join('\n').trimEnd();
}
