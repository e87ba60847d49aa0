/**
 * A sheet in Typst. The template is ours, and what people wrote reaches it as JSON: strings that are set
 * as they are, never read as markup. Every kind of block has its piece of the template; one without does
 * not compile. Runs anywhere.
 */
import { type Block, type Run, isBlank } from './blocks';
import { type Sheet, altOf, missingImage, sizeOnPaper, textArea } from './sheet';

/** How each kind of run is set; `r` is the run. */
const runRules: { [Kind in Run['kind']]: string } = {
  words: `{
    let c = text(r.text)
    if r.bold { c = strong(c) }
    if r.italic { c = emph(c) }
    if r.href == none { c } else { link(r.href, c) }
  }`,
  break: 'linebreak()',
  footnote: 'footnote({ for w in r.words { if w.href == none { text(w.text) } else { link(w.href, text(w.text)) } } })',
  commentStart: 'none',
  commentEnd: 'none',
};

/** How each kind of block is set; `b` is the block. */
const blockRules: { [Kind in Block['kind']]: string } = {
  heading: `heading(level: b.rank, {
    if b.label != "" { text(fill: muted, weight: 400, b.label); h(0.6em) }
    set-lines(b)
    if b.badge != "" { h(0.5em); badge(b.badge) }
  })`,
  paragraph: 'par(set-lines(b))',
  list: `{
    let items = b.items.map(i => set-blocks(i.blocks))
    if b.style == "ordered" { enum(start: b.start, ..items) }
    else if b.style == "bullet" { list(..items) }
    else {
      list(marker: none, body-indent: 0pt, ..b.items.zip(items).map(((i, c)) => grid(
        columns: (1.5em, 1fr), text(font: "DejaVu Sans", if i.checked { "☑" } else { "☐" }), c,
      )))
    }
  }`,
  quote: `quote(block: true, set-blocks(b.blocks))`,
  callout: `frame(
    stroke: (left: 3pt + if b.tone == "important" { rgb("#b45309") } else { accent }),
    fill: if b.tone == "important" { rgb("#fdf4e7") } else { rgb("#eef3fa") },
    { par(kind(b.name)); set-blocks(b.blocks) },
  )`,
  table: `{
    let cells = (rows) => rows.map(r => r.map(c => table.cell(
      x: c.column, y: c.row, colspan: c.colspan, rowspan: c.rowspan,
      fill: if c.header == none { none } else { soft }, set-blocks(c.blocks),
    ))).flatten()
    set text(size: if b.columns > 6 { 8pt } else { 9.5pt }, hyphenate: true)
    set par(leading: 0.55em, spacing: 0.7em)
    set par.line(numbering: none)
    show table.cell: it => if it.fill == soft { strong(it) } else { it }
    let head = cells(b.rows.slice(0, b.head))
    let body = cells(b.rows.slice(b.head))
    block(width: 100%, above: 1.4em, below: 1.4em, table(
      columns: b.widths.map(w => w * 1fr), align: left + top, inset: (x: 6pt, y: 5pt),
      stroke: (x: none, y: 0.5pt + rule),
      ..if b.head > 0 { (table.header(..head),) } else { () },
      ..body,
    ))
  }`,
  image: `{
    set par.line(numbering: none)
    let shown = if b.file == none {
      frame(stroke: 0.5pt + rule, text(fill: muted, b.missing))
    } else if b.alt == "" {
      pdf.artifact(image(b.file, width: b.width * 1%, fit: "contain"))
    } else {
      image(b.file, alt: b.alt, width: b.width * 1%, fit: "contain")
    }
    block(breakable: false, spacing: 1.4em, {
      shown
      if b.caption != "" { block(spacing: 0.6em, text(size: 9pt, fill: muted, b.caption)) }
    })
  }`,
  rule: 'block(spacing: 1.6em, pdf.artifact(line(length: 100%, stroke: 0.5pt + rule)))',
  record: `frame(
    stroke: if b.of == "decision" { 0.8pt + accent } else { (left: 1.5pt + accent) },
    {
      block(sticky: true, kind(b.name))
      par(set-lines(b))
      let about = b.details.join(" · ")
      if about != none or b.result != "" {
        par(text(size: 9.5pt, {
          if about != none { text(fill: muted, about) }
          if about != none and b.result != "" { text(fill: muted, " – ") }
          if b.result != "" { strong(text(b.result)) }
        }))
      }
    },
  )`,
  internal: `frame(stroke: (left: 1.5pt + rule), {
    par({ badge(b.badge); h(0.5em); text(size: 9pt, fill: muted, b.name) })
    set-blocks(b.blocks)
  })`,
};

