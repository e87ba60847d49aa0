/** The register of a group: every decision with its number. The filter is in the address, without a script, too. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { PageHeader } from '~/ui/page-parts';
import { DecisionRegister } from './DecisionRegister';
import { allRegistersPath, askedBy, filterIn, pageIn, registerPath } from './decisions';
import { registerPage } from './decisions.server';
import styles from './decisions.module.css';
import { registerOfGroup } from './registers.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await registerOfGroup(actor, params.group);
  const filter = { ...filterIn(request), gruppe: undefined };
  return {
    slug: group.slug,
    register: await registerPage([group], filter, pageIn(request)),
    asked: askedBy(filter),
    title: translator(language, 'decisions')('list.pageTitle', { group: group.name }),
  };
});

await wordsFor('decisions', 'minutes');

export default function DecisionList() {
  const { slug, register, asked } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <>
      <PageHeader title={t('list.title')} />
      <DecisionRegister register={register} asked={asked} path={registerPath(slug)} />
      <p className={styles.below}>
        <Link to={allRegistersPath}>{t('list.toAll')}</Link>
      </p>
    </>
  );
}
