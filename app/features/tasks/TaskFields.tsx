/** The fields of a task, in the forms that make and change one. */
import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { taskPriorities, taskRepeats } from '~db/values';
import { AssigneeSelect, type Assignees } from './AssigneeSelect';
import { SelectField, TextArea, TextField } from '~/ui/fields';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- conform's metadata differ by the type of the value
type Fields<Name extends string> = Record<Name, FieldMetadata<any>>;

/** What minutes say of a task: what, who, until when. */
export function SaidFields({ fields, assignees }: { fields: Fields<'what' | 'assignee' | 'dueDate'>; assignees: Assignees }) {
  const { t } = useTranslation('tasks');
  return (
    <>
      <TextField field={fields.what} label={t('field.what')} autoComplete="off" />
      <AssigneeSelect field={fields.assignee} label={t('field.who')} assignees={assignees} empty={t('nobody')} />
      <TextField field={fields.dueDate} label={t('field.due')} type="date" optional />
    </>
  );
}

/** What is the task's own. */
export function OwnFields({ fields }: { fields: Fields<'note' | 'priority' | 'repeats'> }) {
  const { t } = useTranslation('tasks');
  return (
    <>
      <TextArea field={fields.note} label={t('field.note')} optional />
      <SelectField
        field={fields.priority}
        label={t('priority.label')}
        options={taskPriorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
      />
      <SelectField
        field={fields.repeats}
        label={t('repeats.label')}
        options={(['never', ...taskRepeats] as const).map((value) => ({ value, label: t(`repeats.${value}`) }))}
      />
    </>
  );
}
