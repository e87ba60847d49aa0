/** Two states of a document, compared. */
import { wordsFor } from '~/services/i18n/words';
import { ComparisonPage } from '~/texts/history/ComparisonPage';
import { comparisonLoader } from '~/texts/history/history-routes.server';
import { subjectAt } from './subject.server';

export const loader = comparisonLoader(subjectAt);

await wordsFor('versions');

export default ComparisonPage;
