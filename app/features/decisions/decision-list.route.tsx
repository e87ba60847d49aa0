/** The register of a group: every decision with its number. The filter is in the address, without a script, too. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { pageIn } from '~/services/paging';
import { LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';
import { FormerVotes } from './FormerVotes';
import { RunningVotes } from './RunningVotes';
import { DecisionRegister } from './DecisionRegister';
import { newCircularPath } from './circular';
import { allRegistersPath, askedBy, filterIn, registerPath } from './decisions';
import { registerPage } from './decisions.server';
import styles from './decisions.module.css';
import { circularSection } from './circular-page.server';
import { registerOfGroup } from './registers.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await registerOfGroup(actor, params.group);
  const filter = { ...filterIn(request), gruppe: undefined };
  return {
    slug: group.slug,
    circular: await circularSection(actor, group),
    register: await registerPage([group], filter, pageIn(request)),
    asked: askedBy(filter),
    title: translator(language, 'decisions')('list.pageTitle', { group: group.name }),
  };
});

await wordsFor('decisions', 'minutes');

export default function DecisionList() {
  const { slug, circular, register, asked } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <>
      <PageHeader title={t('list.title')}>
        {circular.mayPropose && <LinkButton to={newCircularPath(slug)}>{t('circular.propose')}</LinkButton>}
      </PageHeader>
      <RunningVotes slug={slug} votes={circular.votes} />
      <DecisionRegister register={register} asked={asked} path={registerPath(slug)} />
      <FormerVotes slug={slug} former={circular.former} />
      <p className={styles.below}>
        <Link to={allRegistersPath}>{t('list.toAll')}</Link>
      </p>
    </>
  );
}
