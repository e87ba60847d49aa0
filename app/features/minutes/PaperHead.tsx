import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { TextHeadLines } from '~/texts/TextHeadLines';
import type { Attendee } from './minutes';
import styles from './minutes.module.css';
import { type PaperHeadData, attendeeDetails, paperHead } from './paper-head';

/** The head of the paper: what a German Protokoll says before its first TOP. */
export function PaperHead({ head, printOnly = false }: { head: PaperHeadData; printOnly?: boolean }) {
  const { t, i18n } = useTranslation('minutes');
  return <TextHeadLines head={paperHead(head, t, i18n.language as Language)} printOnly={printOnly} />;
}

/** As what, for whom, from when to when. */
export function AttendeeDetails({ row }: { row: Attendee }) {
  const { t } = useTranslation('minutes');
  const details = attendeeDetails(row, t);
  return details ? <span className={styles.quiet}>, {details}</span> : null;
}
