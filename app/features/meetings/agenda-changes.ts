/** A change of an agenda in words, for the page and for mails. Runs anywhere. */
import type { AgendaChange } from './meetings';

type Translate = (key: string, values?: Record<string, string>) => string;

export function sayChange(t: Translate, change: AgendaChange): string {
  if (!('title' in change)) return t(`meetings:agendaNews.${change.kind}`);
  const title = change.title ?? t('meetings:agendaNews.internal');
  return t(`meetings:agendaNews.${change.kind}`, change.kind === 'renamed' ? { title, before: change.before } : { title });
}
