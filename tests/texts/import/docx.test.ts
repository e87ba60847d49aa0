/** A DOCX as Word, LibreOffice and Google Docs write it, construct by construct; and what is said of each that is lost. */
import { describe, expect, it } from 'vitest';
import { footnote, paragraph } from '../../editor/examples';
import { png } from '../export/exports';
import { counts, docx, field, item, lines, numbering, p, picture, read, readDocx, run, style, styled } from './files';

const content = async (...parameters: Parameters<typeof readDocx>) => (await readDocx(...parameters)).document.content;
const found = async (...parameters: Parameters<typeof readDocx>) => counts(await readDocx(...parameters));
const heading = (level: 2 | 3 | 4, text: string) => ({ type: 'heading', attrs: { level }, content: [{ type: 'text', text }] });
const list = (type: 'bulletList' | 'orderedList', start: number | null, ...items: unknown[][]) => ({
  type,
  ...(start === null ? {} : { attrs: { start } }),
  content: items.map((blocks) => ({ type: 'listItem', content: blocks })),
});
const bold = (text: string) => ({ type: 'text' as const, text, marks: [{ type: 'bold' as const }] });
const link = (text: string, href: string) => ({ type: 'text' as const, text, marks: [{ type: 'link' as const, attrs: { href } }] });

describe('words', () => {
  it('that Word has split in the middle are whole', async () => {
    const split = `${run('Sprach')}<w:proofErr w:type="spellStart"/>${run('kur', '<w:rFonts w:ascii="Arial"/>')}<w:bookmarkStart w:id="0" w:name="x"/>${run('se')}<w:bookmarkEnd w:id="0"/>`;
    expect(await content(p(split))).toEqual([paragraph('Sprachkurse')]);
  });

  it('in smart tags, content controls and alternatives are read once', async () => {
    const body = p(
      `<w:smartTag>${run('Celle')}</w:smartTag><w:sdt><w:sdtContent>${run(' und ')}</w:sdtContent></w:sdt>` +
        `<mc:AlternateContent><mc:Choice Requires="w14">${run('Uelzen')}</mc:Choice><mc:Fallback>${run('Fehler')}</mc:Fallback></mc:AlternateContent>`,
    );
    expect(await content(body)).toEqual([paragraph('Celle und Uelzen')]);
  });

  it('keep soft hyphens and spaces that do not break; tabs are spaces, breaks of pages nothing', async () => {
    const body = p('<w:r><w:t>Sprach</w:t><w:softHyphen/><w:t>kurs\u00a07</w:t><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>Z</w:t><w:br w:type="page"/><w:br/><w:t>neu</w:t></w:r>');
    expect(await content(body)).toEqual([paragraph('Sprach\u00adkurs\u00a07 A\u2011Z', { type: 'hardBreak' }, 'neu')]);
  });

  it('are bold and italic by themselves and by their styles, or are not', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>' +
      style('Betont', 'Betonter Absatz', '<w:rPr><w:i/></w:rPr>');
    const body =
      p(run('a', '<w:b/>') + run('b', '<w:b w:val="0"/>') + run('c', '<w:rStyle w:val="Fett"/>') + run('d', '<w:rStyle w:val="Fett"/><w:b w:val="false"/>')) +
      p(run('e') + run('f', '<w:i w:val="0"/>'), '<w:pStyle w:val="Betont"/>');
    expect(await content({ body, styles })).toEqual([
      paragraph(bold('a'), 'b', bold('c'), 'd'),
      paragraph({ type: 'text', text: 'e', marks: [{ type: 'italic' }] }, 'f'),
    ]);
  });

  it('lose what a paper does not have, and the report says so once a stretch', async () => {
    const body = p(
      run('unter', '<w:u w:val="single"/>') + run('strichen', '<w:u w:val="single"/>') + run(' rot', '<w:color w:val="FF0000"/>') +
        run(' gelb', '<w:highlight w:val="yellow"/>') + run(' weg', '<w:strike/>') + run('2', '<w:vertAlign w:val="superscript"/>') +
        run(' schwarz', '<w:color w:val="auto"/><w:u w:val="none"/>'),
    );
    expect((await readDocx(body)).findings).toEqual([
      { kind: 'underline', count: 1, example: 'unter' },
      { kind: 'strikethrough', count: 1, example: 'weg' },
      { kind: 'raised', count: 1, example: '2' },
      { kind: 'colour', count: 1, example: 'rot' },
    ]);
  });

  it('that are hidden stay away and are told', async () => {
    const text = await readDocx(p(run('Offen') + run(' geheim', '<w:vanish/>')));
    expect([lines(text), counts(text)]).toEqual([['Offen'], { hiddenText: 1 }]);
  });

  it('of symbol fonts are kept where they are known', async () => {
    const sign = (code: string) => `<w:r><w:sym w:font="Wingdings" w:char="${code}"/></w:r>`;
    const text = await readDocx(p(`${run('Siehe ')}${sign('F0E0')}${sign('F021')}`));
    expect([lines(text), counts(text)]).toEqual([['Siehe →▪'], { symbol: 1 }]);
  });

  it('in the middle of a paragraph are told where they are set apart', async () => {
    expect(await found(p('Mitte', '<w:jc w:val="center"/>') + p('Block', '<w:jc w:val="both"/>'))).toEqual({ alignment: 1 });
  });
});

