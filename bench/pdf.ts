/** How long a PDF takes: a paper of 40 pages, set as it is handed out, in the process beside the portal. */
import i18next from 'i18next';
import type { PaperBlock, PaperDocument } from '~/editor/document';
import { endTypst } from '~/services/export/typst.server';
import { pdfOf } from '~/texts/export/pdf.server';
import { sheetOf } from '~/texts/export/sheet';
import editor from '~/words/de/editor.json';
import words from '~/words/de/export.json';
import { type Row, median } from './table';

const text = (words: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] });
const cell = (type: 'tableCell' | 'tableHeader', words: string) => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [text(words)] });

/** Chapters of text with a list, a table and a footnote each. */
function paper(chapters: number): PaperDocument {
  const sentence = 'Die Anwesenden sprechen über Sprachkurse, Räume und Ehrenamtliche in Niedersachsen. ';
  const chapter = (number: number): PaperBlock[] => [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: `Kapitel ${number}` }] },
    { type: 'paragraph', content: [{ type: 'text', text: sentence }, { type: 'footnote', attrs: { text: 'Erhebung 2026.' } }] },
    ...Array.from({ length: 4 }, () => text(sentence.repeat(7))),
    { type: 'bulletList', content: Array.from({ length: 5 }, () => ({ type: 'listItem' as const, content: [text(sentence)] })) },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', 'Ort'), cell('tableHeader', 'Plätze')] },
        ...Array.from({ length: 4 }, () => ({ type: 'tableRow' as const, content: [cell('tableCell', 'Celle'), cell('tableCell', '24')] })),
      ],
    },
  ];
  return { type: 'paper', content: Array.from({ length: chapters }, (_, index) => chapter(index + 1)).flat() };
}

async function german() {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: 'de', resources: { de: { editor, export: words } }, interpolation: { escapeValue: false } });
  const t = i18n.getFixedT('de');
  return (key: string, values?: Record<string, string | number>) => t(key, values ?? {});
}

/** The first with the start of the process, and one while it runs. */
export async function measurePdf(): Promise<Row[]> {
  const t = await german();
  const document = paper(40);
  const times: number[] = [];
  let pages = 0;
  for (let round = 0; round < 6; round++) {
    const begin = performance.now();
    const sheet = await sheetOf(
      {
        document,
        // Each another one: the same is set once.
        title: `Vierzig Seiten, ${round}`,
        language: 'de',
        head: [],
        state: 'Entwurf',
        sha256: null,
        author: 'Gruppe',
        at: new Date(0),
        images: () => Promise.resolve(null),
        baseUrl: 'http://localhost',
      },
      t,
    );
    ({ pages } = await pdfOf(sheet, 'ua-1'));
    times.push(performance.now() - begin);
  }
  endTypst();
  const [first, ...others] = times as [number, ...number[]];
  const time = median(others);
  return [
    {
      what: `PDF of a ${pages}-page paper (the first ${first.toFixed(0)} ms)`,
      measured: `${time.toFixed(0)} ms, ${((pages * 1000) / time).toFixed(0)} pages/s`,
      baseline: '',
      promise: 'print',
      kept: null,
    },
  ];
}
