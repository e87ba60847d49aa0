import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader, Paragraphs } from '~/ui/page-parts';
import { fieldsPath } from './fields';
import { readField } from './fields.server';
import { plain } from './plain';
import styles from './public.module.css';

export const handle = plain;

export const loader = open(async ({ params }) => {
  const field = await readField(params.field);
  return { field, title: field.name };
});

await wordsFor('alliance');

export default function Field() {
  const { field } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  return (
    <>
      <PageHeader preline={<Link to={fieldsPath}>{t('fields.title')}</Link>} title={field.name} />
      <h2>{t('fields.groupsTitle')}</h2>
      {field.groups.length === 0 && <p>{t('fields.noGroups')}</p>}
      {field.groups.map(({ slug, name, description }) => (
        <section key={slug} aria-labelledby={slug} className={styles.group}>
          <h3 id={slug}>{name}</h3>
          <Paragraphs text={description} />
        </section>
      ))}
      {field.groups.length > 0 && (
        <p>
          <Link to="/arbeitsgruppen">{t('fields.join')}</Link>
        </p>
      )}
    </>
  );
}