describe('title and headings', () => {
  const german = style('Titel', 'Title') + [1, 2, 3, 4].map((level) => style(`berschrift${level}`, `heading ${level}`)).join('');

  it('of German Word: the title stands beside the text, the first heading is of the second level', async () => {
    const body = styled('Titel', 'Sprachkurse') + styled('berschrift1', 'Lage') + styled('berschrift2', 'Zahlen') + styled('berschrift3', 'Land') + styled('berschrift4', 'Celle');
    const text = await readDocx({ body, styles: german });
    expect(text.title).toBe('Sprachkurse');
    expect(text.document.content).toEqual([heading(2, 'Lage'), heading(3, 'Zahlen'), heading(4, 'Land'), heading(4, 'Celle')]);
    expect(text.findings).toEqual([{ kind: 'deepHeading', count: 1, example: 'Celle' }]);
  });

  it('without a title: the only first heading at the beginning is it', async () => {
    const text = await readDocx({ body: styled('berschrift1', 'Sprachkurse') + styled('berschrift2', 'Lage') + p('Text'), styles: german });
    expect([text.title, text.document.content[0]]).toEqual(['Sprachkurse', heading(2, 'Lage')]);
    const several = await readDocx({ body: styled('berschrift1', 'Eins') + styled('berschrift1', 'Zwei'), styles: german, title: 'Aus den Eigenschaften' });
    expect([several.title, several.document.content]).toEqual(['Aus den Eigenschaften', [heading(2, 'Eins'), heading(2, 'Zwei')]]);
  });

  it('without any: the file names it', async () => {
    expect((await read(await docx({ body: p('Text') }), 'C:\\Ablage\\Kurse_auf_dem_Land.docx')).title).toBe('Kurse auf dem Land');
  });

  it('by their level in the outline, by names in German, and by styles that are based on them', async () => {
    const styles = style('Kapitel', 'Kapitel', '<w:basedOn w:val="berschrift2"/>') + style('H', 'Überschrift 1') + german;
    const body = p('Eins', '<w:outlineLvl w:val="0"/>') + styled('Kapitel', 'Zwei') + styled('H', 'Drei') + p('Kein', '<w:outlineLvl w:val="9"/>');
    expect(await content({ body, styles })).toEqual([heading(2, 'Eins'), heading(3, 'Zwei'), heading(2, 'Drei'), paragraph('Kein')]);
  });

  it('are not bold as a whole, as Google Docs writes them; their numbers are told', async () => {
    const body = p(run('Lage', '<w:b/>'), '<w:pStyle w:val="berschrift1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>') + p('Text') + styled('berschrift1', 'Ziel');
    const text = await readDocx({ body, styles: german, numbering });
    expect([text.document.content[0], counts(text)]).toEqual([heading(2, 'Lage'), { headingNumber: 1 }]);
  });
});

