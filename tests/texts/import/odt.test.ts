/** An ODT as LibreOffice writes it; what it has in common with a DOCX is held there. */
import { describe, expect, it } from 'vitest';
import { footnote, paragraph } from '../../editor/examples';
import { png } from '../export/exports';
import { counts, lines, readOdt } from './files';

const content = async (...parameters: Parameters<typeof readOdt>) => (await readOdt(...parameters)).document.content;
const p = (inside: string, style = '') => `<text:p${style && ` text:style-name="${style}"`}>${inside}</text:p>`;
const style = (name: string, family: string, inside = '', more = '') =>
  `<style:style style:name="${name}" style:family="${family}" ${more}>${inside}</style:style>`;
const look = (attributes: string) => `<style:text-properties ${attributes}/>`;
const item = (inside: string, more = '') => `<text:list-item ${more}>${inside}</text:list-item>`;
const list = (name: string, inside: string, more = '') => `<text:list text:style-name="${name}" ${more}>${inside}</text:list>`;

const lists =
  `<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>` +
  `<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="a"/></text:list-style>`;

it('words are as their styles say, by hand and by name', async () => {
  const automatic = style('T1', 'text', look('fo:font-weight="bold"')) + style('P1', 'paragraph', look('fo:font-style="italic"'), 'style:parent-style-name="Standard"');
  const styles = style('Strong_20_Emphasis', 'text', look('fo:font-weight="700"'), 'style:display-name="Strong Emphasis"');
  const body = p(`a<text:span text:style-name="T1">b</text:span><text:span text:style-name="Strong_20_Emphasis">c</text:span><text:s text:c="3"/>d<text:line-break/>e<text:soft-page-break/>`) + p('schräg', 'P1');
  expect(await content({ body, automatic, styles })).toEqual([
    paragraph('a', { type: 'text', text: 'bc', marks: [{ type: 'bold' }] }, ' d', { type: 'hardBreak' }, 'e'),
    paragraph({ type: 'text', text: 'schräg', marks: [{ type: 'italic' }] }),
  ]);
});

it('looks that a paper does not have are told, those of named styles and links are not', async () => {
  const automatic = style('T1', 'text', look('style:text-underline-style="solid" fo:color="#ff0000"'));
  const styles = style('Internet_20_link', 'text', look('fo:color="#000080" style:text-underline-style="solid"'), 'style:display-name="Internet Link"');
  const link = '<text:a xlink:href="https://kurse.example/"><text:span text:style-name="Internet_20_link">Kurse</text:span></text:a>';
  const text = await readOdt({ body: p(`<text:span text:style-name="T1">rot</text:span> ${link}`), automatic, styles });
  expect(counts(text)).toEqual({ underline: 1, colour: 1 });
  expect(text.document.content).toEqual([
    paragraph('rot ', { type: 'text', text: 'Kurse', marks: [{ type: 'link', attrs: { href: 'https://kurse.example/' } }] }),
  ]);
});

it('title, headings, quotes, rules and callouts go by their styles, by hand ones by what they are based on', async () => {
  const styles =
    style('Quotations', 'paragraph') +
    style('Horizontal_20_Line', 'paragraph', '', 'style:display-name="Horizontal Line"') +
    style('Hinweis', 'paragraph') +
    style('Title', 'paragraph');
  const automatic = style('P9', 'paragraph', '', 'style:parent-style-name="Title"');
  const body = p('Sprachkurse', 'P9') + '<text:h text:outline-level="1">Lage</text:h><text:h text:outline-level="2">Zahlen</text:h>' + p('Zitat', 'Quotations') + p('', 'Horizontal_20_Line') + p('Bitte', 'Hinweis');
  const text = await readOdt({ body, styles, automatic });
  expect(text.title).toBe('Sprachkurse');
  expect(text.document.content.map((block) => [block.type, 'attrs' in block ? block.attrs : null])).toEqual([
    ['heading', { level: 2 }],
    ['heading', { level: 3 }],
    ['blockquote', null],
    ['horizontalRule', null],
    ['callout', { tone: 'note' }],
  ]);
});

it('lists nest, go on counting, hold further paragraphs', async () => {
  const body =
    list('L1', item(p('a') + list('L1', item(p('eins')))) + item(p('b') + p('weiter')), 'xml:id="l1"') +
    p('Dazwischen') +
    list('L2', item(p('x')), 'xml:id="l2"') +
    p('Dazwischen') +
    list('L2', item(p('y')), 'text:continue-numbering="true"');
  const text = await readOdt({ body, automatic: lists });
  const items = (...blocks: unknown[][]) => blocks.map((each) => ({ type: 'listItem', content: each }));
  expect(text.document.content).toEqual([
    {
      type: 'bulletList',
      content: items([paragraph('a'), { type: 'orderedList', attrs: { start: 1 }, content: items([paragraph('eins')]) }], [paragraph('b'), paragraph('weiter')]),
    },
    paragraph('Dazwischen'),
    { type: 'orderedList', attrs: { start: 1 }, content: items([paragraph('x')]) },
    paragraph('Dazwischen'),
    { type: 'orderedList', attrs: { start: 2 }, content: items([paragraph('y')]) },
  ]);
  expect(counts(text)).toEqual({ numberFormat: 1 });
});