const choose = (variable: string, rules: Record<string, string>): string =>
  Object.entries(rules)
    .map(([kind, rule]) => `if ${variable}.kind == "${kind}" { ${rule} }`)
    .join(' else ');

/** The whole of the setting: A4, in Fira Sans, headings in the outline, the state at the foot of each page. */
export const template = `
#let s = json("/sheet.json")
#let accent = rgb("#171a6e")
#let muted = rgb("#4b5563")
#let rule = rgb("#c2c8d3")
#let soft = rgb("#f2f4f8")

#set document(title: s.title, author: s.author, description: s.description, keywords: s.keywords,
  date: datetime(year: s.date.at(0), month: s.date.at(1), day: s.date.at(2), hour: s.date.at(3), minute: s.date.at(4), second: s.date.at(5)))
#set text(lang: s.language, region: s.region, size: 10.5pt, fallback: false, hyphenate: false,
  font: ("Fira Sans", "DejaVu Sans", "Noto Emoji"))
#set par(leading: 0.72em, spacing: 1em, justify: false)
#set par.line(numbering: none)
#let numbers = n => text(size: 7.5pt, fill: muted, str(n))

#set page(paper: "a4", margin: (top: 28mm, bottom: 26mm, left: 27mm, right: 23mm),
  header: context if counter(page).get().first() > 1 {
    set text(size: 8.5pt, fill: muted)
    grid(columns: (1fr, auto), column-gutter: 8mm, s.title, s.author)
    v(-0.5em)
    line(length: 100%, stroke: 0.5pt + rule)
  },
  footer: context {
    set text(size: 8.5pt, fill: muted)
    line(length: 100%, stroke: 0.5pt + rule)
    v(-0.5em)
    let (before, between, after) = s.page
    let page-number = before + str(counter(page).get().first()) + between + str(counter(page).final().first()) + after
    grid(columns: (1fr, auto), column-gutter: 8mm,
      { s.state; if s.seal != none { " · " + s.sealShort } }, page-number)
  })

#let badge(words) = box(stroke: 0.5pt + rule, radius: 2pt, inset: (x: 3pt), outset: (y: 2.5pt),
  text(size: 8pt, weight: 400, fill: muted, words))
#let kind(words) = text(size: 9pt, weight: 600, fill: accent, words)
#let frame(stroke: none, fill: none, body) = block(width: 100%, stroke: stroke, fill: fill,
  inset: (x: 10pt, y: 9pt), above: 1.3em, below: 1.3em, { set par(spacing: 0.75em); body })

#let set-run(r) = ${choose('r', runRules)}
#let set-runs(runs) = for r in runs { set-run(r) }
// A numbered line stays one, however wide: it is a box that does not break.
#let set-lines(b) = {
  if b.lines.first().number == none { for l in b.lines { set-runs(l.runs) } }
  else {
    set par.line(numbering: numbers)
    for (i, l) in b.lines.enumerate() {
      if i > 0 { linebreak() }
      box(set-runs(l.runs))
    }
  }
}
#let set-blocks(blocks) = for b in blocks { ${choose('b', blockRules)} }

#set list(indent: 2pt, body-indent: 7pt, spacing: 0.75em, marker: ([•], [–], [·]))
#set enum(indent: 2pt, body-indent: 7pt, spacing: 0.75em)
#set quote(block: true)
#show quote: it => block(inset: (left: 2pt), stroke: (left: 2pt + rule), above: 1.3em, below: 1.3em,
  pad(y: 2pt, text(style: "italic", it.body)))
#show link: set text(fill: rgb("#1f4b99"))
#set footnote.entry(separator: line(length: 30mm, stroke: 0.5pt + rule), gap: 0.5em)
#show footnote.entry: set text(size: 8.5pt)
#set strong(delta: 200)
#show heading: set text(weight: 600)
#show heading: set block(sticky: true)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 1): set block(above: 2em, below: 0.9em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading.where(level: 3): set block(above: 1.4em, below: 0.7em)
#show title: set text(size: 21pt, weight: 600)
#show title: set par(leading: 0.4em)
#show title: set block(below: 1.2em)

#text(size: 9.5pt, fill: muted, s.author)
#v(-0.4em)
#title()
#if s.head.len() > 0 {
  block(above: 0.4em, below: 1.6em, width: 100%, stroke: (y: 0.8pt + accent), inset: (y: 8pt), {
    set text(size: 9.5pt)
    set par(spacing: 0.6em, leading: 0.6em)
    show terms: set strong(delta: 0)
    terms(separator: none, hanging-indent: 36mm, spacing: 0.75em, ..s.head.map(row => terms.item(
      box(width: 36mm, text(weight: 400, fill: muted, row.term)),
      row.lines.map(l => text(l)).join(linebreak()),
    )))
  })
}
#set-blocks(s.blocks)
#if s.seal != none or s.note != "" {
  block(above: 2.4em, breakable: false, width: 100%, stroke: (top: 0.5pt + rule), inset: (top: 6pt), {
    set text(size: 8.5pt, fill: muted)
    s.state
    if s.seal != none { linebreak(); s.sealName + ": "; text(size: 8pt, hyphenate: false, s.seal) }
    if s.note != "" { linebreak(); s.note }
  })
}
`;

