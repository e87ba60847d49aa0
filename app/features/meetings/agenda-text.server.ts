/** An agenda as plain text, for mails and calendars. */
import type { Language } from '~db/values';
import { translator } from '~/services/i18n/translate.server';
import type { AgendaItem } from './meetings';

/** The agenda in lines: "14:00  TOP 1  Begrüßung (Information, Anna Beispiel)"; empty where there is none. */
export function agendaText(items: readonly AgendaItem[], language: Language): string {
  const t = translator(language, 'meetings');
  const lines = items.map((item) => {
    const name = t('agenda.itemNumber', { number: item.number });
    if (item.title === null) return [item.at, name, t('agenda.internal')].filter(Boolean).join('  ');
    const about = [t(`agenda.kinds.${item.kind!}`), item.presenter].filter(Boolean).join(', ');
    return [item.at, name, `${item.title} (${about})`].filter(Boolean).join('  ');
  });
  return lines.length > 0 ? [t('agenda.title'), ...lines].join('\n') : '';
}
