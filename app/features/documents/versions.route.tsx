/** Earlier versions of a document. */
import { wordsFor } from '~/services/i18n/words';
import { VersionsPage } from '~/texts/history/VersionsPage';
import { nameVersionAction, versionsLoader } from '~/texts/history/history-routes.server';
import { subjectAt } from './subject.server';

export const loader = versionsLoader(subjectAt);
export const action = nameVersionAction(subjectAt);

await wordsFor('versions', 'errors');

export default VersionsPage;
