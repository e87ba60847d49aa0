import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import type { TextDocument } from '~/editor/document';
import { renderHtml, renderParts } from '~/editor/render';
import { minutesSchema } from '~/editor/schema';
import { actionItem, agendaItem, decision, everything, footnote, minutes, paper, paragraph, section, wholePaper, words } from './examples';

const inGerman = async (document: TextDocument, options: Partial<Parameters<typeof renderHtml>[1]> = {}) =>
  renderHtml(document, { t: await words('de'), language: 'de', ...options });

test('hostile content comes out as words', async () => {
  const attack = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;
  const html = await inGerman(
    minutes(
      section(
        { ...agendaItem('1', attack), id: attack as never, number: attack },
        paragraph(attack, { type: 'mention', attrs: { personId: attack, name: attack } }),
        decision(attack, attack, { number: attack }),
        actionItem(attack, attack, { assigneeName: attack }),
        { type: 'blockquote', content: [paragraph({ type: 'text', text: attack, marks: [{ type: 'bold' }] })] },
      ),
    ),
    { highlight: [{ from: 0, to: 500, id: attack }] },
  );
  expect(html).not.toMatch(/<script|<img/i);
  // Inside tags, no attribute is made of what was typed.
  for (const tag of html.match(/<[^>]*>/g) ?? []) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/onerror|alert/);
  expect(html.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(8);
});

test('a link that leads nowhere safe is text', async () => {
  for (const href of ['javascript:alert(1)', 'data:text/html,x', 'https://x.example" onclick="alert(1)']) {
    const html = await inGerman(
      minutes(section(agendaItem('1', 'A'), paragraph({ type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href } }] }))),
    );
    expect(html).not.toContain('<a');
    expect(html).toContain('hier');
  }
});

test('a decision is framed with its number, wording, votes and result', async () => {
  const html = await inGerman(everything);
  expect(html).toContain('<h3 class="m-kind">Beschluss SPR 2026-07</h3>');
  expect(html).toContain('Das Konzept wird angenommen.');
  expect(html).toContain('12 Ja · 0 Nein · 1 Enthaltung – <strong class="m-result" data-result="adopted">angenommen</strong>');
  expect(html).toContain('einvernehmlich angenommen');
});

test('the same in English', async () => {
  const html = renderHtml(everything, { t: await words('en'), language: 'en' });
  expect(html).toContain('Decision SPR 2026-07');
  expect(html).toContain('12 yes · 0 no · 1 abstention – ');
  expect(html).toContain('by Thu, 12 March 2026');
  expect(html).toContain('Item 1</span> Begrüßung');
});

test('an action item says who and by when, and its live state', async () => {
  const html = await inGerman(everything, { taskStates: new Map([['block-two', 'done']]) });
  expect(html).toContain('<span class="m-who">Ayşe Öztürk</span>');
  expect(html).toContain('<time datetime="2026-03-12">bis Do., 12. März 2026</time>');
  expect(html).toContain('<span class="m-state" data-state="done">erledigt</span>');
});

test('sections, tables and lists have the elements that say what they are', async () => {
  const html = await inGerman(everything);
  expect(html).toContain('<h2><span class="m-number">TOP 1</span> Begrüßung</h2>');
  expect(html).toContain('<h2><span class="m-number">TOP 3</span> Personal <span class="m-badge">intern</span></h2>');
  expect(html).toContain('<th scope="col">');
  expect(html).toContain('<ol start="3"');
  expect(html).toContain('<a href="https://portal.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">Einladung</a>');
  expect(html).toContain('<span class="m-mention" data-atom>@Ayşe Öztürk</span>');
});

test('blocks carry the positions that the editor counts', async () => {
  const html = await inGerman(everything);
  const doc = Node.fromJSON(minutesSchema, everything);
  const blocks: string[] = [];
  doc.descendants((node, at) => {
    if (node.isBlock && !['listItem', 'tableRow', 'tableCell', 'tableHeader'].includes(node.type.name)) {
      blocks.push(`data-from="${at}" data-to="${at + node.nodeSize}"`);
    }
  });
  expect(html.match(/data-from="\d+" data-to="\d+"/g)).toEqual(blocks);
});

test('commented words are marked, also where comments overlap and formats change', async () => {
  const document = minutes(
    section(agendaItem('1', 'A'), paragraph('ab', { type: 'text', text: 'cd', marks: [{ type: 'bold' }] }, 'ef')),
  );
  const html = await inGerman(document, {
    highlight: [
      { from: 3, to: 6, id: 'x' },
      { from: 5, to: 7, id: 'y' },
      { from: 90, to: 99, id: 'z' },
    ],
  });
  expect(html).toContain(
    'a<mark data-comments="x">b</mark><strong><mark data-comments="x">c</mark><mark data-comments="x y">d</mark></strong><mark data-comments="y">e</mark>f',
  );
});

test('a paper shows its headings, notes, ticks, images and callouts', async () => {
  const html = await inGerman(wholePaper);
  expect(html).toMatch(/<h2 id="abschnitt-1"[^>]*>Ausgangslage<\/h2>/);
  expect(html).toContain('<li data-checked="true"><span class="m-tick" role="img" aria-label="erledigt"></span>');
  expect(html).toContain('<img src="/dateien/abcdefgh23456789" alt="Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze" width="800" height="600"');
  expect(html).toContain('<figcaption>Plätze je Jahr</figcaption>');
  expect(html).toContain('data-tone="important" role="note" aria-label="Wichtig"');
  expect(html).toContain('<a href="/dokumente/abcdefgh23456789">Konzept</a>');
});

test('footnotes are numbered in the order of the text, stand at its end and lead back', async () => {
  const html = await inGerman(wholePaper);
  expect(html).toContain('Kurse fehlen<sup class="m-footnote" data-atom><a id="fussnote-1-stelle" href="#fussnote-1" role="doc-noteref" aria-label="Fußnote 1">1</a></sup>');
  expect(html).toMatch(/<li id="fussnote-1">Erhebung 2026, <a href="https:\/\/kurse\.example\/2026"[^>]*>https:\/\/kurse\.example\/2026<\/a>\. <a href="#fussnote-1-stelle"/);
  expect(html.indexOf('<li id="fussnote-2">§ 7 der Richtlinie.')).toBeGreaterThan(html.indexOf('Abstimmung'));
});

test('the parts of a paper together are the whole, notes at the end', async () => {
  const options = { t: await words('de'), language: 'de' as const };
  const parts = renderParts(wholePaper, options);
  expect(parts).toHaveLength(3);
  expect(parts.join('')).toBe(renderHtml(wholePaper, options));
});

test('hostile notes, captions and texts for images come out as words', async () => {
  const attack = `"><script>alert('x')</script>`;
  const html = await inGerman(
    paper(paragraph('x', footnote(attack)), {
      type: 'image',
      attrs: { fileId: attack, alt: attack, caption: attack, width: 50, pixelWidth: 0, pixelHeight: 0 },
    }),
  );
  expect(html).not.toContain('<script');
  expect(html.match(/&lt;script&gt;/g)).toHaveLength(4);
});