type Set = Record<string, unknown>;

/** A page number says "Seite 3 von 7": the words around its two numbers. */
function aroundNumbers(t: Sheet['t']): string[] {
  const [page, pages] = ['\u0001', '\u0002'];
  return t('export:page', { page, pages }).split(/[\u0001\u0002]/);
}

/** The sheet as the template reads it. @param withImages leaves them out where one can't be set */
export function typstData(sheet: Sheet, { withImages, note }: { withImages: boolean; note: string }): Set {
  const { title, author, language, state, sha256, at, t } = sheet;
  const blocks = (list: readonly Block[]): Set[] => list.map(block);
  const block = (told: Block): Set => {
    switch (told.kind) {
      case 'heading':
        return isBlank(told) ? { ...told, kind: 'paragraph' } : told;
      case 'list':
        return { ...told, items: told.items.map((item) => ({ ...item, blocks: blocks(item.blocks) })) };
      case 'quote':
      case 'callout':
      case 'internal':
        return { ...told, blocks: blocks(told.blocks) };
      case 'table': {
        const rows = told.rows.map((cells, row) => cells.map((cell) => ({ ...cell, row, blocks: blocks(cell.blocks) })));
        return { kind: told.kind, columns: told.columns, head: told.headerRows, rows, widths: widthsOf(told) };
      }
      case 'image': {
        const file = withImages ? settableImage(sheet, told.fileId) : null;
        const alt = altOf(sheet, told);
        const image = sheet.images.get(told.fileId);
        const width = image ? (100 * sizeOnPaper(image, told.width).width) / textArea.width : told.width;
        return { ...told, width, alt, file: file && `/${file}`, missing: missingImage(sheet, alt) };
      }
      default:
        return told;
    }
  };
  return {
    title,
    author,
    language,
    region: language === 'de' ? 'DE' : 'GB',
    state,
    seal: sha256,
    sealName: t('export:seal'),
    sealShort: sha256 && `SHA-256 ${sha256.slice(0, 12)} …`,
    note,
    description: state,
    keywords: [state, ...(sha256 ? [`SHA-256 ${sha256}`] : [])],
    date: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()],
    page: aroundNumbers(t),
    head: sheet.head,
    blocks: blocks(sheet.blocks),
  };
}

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

function settableImage(sheet: Sheet, fileId: string): string | null {
  const ending = endings[sheet.images.get(fileId)?.mediaType ?? ''];
  return ending ? `${fileId}.${ending}` : null;
}

/** The images of a sheet that can be set, under the names the template calls them. */
export const typstImages = (sheet: Sheet): { name: string; bytes: Uint8Array }[] =>
  [...sheet.images].flatMap(([fileId, { bytes }]) => {
    const name = settableImage(sheet, fileId);
    return name ? [{ name, bytes }] : [];
  });

/** Columns as wide as their words ask for, none less than a fifth of the widest. */
function widthsOf({ columns, rows }: Extract<Block, { kind: 'table' }>): number[] {
  const longest = Array.from({ length: columns }, () => 1);
  for (const cell of rows.flat()) {
    const size = Math.max(0, ...cell.blocks.map(sizeOf)) / cell.colspan;
    longest[cell.column] = Math.max(longest[cell.column]!, Math.sqrt(size));
  }
  const widest = Math.max(...longest);
  return longest.map((width) => Math.max(width, widest / 5));
}

/** About how many characters a block has. */
function sizeOf(block: Block): number {
  if ('lines' in block) return block.lines.reduce((sum, { runs }) => sum + runs.reduce((n, run) => n + (run.kind === 'words' ? run.text.length : 2), 0), 0);
  if (block.kind === 'list') return Math.max(0, ...block.items.flatMap((item) => item.blocks.map(sizeOf))) + 4;
  return 0;
}
