/** What narrows a list of tasks; it stands in the address. */
import { useTranslation } from 'react-i18next';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { type Assignees, useAssigneeGroups } from './AssigneeSelect';
import { type askedOf, dueFilters, originFilters, stateFilters, taskOrders } from './tasks';

type Props = {
  asked: ReturnType<typeof askedOf>;
  /** In the list of a group: whose tasks one can look for. */
  assignees?: Assignees;
  /** On the board all states are shown. */
  everyState?: boolean;
  /** In a list across groups: which there are. */
  groups?: readonly { slug: string; name: string }[];
};

export function TaskFilters({ asked, assignees, groups, everyState = false }: Props) {
  const { t } = useTranslation('tasks');
  const [usualState, ...states] = stateFilters;
  return (
    <>
      <SearchInput name="worte" label={t('list.words')} value={asked.worte} />
      {!everyState && (
        <FilterSelect
          name="stand"
          label={t('list.state')}
          value={asked.stand}
          all={t(`list.${usualState}`)}
          options={states.map((state) => ({ value: state, label: state === 'all' ? t('list.all') : t(`state.${state}`) }))}
        />
      )}
      {assignees && <WhoFilter value={asked.wer} assignees={assignees} />}
      {groups && groups.length > 1 && (
        <FilterSelect
          name="gruppe"
          label={t('list.group')}
          value={asked.gruppe}
          all={t('list.anyGroup')}
          options={groups.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
    </>
  );
}

/** What fewer need, for the part of the search that is folded away. */
export function useMoreFilters(asked: Props['asked']) {
  const { t } = useTranslation('tasks');
  const [usualOrder, ...orders] = taskOrders;
  const children = (
    <>
      <FilterSelect
        name="frist"
        label={t('list.due')}
        value={asked.frist}
        all={t('list.anyDue')}
        options={dueFilters.map((due) => ({ value: due, label: t(`list.dues.${due}`) }))}
      />
      <FilterSelect
        name="aus"
        label={t('list.origin')}
        value={asked.aus}
        all={t('list.anyOrigin')}
        options={originFilters.map((origin) => ({ value: origin, label: t(`list.origins.${origin}`) }))}
      />
      <FilterSelect
        name="nach"
        label={t('list.order')}
        value={asked.nach}
        all={t(`list.orders.${usualOrder}`)}
        options={orders.map((order) => ({ value: order, label: t(`list.orders.${order}`) }))}
      />
    </>
  );
  return { label: t('list.more'), open: [asked.frist, asked.aus, asked.nach].some((value) => value !== ''), children };
}

function WhoFilter({ value, assignees }: { value: string; assignees: Assignees }) {
  const { t } = useTranslation('tasks');
  const groups = useAssigneeGroups(assignees);
  return (
    <FilterSelect
      name="wer"
      label={t('list.who')}
      value={value}
      all={t('list.anyone')}
      options={[{ value: 'nobody', label: t('nobody') }, ...groups]}
    />
  );
}
