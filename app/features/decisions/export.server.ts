/** The register as a file: exactly what the list shows, all pages of it. */
import type { Language } from '~db/values';
import { csvOf } from '~/services/export/csv';
import { attachment, fileName } from '~/services/export/file-name';
import { translator } from '~/services/i18n/translate.server';
import { formatShortDay } from '~/services/time';
import type { RegisterFilter } from './decisions';
import { type ListedDecision, decisionsIn } from './decisions.server';
import type { Register } from './registers.server';

/**
 * An answer that hands out the decisions of these registers that are asked for, as CSV.
 *
 * @param registers those the reader may read
 * @param name what the file is called, without its ending
 */
export async function registerAsCsv(
  registers: readonly Register[],
  filter: RegisterFilter,
  language: Language,
  name: string,
): Promise<Response> {
  const csv = tableOf(await decisionsIn(registers, filter), language);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachment(fileName(name, 'csv')),
    },
  });
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
    String(decision.meetingNumber),
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
