/** The paper of a document with its outline, and the rail beside it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Desk, useDesk } from '~/texts/Desk';
import { Paper } from '~/texts/Paper';
import { Sheet } from '~/texts/Sheet';
import { AboutTab } from './AboutTab';
import { Outline } from './Outline';
import styles from './documents.module.css';
import type { DocumentPage } from './page.server';

export function DocumentText({ page }: { page: DocumentPage }) {
  const { t, i18n } = useTranslation('documents');
  const desk = useDesk<'about'>('about');
  const [words] = useState<number | null>(null);
  return (
    <Desk
      desk={desk}
      titles={{ outline: t('page.outline'), rail: t('page.rail') }}
      outline={() => <Outline headings={page.outline} />}
      rail={[{ key: 'about', label: t('page.about'), content: <AboutTab page={page} words={words} /> }]}
    >
      <Sheet>
        <p className={styles.title}>{page.head.title}</p>
        <Paper html={page.html} language={i18n.language} />
      </Sheet>
    </Desk>
  );
}
