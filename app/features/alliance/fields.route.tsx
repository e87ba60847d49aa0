import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { Empty, PageHeader } from '~/ui/page-parts';
import { FieldList } from './FieldList';
import { shownFields } from './fields.server';
import { plain } from './plain';
import styles from './public.module.css';

export const handle = plain;

export const loader = open(async ({ language }) => ({
  fields: await shownFields(),
  title: translator(language, 'alliance')('fields.title'),
}));

await wordsFor('alliance');

export default function Fields() {
  const { fields } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  return (
    <>
      <PageHeader title={t('fields.title')} />
      <p className={styles.lead}>{t('fields.purpose')}</p>
      {fields.length === 0 && <Empty title={t('fields.none')} />}
      <FieldList fields={fields} />
    </>
  );
}
