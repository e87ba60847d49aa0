/** One's own tasks of all groups: given to oneself, or to an organisation one speaks for. */
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { FilteredList } from '~/ui/FilteredList';
import { Empty, PageHeader } from '~/ui/page-parts';
import { TaskFilters, useMoreFilters } from './TaskFilters';
import { TaskMoves } from './TaskMoves';
import { TaskTable } from './TaskTable';
import { takeListStep } from './listing-actions.server';
import { listMyTasks } from './listing.server';
import { askedOf, taskQuery } from './tasks';

export const loader = signedIn(async ({ actor, request, language }) => {
  const query = taskQuery(request);
  return { list: await listMyTasks(actor, query), query, title: translator(language, 'tasks')('mine.title') };
});

export const action = signedIn(({ actor, request }) => takeListStep(actor, request, null));

await wordsFor('tasks', 'errors');

export default function MyTasks() {
  const { list, query } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const asked = askedOf(query);
  const more = useMoreFilters(asked);
  return (
    <>
      <PageHeader title={t('mine.title')} />
      {list.all === 0 ? (
        <Empty title={t('mine.none')}>
          <p>{t('mine.noneHint')}</p>
        </Empty>
      ) : (
        <FilteredList
          search={t('list.filter')}
          submit={t('list.apply')}
          asked={asked}
          filters={<TaskFilters asked={asked} groups={list.groups} />}
          more={more}
          found={t('list.count', { count: list.found })}
          page={list.page}
          pages={list.pages}
        >
          <TaskMoves tasks={list.tasks}>
            <TaskTable caption={t('mine.title')} tasks={list.tasks} withGroup />
          </TaskMoves>
        </FilteredList>
      )}
    </>
  );
}