describe('lists', () => {
  it('nest by level, whatever stands between', async () => {
    const body = item(1, 0, 'a') + item(1, 1, 'b') + item(2, 2, 'c') + '<w:p/>' + item(1, 0, 'd') + p('Ende');
    expect(await content({ body, numbering })).toEqual([
      list('bulletList', null, [paragraph('a'), list('bulletList', null, [paragraph('b'), list('orderedList', 1, [paragraph('c')])])], [paragraph('d')]),
      paragraph('Ende'),
    ]);
  });

  it('go on counting where they were interrupted, and begin anew where they are told to', async () => {
    const body = item(2, 0, 'eins') + item(2, 0, 'zwei') + p('Dazwischen') + item(2, 0, 'drei') + item(3, 0, 'eins') + item(3, 0, 'zwei');
    expect(await content({ body, numbering })).toEqual([
      list('orderedList', 1, [paragraph('eins')], [paragraph('zwei')]),
      paragraph('Dazwischen'),
      list('orderedList', 3, [paragraph('drei')]),
      list('orderedList', 1, [paragraph('eins')], [paragraph('zwei')]),
    ]);
  });

  it('are told by the style of a paragraph, too; a list numbered 0 is none', async () => {
    const styles = style('Aufz', 'List Bullet', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>');
    const body = styled('Aufz', 'a') + p('b', '<w:pStyle w:val="Aufz"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await content({ body, styles, numbering })).toEqual([list('bulletList', null, [paragraph('a')]), paragraph('b')]);
  });

  it('hold further paragraphs that stand as far in as they do', async () => {
    const body = item(1, 0, 'a') + p('weiter', '<w:ind w:left="720"/>') + p('nicht mehr') + p('eingerückt', '<w:ind w:left="720"/>');
    expect(await content({ body, numbering })).toEqual([
      list('bulletList', null, [paragraph('a'), paragraph('weiter')]),
      paragraph('nicht mehr'),
      paragraph('eingerückt'),
    ]);
  });

  it('with letters count 1, 2, 3, and the report says so once a list', async () => {
    expect(await found({ body: item(4, 0, 'a') + item(4, 0, 'b') + item(4, 1, 'c'), numbering })).toEqual({ numberFormat: 2 });
  });

  it('to tick off: by a box that can be ticked, by a sign, by a box as bullet', async () => {
    const box = (value: number) => `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${value}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('☐')}</w:sdtContent></w:sdt>`;
    const boxes = '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="☐"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>';
    const body = p(box(1) + run(' Entwurf')) + p('☐ Abstimmung') + p('☒ Beschluss') + item(9, 0, 'Druck');
    expect(await content({ body, numbering: boxes })).toEqual([
      {
        type: 'taskList',
        content: [[true, 'Entwurf'], [false, 'Abstimmung'], [true, 'Beschluss'], [false, 'Druck']].map(([checked, text]) => ({
          type: 'taskItem',
          attrs: { checked },
          content: [paragraph(text as string)],
        })),
      },
    ]);
  });
});

describe('links', () => {
  const links = { a: 'https://kurse.example/?a=1&amp;b=2', b: 'https://portal.example/dokumente/abcdefgh23456789', c: 'file:///C:/Antrag.docx', d: 'javascript:alert(1)' };
  const to = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text, '<w:color w:val="0563C1"/><w:u w:val="single"/>')}</w:hyperlink>`;

  it('lead out, and to documents of the portal; their look is not told', async () => {
    const text = await readDocx({ body: p(`${to('a', 'Kurse')}${run(' und ')}${to('b', 'Konzept')}`), links });
    expect(text.document.content).toEqual([
      paragraph(link('Kurse', 'https://kurse.example/?a=1&b=2'), ' und ', link('Konzept', '/dokumente/abcdefgh23456789')),
    ]);
    expect(text.findings).toEqual([]);
  });

  it('to files, to scripts and within the text become words, and are told', async () => {
    const body = p(`${to('c', 'Antrag')}${to('d', ' los')}<w:hyperlink w:anchor="_Toc1">${run(' oben')}</w:hyperlink>`);
    const text = await readDocx({ body, links });
    expect([text.document.content, counts(text)]).toEqual([[paragraph('Antrag los oben')], { internalLink: 1, otherLink: 2 }]);
  });

  it('as fields, long and short', async () => {
    const body = p(field('HYPERLINK "https://kurse.example/"', run('Kurse'))) + p(`<w:fldSimple w:instr=" HYPERLINK &quot;https://kurse.example/&quot; \\o &quot;Titel&quot; ">${run('Kurse')}</w:fldSimple>`);
    const linked = paragraph(link('Kurse', 'https://kurse.example/'));
    expect(await content(body)).toEqual([linked, linked]);
  });
});

describe('fields', () => {
  it('of a table of contents are dropped over all its paragraphs, and told once', async () => {
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const body = p(`${begin}${run('Lage')}${field('PAGEREF _Toc1', run('3'))}`) + p('Ziel') + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p('Danach');
    const text = await readDocx(body);
    expect([lines(text), counts(text)]).toEqual([['Danach'], { tableOfContents: 1 }]);
  });

  it('of a table of contents that Word has wrapped', async () => {
    const wrapped = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Inhalt')}${p('Lage 3')}</w:sdtContent></w:sdt>`;
    const text = await readDocx(wrapped + p('Danach'));
    expect([lines(text), counts(text)]).toEqual([['Danach'], { tableOfContents: 1 }]);
  });

  it('that compute something are words now; numbers of captions are as they were', async () => {
    const text = await readDocx(p(`${run('Stand ')}${field('DATE', run('12.03.2026'))}${run(', Abb. ')}${field('SEQ Abbildung', run('1'))}`));
    expect([lines(text), counts(text)]).toEqual([['Stand 12.03.2026, Abb. 1'], { field: 1 }]);
  });
});

