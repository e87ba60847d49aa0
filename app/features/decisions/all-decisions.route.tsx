/** The registers of all groups whose decisions one may read, in one list. */
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { pageIn } from '~/services/paging';
import { PageHeader } from '~/ui/page-parts';
import { DecisionRegister } from './DecisionRegister';
import { allRegistersPath, askedBy, filterIn } from './decisions';
import { registerPage } from './decisions.server';
import { registersOf } from './registers.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const groups = await registersOf(actor);
  const filter = filterIn(request);
  return {
    register: await registerPage(groups, filter, pageIn(request)),
    asked: askedBy(filter),
    groups: groups.map(({ slug, name }) => ({ slug, name })),
    title: translator(language, 'decisions')('all.title'),
  };
});

await wordsFor('decisions', 'minutes');

export default function AllDecisions() {
  const { register, asked, groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation('decisions');
  return (
    <>
      <PageHeader title={t('all.title')} />
      <DecisionRegister register={register} asked={asked} path={allRegistersPath} groups={groups} />
    </>
  );
}
