/** Where the address goes, in the programs people have. */
import { useTranslation } from 'react-i18next';
import styles from './calendar.module.css';

const programs = ['apple', 'thunderbird', 'outlook', 'google', 'android'] as const;

export function SetUpHelp() {
  const { t } = useTranslation('calendar');
  return (
    <section aria-labelledby="help-title">
      <h2 id="help-title">{t('help.title')}</h2>
      <p className={styles.intro}>{t('help.text')}</p>
      {programs.map((program) => (
        <details key={program} className={styles.program}>
          <summary>{t(`help.${program}`)}</summary>
          <ul>
            {t(`help.${program}Steps`)
              .split('\n')
              .map((step) => (
                <li key={step}>{step}</li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