describe('footnotes', () => {
  const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
  const note = (kind: string, id: number, inside: string) => `<w:${kind} w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${inside}</w:p></w:${kind}>`;

  it('and endnotes stand in the text, with the addresses in them', async () => {
    const footnotes = `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>${note('footnote', 1, run(' Erhebung 2026.'))}`;
    const endnotes = note('endnote', 1, run('Siehe ') + field('HYPERLINK "https://a.example/b"', run('dort')));
    const body = p(`${run('Kurse')}${reference('footnote', 1)}${run(' fehlen')}${reference('endnote', 1)}`);
    expect(await content({ body, footnotes, endnotes })).toEqual([
      paragraph('Kurse', footnote('Erhebung 2026.'), ' fehlen', footnote('Siehe dort (https://a.example/b)')),
    ]);
  });

  it('lose their emphasis and are told; long ones are several', async () => {
    const footnotes = note('footnote', 1, run('Wichtig', '<w:b/>')) + note('footnote', 2, run('Wort '.repeat(1000)));
    const text = await readDocx({ body: p(`${run('A')}${reference('footnote', 1)}${reference('footnote', 2)}`), footnotes });
    const [only] = text.document.content;
    expect(only?.type === 'paragraph' && only.content.map(({ type }) => type)).toEqual(['text', 'footnote', 'footnote', 'footnote']);
    expect(counts(text)).toEqual({ footnoteFormat: 1, longFootnote: 1 });
  });
});