it('tables keep header rows and cells that span others', async () => {
  const cell = (text: string, more = '') => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
  const body = `<table:table><table:table-column/><table:table-header-rows><table:table-row>${cell('Ort', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>${cell('a', 'table:number-rows-spanned="2"')}${cell('b')}</table:table-row><table:table-row><table:covered-table-cell/>${cell('c')}</table:table-row></table:table>`;
  const [table] = await content(body);
  expect(table?.type === 'table' && table.content.map((row) => row.content.map(({ type, attrs }) => [type, attrs.colspan, attrs.rowspan]))).toEqual([
    [['tableHeader', 2, 1]],
    [['tableCell', 1, 2], ['tableCell', 1, 1]],
    [['tableCell', 1, 1]],
  ]);
});

describe('tracked changes', () => {
  const region = (id: string, inside: string) => `<text:changed-region xml:id="${id}">${inside}</text:changed-region>`;
  const tracked = (regions: string) => `<text:tracked-changes>${regions}</text:tracked-changes>`;
  const info = '<office:change-info><dc:creator>Ada</dc:creator></office:change-info>';
  const deletion = (id: string, inside: string) => region(id, `<text:deletion>${info}${inside}</text:deletion>`);
  const insertion = (id: string) => region(id, `<text:insertion>${info}</text:insertion>`);
  const gone = (id: string) => `<text:change text:change-id="${id}"/>`;
  const added = (id: string, inside: string) => `<text:change-start text:change-id="${id}"/>${inside}<text:change-end text:change-id="${id}"/>`;
  const both = async (body: string) => [lines(await readOdt(body, 'accept')), lines(await readOdt(body, 'reject'))];

  it('are counted, and taken as somebody says', async () => {
    const body = tracked(deletion('a', p('für alle')) + insertion('b')) + p(`Kurse ${gone('a')}${added('b', 'für viele')}`);
    expect(await both(body)).toEqual([['Kurse für viele'], ['Kurse für alle']]);
    const text = await readOdt(body);
    expect([text.hasTrackedChanges, text.findings]).toEqual([
      true,
      [
        { kind: 'trackedInsertion', count: 1 },
        { kind: 'trackedDeletion', count: 1, example: 'für alle' },
      ],
    ]);
  });

  it('over several paragraphs', async () => {
    const body = tracked(deletion('a', p('eins') + p('zwei')) + insertion('b')) + p(`Vor ${gone('a')} nach`) + p('A<text:change-start text:change-id="b"/>B') + p('C<text:change-end text:change-id="b"/>D');
    expect(await both(body)).toEqual([
      ['Vor nach', 'AB', 'CD'],
      ['Vor eins', 'zwei nach', 'AD'],
    ]);
  });
});

it('footnotes, comments and images', async () => {
  const note = `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p('Erhebung 2026')}</text:note-body></text:note>`;
  const comment = `<office:annotation office:name="k"><dc:creator>Ada</dc:creator><dc:date>2026-03-12T13:00:00</dc:date>${p('Alle?')}</office:annotation>`;
  const frame = '<draw:frame svg:width="8.5cm"><draw:image xlink:href="Pictures/a.png"/><svg:title>Säulen</svg:title></draw:frame>';
  const boxed = `<draw:frame><draw:text-box>${p(`${frame}Plätze je Jahr`, 'Illustration')}</draw:text-box></draw:frame>`;
  const body = p(`Kurse${note} ${comment}für alle<office:annotation-end office:name="k"/>`) + p(boxed);
  const text = await readOdt({ body, media: { 'a.png': png() } });
  expect(text.document.content).toEqual([
    paragraph('Kurse', footnote('Erhebung 2026'), ' für alle'),
    { type: 'image', attrs: { fileId: 'image-1', alt: 'Säulen', caption: 'Plätze je Jahr', width: 50, pixelWidth: 0, pixelHeight: 0 } },
  ]);
  expect(text.comments).toEqual([{ author: 'Ada', at: '2026-03-12T13:00:00', quote: 'für alle', text: 'Alle?' }]);
  expect(counts(text)).toEqual({ comment: 1 });
});

it('tables of contents, objects, hidden sections and boxes of text are told', async () => {
  const body =
    `<text:table-of-content><text:index-body>${p('Lage 3')}</text:index-body></text:table-of-content>` +
    `<text:section text:display="none">${p('Geheim')}</text:section>` +
    p(`Text<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame><draw:frame><draw:text-box>${p('Im Kasten')}</draw:text-box></draw:frame>`) +
    p('Stand <text:date>12.03.2026</text:date>');
  const master = `<style:master-page><style:header>${p('Entwurf der AG Sprache')}</style:header></style:master-page>`;
  const text = await readOdt({ body, master });
  expect(lines(text)).toEqual(['Text', 'Im Kasten', 'Stand 12.03.2026']);
  expect(counts(text)).toEqual({ tableOfContents: 1, hiddenText: 1, embeddedObject: 1, textBox: 1, field: 1, headerFooter: 1 });
});
