/** The tasks of a group, as a list or as a board. Filters, order and view are in the address. */
import type { SubmissionResult } from '@conform-to/react';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { taskPriorities, taskStates } from '~db/values';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { Button, LinkButton } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { Alert, Empty, PageHeader } from '~/ui/page-parts';
import { useAssigneeGroups } from './AssigneeSelect';
import { TaskBoard } from './TaskBoard';
import { TaskFilters, useMoreFilters } from './TaskFilters';
import { TaskMoves } from './TaskMoves';
import { TaskTable } from './TaskTable';
import { takeListStep } from './listing-actions.server';
import { type ListedTask, boardOf, listTasks, tasksFrame } from './listing.server';
import { tasksPath } from './place';
import { askedOf, nobody, taskQuery } from './tasks';
import styles from './tasks.module.css';

const isBoard = (request: Request): boolean => new URL(request.url).searchParams.get('ansicht') === 'tafel';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const query = taskQuery(request);
  const shown = isBoard(request)
    ? { as: 'board' as const, columns: await boardOf(actor, group.id, query) }
    : { as: 'list' as const, ...(await listTasks(actor, group.id, query)) };
  return {
    frame: await tasksFrame(actor, group.id),
    shown,
    query,
    title: translator(language, 'tasks')('pageTitle', { group: group.name }),
  };
});

export const action = signedIn(async ({ actor, params, request }) =>
  takeListStep(actor, request, (await groupBySlug(params.group)).id),
);

await wordsFor('tasks', 'errors');

export default function TaskList() {
  const { frame, shown, query } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const path = tasksPath(useGroup().slug);
  const more = useMoreFilters(askedOf(query));
  const onBoard = shown.as === 'board';
  const shownTasks = onBoard ? shown.columns.flatMap(({ tasks }) => tasks) : shown.tasks;
  const asked = { ...askedOf(query), ...(onBoard ? { ansicht: 'tafel' } : {}) };
  const said = new URLSearchParams(Object.entries(askedOf(query)).filter(([, value]) => value));
  const other = new URLSearchParams(said);
  if (!onBoard) other.set('ansicht', 'tafel');
  return (
    <>
      <PageHeader title={t('title')}>
        {frame.mayAdd && <LinkButton to={`${path}/neu`}>{t('list.add')}</LinkButton>}
        <LinkButton kind="secondary" to={`?${other}`}>
          {t(onBoard ? 'list.asList' : 'list.asBoard')}
        </LinkButton>
      </PageHeader>
      {frame.all === 0 ? (
        <Empty title={t('list.none')}>
          <p>{t(frame.mayAdd ? 'list.noneAdd' : 'list.noneHint')}</p>
        </Empty>
      ) : (
        <FilteredList
          search={t('list.filter')}
          submit={t('list.apply')}
          asked={asked}
          filters={
            <>
              {onBoard && <input type="hidden" name="ansicht" value="tafel" />}
              <TaskFilters asked={askedOf(query)} assignees={frame.assignees} everyState={onBoard} />
            </>
          }
          more={more}
          found={t('list.count', { count: onBoard ? sum(shown.columns) : shown.found })}
          page={onBoard ? 1 : shown.page}
          pages={onBoard ? 1 : shown.pages}
        >
          <TaskMoves tasks={shownTasks}>{onBoard ? <TaskBoard columns={shown.columns} /> : <Tasks tasks={shown.tasks} />}</TaskMoves>
        </FilteredList>
      )}
      {frame.all > 0 && (
        <p className={styles.below}>
          <a href={`${path}/ausgabe/csv?${said}`}>{t('list.csv')}</a>
        </p>
      )}
    </>
  );
}

const sum = (columns: readonly { count: number }[]): number => columns.reduce((all, { count }) => all + count, 0);

const bulk = 'mehrere';

function Tasks({ tasks }: { tasks: readonly ListedTask[] }) {
  const { t } = useTranslation('tasks');
  const changeable = tasks.some((task) => task.maySetState);
  return (
    <>
      <TaskTable caption={t('title')} tasks={tasks} {...(changeable ? { choosing: bulk } : {})} />
      {changeable && <Bulk />}
    </>
  );
}

/** Changes what is chosen above. */
function Bulk() {
  const { frame } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as SubmissionResult | undefined;
  const { t } = useTranslation('tasks');
  const say = useErrorWords();
  const assignees = useAssigneeGroups(frame.assignees);
  const errors = Object.values(answer?.error ?? {}).flatMap((messages) => messages ?? []);
  const form = useRef<HTMLFormElement>(null);
  const done = useBulkDone(errors.length > 0, () => form.current?.reset());
  return (
    <section aria-labelledby="mehrere-titel" className={styles.bulk}>
      <h2 id="mehrere-titel">{t('bulk.title')}</h2>
      {errors.length > 0 && <Alert kind="danger" title={errors.map(say).join(' ')} />}
      <p role="status">{done > 0 && errors.length === 0 && t('notice.bulkDone', { count: done })}</p>
      <p className={styles.quiet}>{t('bulk.hint')}</p>
      <Form ref={form} method="post" id={bulk} className={styles.bulkFields} preventScrollReset>
        <input type="hidden" name="intent" value="bulk" />
        <FilterSelect
          name="state"
          label={t('bulk.state')}
          value=""
          all={t('bulk.same')}
          options={taskStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <FilterSelect
          name="assignee"
          label={t('bulk.who')}
          value=""
          all={t('bulk.same')}
          options={[{ value: nobody, label: t('nobody') }, ...assignees]}
        />
        <FilterSelect
          name="priority"
          label={t('bulk.priority')}
          value=""
          all={t('bulk.same')}
          options={taskPriorities.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        />
        <SearchInput name="dueDate" label={t('bulk.due')} value="" type="date" />
        <label className={styles.noDue}>
          <input type="checkbox" name="noDue" value="yes" autoComplete="off" className={styles.choose} /> {t('noDay')}
        </label>
        <Button kind="secondary">{t('bulk.do')}</Button>
      </Form>
    </section>
  );
}

/**
 * How many tasks were changed together a moment ago, to be said where it was done: the notice of the page is far above.
 *
 * @param clear empties the form, and what is chosen for it, so that nothing is changed twice
 */
function useBulkDone(failed: boolean, clear: () => void): number {
  const { formData } = useNavigation();
  const sent = formData?.get('intent') === 'bulk' ? formData.getAll('tasks').length : 0;
  const underway = useRef(0);
  const [done, setDone] = useState(0);
  useEffect(() => {
    const count = underway.current;
    underway.current = sent;
    if (count === 0 || sent > 0) return;
    setDone(failed ? 0 : count);
    if (!failed) clear();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the answer is there
  }, [sent]);
  return done;
}
