/** "Wer sieht das?": who may read what stands here, how many they are, and why. Opens in place. */
import { useTranslation } from 'react-i18next';
import styles from './WhoSeesThis.module.css';

type Part = { relation: string; people: number; organisations: string[] };

export function WhoSeesThis({ audience }: { audience: { people: number; parts: Part[] } }) {
  const { t } = useTranslation('audience');
  return (
    <details className={styles.disclosure}>
      <summary>
        {t('question')} <span className={styles.count}>{t('people', { count: audience.people })}</span>
      </summary>
      <div className={styles.body}>
        <ul>
          {audience.parts.map((part) => (
            <li key={part.relation}>
              <strong>{t(`relation.${part.relation}.who`, { count: part.people })}</strong>
              {' – '}
              {t(`relation.${part.relation}.why`)}
              {part.organisations.length > 0 && (
                <ul>
                  {part.organisations.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
        <p className={styles.note}>{t('note')}</p>
      </div>
    </details>
  );
}
