/** One earlier version of a document. */
import { wordsFor } from '~/services/i18n/words';
import { VersionPage } from '~/texts/history/VersionPage';
import { restoreAction, versionLoader } from '~/texts/history/history-routes.server';
import { subjectAt } from './subject.server';

export const loader = versionLoader(subjectAt);
export const action = restoreAction(subjectAt);

await wordsFor('versions', 'errors');

export default VersionPage;
