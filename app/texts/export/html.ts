/**
 * A self-contained page: images in it, nothing fetched, nothing run, readable on a phone and in print. Runs
 * anywhere.
 */
import { element, escapeXml as escape } from '~/services/export/xml';
import { type Block, type Cell, type Footnote, type Line, type Run, type Table, unknownBlock } from './blocks';
import { type Sheet, altOf, missingImage } from './sheet';

/** Types that browsers show without running anything in them. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** The sheet as one HTML file. @param base64 writes bytes as base64 */
export function htmlOf(sheet: Sheet, base64: (bytes: Uint8Array) => string): string {
  return new Html(sheet, base64).whole();
}

class Html {
  private readonly notes: Footnote[] = [];

  constructor(
    private readonly sheet: Sheet,
    private readonly base64: (bytes: Uint8Array) => string,
  ) {}

  whole(): string {
    const { title, language, author, head, state, sha256, t } = this.sheet;
    const rows = head.map(({ term, lines }) => `<dt>${escape(term)}</dt><dd>${lines.map(escape).join('<br>')}</dd>`);
    const text = this.blocks(this.sheet.blocks);
    const seal = sha256 ? `<br>${escape(t('export:seal'))}: <code>${escape(sha256)}</code>` : '';
    return [
      '<!doctype html>',
      `<html lang="${language}">`,
      '<head>',
      '<meta charset="utf-8">',
      // Whatever may be in it: nothing is run and nothing is fetched.
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<meta name="author" content="${escape(author)}">`,
      `<title>${escape(title)}</title>`,
      `<style>${css}</style>`,
      '</head>',
      '<body>',
      `<header><p>${escape(author)}</p><h1>${escape(title)}</h1>${rows.length > 0 ? `<dl>${rows.join('')}</dl>` : ''}</header>`,
      `<main${this.sheet.numbered ? ' class="numbered"' : ''}>${text}${this.footnotes()}</main>`,
      `<footer><p>${escape(state)}${seal}</p></footer>`,
      '</body>',
      '</html>',
      '',
    ].join('\n');
  }

  private footnotes(): string {
    if (this.notes.length === 0) return '';
    const { t } = this.sheet;
    const items = this.notes.map(({ number, words }) => {
      const text = words.map(({ text: said, href }) => (href ? link(href, escape(said)) : escape(said))).join('');
      return `<li id="fussnote-${number}">${text} <a href="#stelle-${number}" role="doc-backlink" aria-label="${escape(t('export:back', { number }))}">↩</a></li>`;
    });
    return `<section class="notes" role="doc-endnotes" aria-label="${escape(t('export:footnotes'))}"><ol>${items.join('')}</ol></section>`;
  }

  private blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.block(block)).join('\n');
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'heading': {
        const label = block.label && `<span class="label">${escape(block.label)}</span> `;
        const badge = block.badge && ` <span class="badge">${escape(block.badge)}</span>`;
        return `<h${block.level}>${label}${this.lines(block.lines)}${badge}</h${block.level}>`;
      }
      case 'paragraph':
        return `<p>${this.lines(block.lines)}</p>`;
      case 'list': {
        const tag = block.style === 'ordered' ? 'ol' : 'ul';
        const items = block.items.map(({ checked, blocks }) => `<li>${this.tick(checked)}${this.blocks(blocks)}</li>`);
        const start = block.style === 'ordered' && block.start !== 1 ? ` start="${block.start}"` : '';
        return `<${tag}${start}${block.style === 'task' ? ' class="ticks"' : ''}>${items.join('')}</${tag}>`;
      }
      case 'quote':
        return `<blockquote>${this.blocks(block.blocks)}</blockquote>`;
      case 'callout':
        return `<div class="callout ${block.tone}" role="note"><p class="kind">${escape(block.name)}</p>${this.blocks(block.blocks)}</div>`;
      case 'table':
        return this.table(block);
      case 'image':
        return this.image(block);
      case 'rule':
        return '<hr>';
      case 'record': {
        const result = block.result && `<strong>${escape(block.result)}</strong>`;
        const about = [escape(block.details.join(' · ')), result].filter(Boolean).join(' – ');
        const details = about && `<p class="details">${about}</p>`;
        return `<section class="${block.of}"><p class="kind">${escape(block.name)}</p><p>${this.lines(block.lines)}</p>${details}</section>`;
      }
      case 'internal':
        return `<section class="internal"><p class="details">${escape(block.name)} <span class="badge">${escape(block.badge)}</span></p>${this.blocks(block.blocks)}</section>`;
      default:
        return unknownBlock(block);
    }
  }

  private tick(checked: boolean | null): string {
    if (checked === null) return '';
    const said = this.sheet.t(checked ? 'export:tick.done' : 'export:tick.open');
    return `<span class="tick" role="img" aria-label="${escape(said)}">${checked ? '☑' : '☐'}</span>`;
  }

  private table({ headerRows, rows }: Table): string {
    const told = rows.map((cells) => `<tr>${cells.map((cell) => this.cell(cell)).join('')}</tr>`);
    const head = told.splice(0, headerRows).join('');
    return `<div class="table" tabindex="0"><table>${head && `<thead>${head}</thead>`}<tbody>${told.join('')}</tbody></table></div>`;
  }

  private cell({ header, colspan, rowspan, blocks }: Cell): string {
    const attributes = {
      scope: header ? (header === 'column' ? 'col' : 'row') : undefined,
      colspan: colspan > 1 ? colspan : undefined,
      rowspan: rowspan > 1 ? rowspan : undefined,
    };
    const tag = header ? 'th' : 'td';
    return element(tag, attributes, this.blocks(blocks)).replace(/\/>$/, `></${tag}>`);
  }

  private image({ fileId, alt, caption, width }: Extract<Block, { kind: 'image' }>): string {
    const file = this.sheet.images.get(fileId);
    const words = caption && `<figcaption>${escape(caption)}</figcaption>`;
    const said = altOf(this.sheet, { alt, caption });
    if (!file || !shown.has(file.mediaType)) return `<figure><p class="missing">${escape(missingImage(this.sheet, said))}</p>${words}</figure>`;
    const source = `data:${file.mediaType};base64,${this.base64(file.bytes)}`;
    return `<figure style="width: ${width}%"><img src="${source}" alt="${escape(said)}">${words}</figure>`;
  }

  private lines(lines: readonly Line[]): string {
    if (lines[0]!.number === null) return lines.map(({ runs }) => this.runs(runs)).join('');
    return lines.map(({ number, runs }) => `<span class="line" data-line="${number}">${this.runs(runs)}</span>`).join(' ');
  }

  private runs(runs: readonly Run[]): string {
    return runs.map((run) => this.run(run)).join('');
  }

  private run(run: Run): string {
    switch (run.kind) {
      case 'words': {
        let html = escape(run.text);
        if (run.italic) html = `<em>${html}</em>`;
        if (run.bold) html = `<strong>${html}</strong>`;
        return run.href ? link(run.href, html) : html;
      }
      case 'break':
        return '<br>';
      case 'footnote': {
        this.notes.push(run);
        const { number } = run;
        const name = escape(this.sheet.t('export:footnote', { number }));
        return `<sup><a id="stelle-${number}" href="#fussnote-${number}" role="doc-noteref" aria-label="${name}">${number}</a></sup>`;
      }
      case 'commentStart':
      case 'commentEnd':
        return '';
    }
  }
}

const link = (href: string, html: string): string => `<a href="${escape(href)}" rel="noopener noreferrer">${html}</a>`;

const css = `
:root { color-scheme: light dark; --muted: #4b5563; --line: #c2c8d3; --accent: #171a6e; --soft: #f2f4f8; --warm: #fdf4e7; }
@media (prefers-color-scheme: dark) { :root { --muted: #b3bac6; --line: #4b5563; --accent: #a9b4ff; --soft: #1e2430; --warm: #33261a; } }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1.25rem; font: 1.0625rem/1.6 "Fira Sans", Arial, sans-serif; overflow-wrap: break-word; hyphens: auto; }
h1, h2, h3, h4 { line-height: 1.3; text-wrap: balance; }
h2 { margin-top: 2.5rem; } h3 { margin-top: 1.75rem; }
header > p, .details, figcaption, footer { color: var(--muted); font-size: .9rem; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .35rem 1.25rem; padding: .75rem 0; border-block: 1px solid var(--line); }
dt, .label { color: var(--muted); font-weight: 400; } dd { margin: 0; }
blockquote, .internal, .task { margin: 1.25rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line); }
.task { border-color: var(--accent); }
.decision, .callout { margin: 1.25rem 0; padding: .25rem 1rem; border: 1px solid var(--accent); }
.callout { border-width: 0 0 0 4px; background: var(--soft); } .callout.important { border-color: #b45309; background: var(--warm); }
.kind { margin-bottom: 0; color: var(--accent); font-weight: 600; font-size: .9rem; }
.badge { padding: 0 .3rem; border: 1px solid var(--line); border-radius: 3px; color: var(--muted); font-size: .8rem; font-weight: 400; }
.table { overflow-x: auto; } table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .6rem; border-block: 1px solid var(--line); text-align: left; vertical-align: top; } th { background: var(--soft); } th p, td p { margin: .2rem 0; }
figure { min-width: min(100%, 12rem); margin: 1.5rem 0; } img { width: 100%; height: auto; } .missing { padding: .75rem; border: 1px solid var(--line); color: var(--muted); }
.ticks { padding-left: 0; list-style: none; } .ticks > li { display: grid; grid-template-columns: 1.6rem 1fr; } .ticks > li > * { grid-column: 2; } .ticks > li > .tick { grid-column: 1; } .ticks p { margin: 0; }
.numbered { position: relative; padding-left: 2.5rem; } .line { display: block; } .line::before { content: attr(data-line); position: absolute; left: 0; width: 1.75rem; text-align: right; color: var(--muted); font-size: .75rem; font-weight: 400; font-style: normal; line-height: 2.2; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; } .notes { margin-top: 2.5rem; border-top: 1px solid var(--line); font-size: .9rem; } footer { margin-top: 3rem; border-top: 1px solid var(--line); } code { overflow-wrap: anywhere; }
@media print { body { max-width: none; font-size: 10.5pt; } thead { display: table-header-group; } .decision, figure { break-inside: avoid; } }
`
  .trim()
  .replace(/\n/g, ' ');
