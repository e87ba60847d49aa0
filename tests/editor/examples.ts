/** Documents that the editor's tests share. */
import i18next from 'i18next';
import type { AgendaItemId } from '~db/values';
import type {
  ActionItem,
  AgendaEntry,
  AgendaSection,
  Decision,
  Inline,
  MinutesDocument,
  PaperBlock,
  PaperDocument,
  Paragraph,
  SectionBlock,
} from '~/editor/document';
import type { Translate } from '~/editor/render';
import de from '~/words/de/editor.json';
import en from '~/words/en/editor.json';

export const agendaItem = (number: string, title: string, internal = false): AgendaEntry => ({
  id: `item-${title.toLowerCase()}` as AgendaItemId,
  number,
  title,
  internal,
});

export const paragraph = (...content: (string | Inline)[]): Paragraph => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});

export const decision = (blockId: string, text: string, attrs: Partial<Decision['attrs']> = {}): Decision => ({
  type: 'decision',
  attrs: { blockId, yes: null, no: null, abstained: null, result: null, number: null, ...attrs },
  content: text === '' ? [] : [{ type: 'text', text }],
});

export const actionItem = (
  blockId: string,
  text: string,
  attrs: Partial<ActionItem['attrs']> = {},
): ActionItem => ({
  type: 'actionItem',
  attrs: { blockId, assignee: null, assigneeName: '', due: null, ...attrs },
  content: text === '' ? [] : [{ type: 'text', text }],
});

export const section = (entry: AgendaEntry, ...content: SectionBlock[]): AgendaSection => ({
  type: 'agendaSection',
  attrs: { itemId: entry.id, number: entry.number, title: entry.title, internal: entry.internal },
  content: content.length > 0 ? content : [paragraph()],
});

export const minutes = (...content: AgendaSection[]): MinutesDocument => ({ type: 'doc', content });

/** A document with one of everything. */
export const everything = minutes(
  section(
    agendaItem('1', 'Begrüßung'),
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Anlass' }] },
    paragraph(
      'Es begrüßt ',
      { type: 'mention', attrs: { personId: 'abcdefgh23456789', name: 'Ayşe Öztürk' } },
      { type: 'hardBreak' },
      { type: 'text', text: 'herzlich', marks: [{ type: 'bold' }, { type: 'italic' }] },
      {
        type: 'text',
        text: 'Einladung',
        marks: [{ type: 'link', attrs: { href: 'https://portal.example/a?b=1&c=2' } }],
      },
    ),
    { type: 'blockquote', content: [paragraph('Wer Deutsch lernt, gehört dazu.')] },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            paragraph('Kurse'),
            {
              type: 'orderedList',
              attrs: { start: 3 },
              content: [{ type: 'listItem', content: [paragraph('abends')] }],
            },
          ],
        },
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph('Ort')] },
            { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph('Plätze')] },
          ],
        },
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph('Celle')] },
            { type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph('24')] },
          ],
        },
      ],
    },
  ),
  section(
    agendaItem('2', 'Sprachkurse'),
    decision('block-one', 'Das Konzept wird angenommen.', { yes: 12, no: 0, abstained: 1, number: 'SPR 2026-07' }),
    actionItem('block-two', 'Räume anfragen', {
      assignee: 'person:abcdefgh23456789',
      assigneeName: 'Ayşe Öztürk',
      due: '2026-03-12',
    }),
    { type: 'internalPassage', content: [paragraph('Vertrauliches über Räume'), decision('block-three', 'Still.', { result: 'consensus' })] },
  ),
  section(agendaItem('3', 'Personal', true), paragraph('Geheime Personalie')),
);

export const paper = (...content: PaperBlock[]): PaperDocument => ({ type: 'paper', content });

export const footnote = (text: string): Inline => ({ type: 'footnote', attrs: { text } });

const cell = (type: 'tableCell' | 'tableHeader', text: string) => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [paragraph(text)],
});

/** A paper with one of everything. */
export const wholePaper = paper(
  paragraph('Vor allem ', { type: 'text', text: 'anderen', marks: [{ type: 'italic' }] }, '.'),
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Ausgangslage' }] },
  paragraph(
    'Kurse fehlen',
    footnote('Erhebung 2026, https://kurse.example/2026.'),
    ', sagt ',
    { type: 'mention', attrs: { personId: 'abcdefgh23456789', name: 'Ayşe Öztürk' } },
    ',',
    { type: 'hardBreak' },
    { type: 'text', text: 'deutlich', marks: [{ type: 'bold' }, { type: 'italic' }] },
    { type: 'text', text: ' und ', marks: [{ type: 'bold' }] },
    { type: 'text', text: 'belegt', marks: [{ type: 'link', attrs: { href: 'https://kurse.example/?a=1&b=2' } }] },
    ' im ',
    { type: 'text', text: 'Konzept', marks: [{ type: 'link', attrs: { href: '/dokumente/abcdefgh23456789' } }] },
    '.',
  ),
  { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'In Zahlen' }] },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('tableHeader', 'Ort'), cell('tableHeader', 'Plätze')] },
      { type: 'tableRow', content: [cell('tableCell', 'Celle'), cell('tableCell', '24')] },
    ],
  },
  {
    type: 'image',
    attrs: {
      fileId: 'abcdefgh23456789',
      alt: 'Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze',
      caption: 'Plätze je Jahr',
      width: 50,
      pixelWidth: 800,
      pixelHeight: 600,
    },
  },
  { type: 'heading', attrs: { level: 4 }, content: [{ type: 'text', text: 'Lesart' }] },
  { type: 'blockquote', content: [paragraph('Wer Deutsch lernt, gehört dazu.')] },
  { type: 'horizontalRule' },
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Was wir fordern' }] },
  {
    type: 'callout',
    attrs: { tone: 'important' },
    content: [paragraph('Ohne Frist kein Geld', footnote('§ 7 der Richtlinie.'), '.')],
  },
  {
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [
          paragraph('Mehr Kurse'),
          {
            type: 'orderedList',
            attrs: { start: 3 },
            content: [{ type: 'listItem', content: [paragraph('abends')] }],
          },
        ],
      },
    ],
  },
  {
    type: 'taskList',
    content: [
      { type: 'taskItem', attrs: { checked: true }, content: [paragraph('Entwurf')] },
      {
        type: 'taskItem',
        attrs: { checked: false },
        content: [
          paragraph('Abstimmung'),
          { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('mit Celle')] }] },
        ],
      },
    ],
  },
);

/** The words of the editor in a language, as the server hands them to the renderer. */
export async function words(language: 'de' | 'en'): Promise<Translate> {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    resources: { de: { editor: de }, en: { editor: en } },
    interpolation: { escapeValue: false },
  });
  const t = i18n.getFixedT(language, 'editor');
  return (key, values) => t(key, values ?? {});
}
