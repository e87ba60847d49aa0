/** From when to when something counts, and whether that is over. */
import { useTranslation } from 'react-i18next';
import { formatShortDay } from '~/services/time';
import type { Day, Language } from '~db/values';
import styles from './office.module.css';

export function Period({ from, until, over }: { from: Day; until: Day | null; over: boolean }) {
  const { t, i18n } = useTranslation('office');
  const show = (day: Day) => formatShortDay(day, i18n.language as Language);
  const text =
    until && until < from
      ? t('period.day', { day: show(from) })
      : until
        ? t('period.fromUntil', { from: show(from), until: show(until) })
        : t('period.since', { from: show(from) });
  return <span className={over ? styles.muted : undefined}>{over ? t('period.over', { period: text }) : text}</span>;
}