describe('tracked changes', () => {
  const ins = (inside: string) => `<w:ins w:id="1" w:author="Ada">${inside}</w:ins>`;
  const del = (text: string) => `<w:del w:id="2" w:author="Ada"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
  const mark = (kind: string) => `<w:rPr><w:${kind} w:id="3"/></w:rPr>`;
  const both = async (body: string) => [lines(await readDocx(body, 'accept')), lines(await readDocx(body, 'reject'))];

  it('are counted with their words, and taken as somebody says', async () => {
    const body = p(`${run('Kurse ')}${del('für alle')}${ins(run('für viele'))}`);
    expect(await both(body)).toEqual([['Kurse für viele'], ['Kurse für alle']]);
    const text = await readDocx(body);
    expect(text.hasTrackedChanges).toBe(true);
    expect(text.findings).toEqual([
      { kind: 'trackedInsertion', count: 1, example: 'für viele' },
      { kind: 'trackedDeletion', count: 1, example: 'für alle' },
    ]);
  });

  it('of words that were moved', async () => {
    expect(await both(p(`<w:moveFrom w:id="1">${run('Eins ')}</w:moveFrom>${run('zwei ')}<w:moveTo w:id="1">${run('eins')}</w:moveTo>`))).toEqual([['zwei eins'], ['Eins zwei']]);
  });

  it('of the ends of paragraphs join or part them', async () => {
    expect(await both(p('Eins ', mark('del')) + p('zwei'))).toEqual([['Eins zwei'], ['Eins', 'zwei']]);
    expect(await both(p('Eins ', mark('ins')) + p('zwei'))).toEqual([['Eins', 'zwei'], ['Eins zwei']]);
    expect(await found(p('Eins ', mark('del')) + p('zwei'))).toEqual({ trackedDeletion: 1 });
  });

  it('of whole paragraphs leave none behind', async () => {
    expect(await both(p('Vor') + p(del('Weg'), mark('del')) + p('Nach'))).toEqual([['Vor', 'Nach'], ['Vor', 'Weg', 'Nach']]);
    expect(await both(p('Vor') + p(ins(run('Neu')), mark('ins')) + p('Nach'))).toEqual([['Vor', 'Neu', 'Nach'], ['Vor', 'Nach']]);
  });

  it('of rows of a table', async () => {
    const row = (text: string, change = '') => `<w:tr>${change && `<w:trPr><w:${change} w:id="1"/></w:trPr>`}<w:tc>${p(text)}</w:tc></w:tr>`;
    expect(await both(`<w:tbl>${row('a')}${row('b', 'del')}${row('c', 'ins')}</w:tbl>`)).toEqual([['a', 'c'], ['a', 'b']]);
  });

  it('of formatting: what was before counts where they are not accepted', async () => {
    const body = p(run('Kurse', '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'));
    expect(await content(body, 'accept')).toEqual([paragraph(bold('Kurse'))]);
    expect(await content(body, 'reject')).toEqual([paragraph('Kurse')]);
    expect(await found(body)).toEqual({ trackedFormatting: 1 });
  });

  it('are none in a text without', async () => {
    expect((await readDocx(p('Kurse'))).hasTrackedChanges).toBe(false);
  });
});

it('comments are handed out with author and the words they are about', async () => {
  const comments =
    `<w:comment w:id="1" w:author="Ada" w:date="2026-03-12T13:00:00Z">${p('Wirklich alle?')}${p('Oder viele?')}</w:comment>` +
    `<w:comment w:id="2" w:author="Grace">${p('Ohne Stelle')}</w:comment>`;
  const body = p(`${run('Kurse ')}<w:commentRangeStart w:id="1"/>${run('für alle')}`) + p(`${run('sofort')}<w:commentRangeEnd w:id="1"/>${run(' bitte')}`);
  const text = await readDocx({ body, comments });
  expect(text.comments).toEqual([
    { author: 'Ada', at: '2026-03-12T13:00:00Z', quote: 'für allesofort', text: 'Wirklich alle?\nOder viele?' },
    { author: 'Grace', at: null, quote: '', text: 'Ohne Stelle' },
  ]);
  expect(text.findings).toEqual([{ kind: 'comment', count: 2, example: 'für allesofort' }]);
});

describe('tables', () => {
  const cell = (text: string, properties = '') => `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${text.startsWith('<') ? text : p(text)}</w:tc>`;
  const row = (cells: string, properties = '') => `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`;
  const shape = async (...parameters: Parameters<typeof readDocx>) => {
    const [table] = await content(...parameters);
    if (table?.type !== 'table') throw new Error('That is no table.');
    return table.content.map((each) => each.content.map(({ type, attrs }) => [type === 'tableHeader' ? 'H' : 'c', attrs.colspan, attrs.rowspan].join('')));
  };

  it('with rows that are headers', async () => {
    expect(await shape(`<w:tbl>${row(cell('Ort') + cell('Plätze'), '<w:tblHeader/>')}${row(cell('Celle') + cell('24'))}</w:tbl>`)).toEqual([['H11', 'H11'], ['c11', 'c11']]);
  });

  it('whose style shows the first row as a header', async () => {
    const styles = '<w:style w:type="table" w:styleId="T"><w:name w:val="Grid Table 4"/><w:tblStylePr w:type="firstRow"/></w:style>';
    const table = (look: string) => `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook ${look}/></w:tblPr>${row(cell('a'))}${row(cell('b'))}</w:tbl>`;
    expect(await shape({ body: table('w:val="04A0"'), styles })).toEqual([['H11'], ['c11']]);
    expect(await shape({ body: table('w:firstRow="0"'), styles })).toEqual([['c11'], ['c11']]);
  });

  it('with cells that span others', async () => {
    const body = `<w:tbl>${row(cell('a', '<w:gridSpan w:val="2"/>') + cell('b', '<w:vMerge w:val="restart"/>'))}${row(cell('c') + cell('d') + cell('', '<w:vMerge/>'))}${row(cell('e') + cell('f') + cell('', '<w:vMerge/>'))}</w:tbl>`;
    expect(await shape(body)).toEqual([['c21', 'c13'], ['c11', 'c11'], ['c11', 'c11']]);
    expect(await found(body)).toEqual({});
  });

  it('with rows of different length are filled up', async () => {
    expect(await shape(`<w:tbl>${row(cell('a') + cell('b') + cell('c'))}${row(cell('d'))}${row(cell('e'), '<w:gridBefore w:val="1"/>')}</w:tbl>`)).toEqual([
      ['c11', 'c11', 'c11'],
      ['c11', 'c11', 'c11'],
      ['c11', 'c11', 'c11'],
    ]);
  });

  it('in tables, and headings and images in them, stand as paragraphs or below, and are told', async () => {
    const inner = `<w:tbl>${row(cell('innen'))}</w:tbl>${p('danach')}`;
    const body = `<w:tbl>${row(cell(inner) + cell(styled('h1', 'Titel')) + cell(p(picture('rId1', 'descr="Bild"'))))}</w:tbl>`;
    const text = await readDocx({ body, styles: style('h1', 'heading 1'), links: { rId1: 'media/a.png' }, media: { 'a.png': png() } });
    expect(text.document.content.map(({ type }) => type)).toEqual(['table', 'image']);
    expect([lines(text), counts(text)]).toEqual([['innen', 'danach', 'Titel'], { nestedTable: 1, blockInCell: 1, imageMoved: 1 }]);
  });
});

describe('quotes, callouts, rules', () => {
  it('by the names of their styles; one cell around them is none', async () => {
    const styles = style('Z', 'Zitat') + style('Q', 'Quote') + style('H', 'Hinweis') + style('W', 'Wichtig');
    const boxed = `<w:tbl><w:tr><w:tc>${styled('W', 'Frist')}</w:tc></w:tr></w:tbl>`;
    const body = styled('Z', 'Eins') + styled('Q', 'Zwei') + styled('H', 'Bitte') + boxed;
    expect(await content({ body, styles })).toEqual([
      { type: 'blockquote', content: [paragraph('Eins'), paragraph('Zwei')] },
      { type: 'callout', attrs: { tone: 'note' }, content: [paragraph('Bitte')] },
      { type: 'callout', attrs: { tone: 'important' }, content: [paragraph('Frist')] },
    ]);
  });

  it('a line without words is a rule, a box around words is none', async () => {
    const edge = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>';
    const drawn = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>';
    expect(await content(`${p('a')}<w:p><w:pPr>${edge}</w:pPr></w:p>${p('b', edge)}${p(drawn)}${p('c')}`)).toEqual([
      paragraph('a'),
      { type: 'horizontalRule' },
      paragraph('b'),
      { type: 'horizontalRule' },
      paragraph('c'),
    ]);
  });
});

describe('images and objects', () => {
  const image = (attrs: object) => ({ type: 'image', attrs: { fileId: 'image-1', alt: null, caption: '', width: 50, pixelWidth: 0, pixelHeight: 0, ...attrs } });
  const links = { rId1: 'media/a.png', rId2: 'media/b.emf', rId3: 'https://a.example/b.png', rId4: 'media/fehlt.png' };
  const media = { 'a.png': png(), 'b.emf': Buffer.from('\x01\x00\x00\x00 EMF') };

  it('are handed out once each, with what is said of them; a caption beside them is theirs', async () => {
    const body = p(picture('rId1', 'descr="Säulen"')) + styled('C', 'Plätze') + p(picture('rId1')) + p(run('Text ') + picture('rId1'));
    const text = await readDocx({ body, styles: style('C', 'caption'), links, media });
    expect(text.document.content).toEqual([image({ alt: 'Säulen', caption: 'Plätze' }), image({}), paragraph('Text'), image({})]);
    expect(text.images.map(({ place, name, mediaType }) => [place, name, mediaType])).toEqual([['image-1', 'a.png', 'image/png']]);
    expect(Buffer.from(await text.images[0]!.read())).toEqual(Buffer.from(png()));
  });

  it('of other formats, from elsewhere and missing ones are told', async () => {
    const body = p(picture('rId2')) + p(picture('rId3')) + p(picture('rId4')) + p('Text');
    const text = await readDocx({ body, links, media });
    expect([lines(text), counts(text)]).toEqual([['Text'], { imageKind: 1, imageMissing: 1, imageLinked: 1 }]);
  });

  it('boxes of text become paragraphs, formulas characters, charts are missing; all are told', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>${p('Im Kasten')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('Im Kasten')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const chart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>';
    const formula = '<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>';
    const text = await readDocx(p(run('Text ') + box) + p(chart) + p(`${run('mit ')}${formula}`));
    expect([lines(text), counts(text)]).toEqual([['Text', 'Im Kasten', 'mit a+b'], { textBox: 1, embeddedObject: 1, formula: 1 }]);
  });

  it('headers are told, numbers of pages are not', async () => {
    expect(await found({ body: p('Text'), header: p('Entwurf der AG Sprache') })).toEqual({ headerFooter: 1 });
    expect(await found({ body: p('Text'), header: p('Seite 3 von 7') })).toEqual({});
  });
});
