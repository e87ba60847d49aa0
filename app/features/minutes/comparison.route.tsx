/** Two states of minutes, compared: two versions, or a version and the draft as it is now. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { ComparisonView } from '~/texts/ComparisonView';
import { endsIn, viewIn } from '~/texts/ends';
import { PageHeader } from '~/ui/page-parts';
import { minutesPath, placeOf } from './place';
import { comparisonPage } from './versions.server';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const page = await comparisonPage(actor, placeOf(params), endsIn(request), { view: viewIn(request), language });
  const { number, group } = page.head;
  const { before, after } = page.comparison;
  const title = translator(language, 'minutes')('versions.comparisonTitle', { before, after, number, group: group.name });
  return { page, title };
});

await wordsFor('minutes', 'versions');

export default function Comparison() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['versions', 'minutes']);
  const { head, comparison } = page;
  return (
    <>
      <PageHeader
        preline={
          <Link to={`${minutesPath(head.group.slug, head.number)}/fassungen`}>
            {t('minutes:versions.toList', { number: head.number })}
          </Link>
        }
        title={t('between', { before: comparison.before, after: comparison.after })}
      />
      <ComparisonView comparison={comparison} same={t('same')} />
    </>
  );
}
