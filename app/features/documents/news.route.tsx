/** What others have changed in a document since one was last here. */
import { wordsFor } from '~/services/i18n/words';
import { NewsPage } from '~/texts/history/NewsPage';
import { newsLoader } from '~/texts/history/history-routes.server';
import { subjectAt } from './subject.server';

export const loader = newsLoader(subjectAt);

await wordsFor('versions');

export default NewsPage;
