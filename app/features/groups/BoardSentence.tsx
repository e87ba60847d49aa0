/** Says in a sentence what a step is about to do, from what the server has worked out. */
import { useTranslation } from 'react-i18next';
import { formatShortDay } from '~/services/time';
import type { Language } from '~db/values';
import type { Preview } from './board.server';
import styles from './board.module.css';

export function BoardSentence({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation('groups');
  if (preview.kind === 'incomplete') {
    return (
      <p>
        <a href={preview.missing === 'people' ? '#people' : '#groups'}>{t(`board.next.${preview.missing}`)}</a>
      </p>
    );
  }
  if (preview.kind === 'rejected') {
    return <p className={styles.problem}>{t(`errors:${preview.code}`, preview.values)}</p>;
  }
  const { gain, lose } = preview.consequences;
  const minutes = (count: number) => t('board.minutes', { count });
  const until = preview.until ? formatShortDay(preview.until, i18n.language as Language) : '';
  const sentence = t(`board.sentence.${preview.to}`, { count: preview.count, group: preview.group, until });
  const sees = (kind: 'gain' | 'lose', people: number) =>
    t(`board.${kind}${people === preview.count ? 'All' : ''}`, {
      count: people,
      minutes: minutes(kind === 'gain' ? gain.minutes : lose.minutes),
    });
  const further = [
    preview.changed > 0 && t('board.changed', { count: preview.changed }),
    preview.unchanged > 0 && t('board.unchanged', { count: preview.unchanged }),
  ].filter(Boolean);
  return (
    <>
      <p>
        <strong>{sentence}</strong>
        {gain.people > 0 && ` – ${sees('gain', gain.people)}`}
        {lose.people > 0 && ` – ${sees('lose', lose.people)}`}
        {'. '}
        {further.join(' ')}
      </p>
      <details className={styles.who}>
        <summary>{t('board.who')}</summary>
        <ul>
          {preview.people.map((person, index) => (
            <li key={index}>
              {person.name}
              {': '}
              {person.before ? t(`common:groupRole.${person.before}`) : t('board.notIn')}
              {' → '}
              {person.after ? t(`common:groupRole.${person.after}`) : t('board.notIn')}
            </li>
          ))}
          {preview.count > preview.people.length && (
            <li>{t('board.more', { count: preview.count - preview.people.length })}</li>
          )}
        </ul>
      </details>
    </>
  );
}
