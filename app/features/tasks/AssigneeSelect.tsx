/** Who a task is given to: a person of the group, or an organisation. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '~/ui/fields';

export type Assignees = {
  people: readonly { id: string; name: string }[];
  organisations: readonly { id: string; name: string }[];
};

/** The choices as groups of a list. */
export function useAssigneeGroups({ people, organisations }: Assignees) {
  const { t } = useTranslation('tasks');
  const options = (kind: 'person' | 'organisation', list: Assignees['people']) =>
    list.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return [
    { label: t('list.people'), options: options('person', people) },
    { label: t('list.organisations'), options: options('organisation', organisations) },
  ];
}

export function AssigneeSelect({
  field,
  label,
  assignees,
  empty,
}: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- conform's metadata differ by the type of the value
  field: FieldMetadata<any>;
  label: string;
  assignees: Assignees;
  empty: string;
}) {
  return <SelectField field={field} label={label} optional empty={empty} options={useAssigneeGroups(assignees)} />;
}
