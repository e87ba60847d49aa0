/** The register as a file: exactly what the list shows, all pages of it. */
import type { Language } from '~db/values';
import { NotFound } from '~/services/errors';
import { csvOf, csvResponse } from '~/services/export/csv';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { formatShortDay, today } from '~/services/time';
import { type Record as RecordBlock, headingOf, paragraphOf } from '~/texts/export/blocks';
import { exportResponse } from '~/texts/export/export.server';
import type { Exported } from '~/texts/export/sheet';
import type { RegisterFilter } from './decisions';
import { type ListedDecision, chosenIn, decisionsIn } from './decisions.server';
import type { Register } from './registers.server';

type Wanted = {
  /** Those the reader may read. */
  registers: readonly Register[];
  filter: RegisterFilter;
  language: Language;
  /** Stands on the paper, and is what the file is called. */
  title: string;
};

/**
 * An answer that hands out the decisions that are asked for, as a file.
 *
 * @throws NotFound for a format there is not; TypstError when a PDF can't be set at all
 */
export async function registerFile(wanted: Wanted, format: string | undefined): Promise<Response> {
  if (format !== 'csv' && format !== 'pdf') throw new NotFound();
  const listed = await decisionsIn(wanted.registers, wanted.filter);
  if (format === 'pdf') return exportResponse(paperOf(listed, wanted), 'pdf', wanted.title);
  return csvResponse(tableOf(listed, wanted.language), wanted.title);
}

const count = (votes: number | null): string => (votes === null ? '' : String(votes));

/** These decisions as a table, with its columns in a language. */
export function tableOf(listed: readonly ListedDecision[], language: Language): string {
  const t = translator(language, 'decisions');
  const result = translator(language, 'minutes');
  const head = [
    t('number'),
    t('list.group'),
    t('csv.day'),
    t('csv.origin'),
    t('csv.meeting'),
    t('csv.wording'),
    t('csv.yes'),
    t('csv.no'),
    t('csv.abstained'),
    t('result'),
    t('state.label'),
    t('csv.internal'),
  ];
  const rows = listed.map((decision) => [
    decision.number,
    decision.group.name,
    formatShortDay(decision.day, language),
    t(`origin.${decision.origin.kind}`),
    decision.origin.kind === 'minutes' ? String(decision.origin.meetingNumber) : '',
    decision.resolutionText,
    count(decision.yes),
    count(decision.no),
    count(decision.abstained),
    result(`records.result.${decision.result}`),
    decision.state ? t(`state.${decision.state}`) : '',
    t(decision.internal ? 'csv.isInternal' : 'csv.isOpen'),
  ]);
  return csvOf(head, rows);
}

/** These decisions as a paper: year by year, each in its frame, as in minutes. */
export function paperOf(listed: readonly ListedDecision[], { filter, registers, language, title }: Wanted): Exported {
  const t = translator(language, 'decisions');
  const internal = listed.some((decision) => decision.internal) ? [t('export:minutes.internal')] : [];
  const chosen = chosenIn(registers, filter);
  const across = chosen.length > 1;
  const years = [...new Set(listed.map(yearOf))];
  return {
    document: { type: 'paper', content: [] },
    title,
    language,
    head: [
      { term: t('paper.chosen'), lines: chosenBy(filter, registers, language) },
      { term: t('paper.found'), lines: [t('list.count', { count: listed.length })] },
    ],
    closing: years.flatMap((year) => [
      headingOf(year),
      ...listed.filter((decision) => yearOf(decision) === year).flatMap((decision) => [
        recordOf(decision, { language, across }),
        ...(decision.internal ? [paragraphOf(t('page.internal'))] : []),
      ]),
    ]),
    state: [t('paper.asOf', { day: formatShortDay(today(), language) }), ...internal].join(' · '),
    sha256: null,
    author: across ? t('paper.several', { count: chosen.length }) : (chosen[0]?.name ?? ''),
    at: new Date(),
    images: () => Promise.resolve(null),
    baseUrl: settings().baseUrl,
  };
}

const yearOf = ({ day }: ListedDecision): string => day.slice(0, 4);

/** What the list was narrowed by, in words; nothing where it was not. */
function chosenBy(filter: RegisterFilter, registers: readonly Register[], language: Language): string[] {
  const t = translator(language, 'decisions');
  const group = registers.find(({ slug }) => slug === filter.gruppe);
  const facts = [
    [t('list.words'), filter.text],
    [t('list.group'), group?.name],
    [t('list.year'), filter.jahr],
    [t('result'), filter.ergebnis && t(`minutes:records.result.${filter.ergebnis}`)],
    [t('state.label'), filter.stand && t(`state.${filter.stand}`)],
  ];
  return facts.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`);
}

/** "3. Sitzung am 12.03.2026", "Umlaufbeschluss vom 12.03.2026" */
function takenIn({ origin, day }: ListedDecision, language: Language): string {
  const t = translator(language, 'decisions');
  const said = formatShortDay(day, language);
  if (origin.kind === 'circular') return t('paper.circular', { day: said });
  return t('paper.taken', { number: origin.meetingNumber, day: said });
}

function recordOf(decision: ListedDecision, { language, across }: { language: Language; across: boolean }): RecordBlock {
  const t = translator(language, 'decisions');
  const { number, resolutionText, yes, no, abstained, result, state, group } = decision;
  const counted = [yes, no, abstained].some((votes) => votes !== null);
  return {
    kind: 'record',
    of: 'decision',
    name: t('page.title', { number }),
    lines: paragraphOf(resolutionText).lines,
    details: [
      ...(across ? [group.name] : []),
      takenIn(decision, language),
      ...(counted ? [t('minutes:records.votes', { yes: yes ?? 0, no: no ?? 0, abstained: abstained ?? 0 })] : []),
      ...(state ? [`${t('state.label')}: ${t(`state.${state}`)}`] : []),
    ],
    result: t(`minutes:records.result.${result}`),
  };
}
