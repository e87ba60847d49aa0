/** An action item in the editor, on one line: what, who, until when. */
import { NodeViewContent, NodeViewWrapper, useEditorState, type NodeViewProps } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '~/services/time';
import type { Day } from '~db/values';
import { AssigneeField } from './AssigneeField';
import type { ActionItemAttributes } from './document';
import { DueField } from './DueField';
import styles from './editor.module.css';
import { moveBetweenControls } from './record-controls';
import { useSurroundings } from './surroundings';

export function ActionItemView({ node, editor, getPos, updateAttributes }: NodeViewProps) {
  const { t } = useTranslation('editor');
  const { language } = useSurroundings();
  const editable = useEditorState({ editor, selector: ({ editor: { isEditable } }) => isEditable });
  const { blockId, assignee, assigneeName, due } = node.attrs as ActionItemAttributes;
  const day = due === null ? '' : t('task.until', { day: formatDay(due as Day, language) });

  return (
    <NodeViewWrapper as="section" className="m-task" role="group" aria-label={t('task.name')} id={`block-${blockId}`}>
      <p className="m-kind" contentEditable={false} suppressContentEditableWarning>
        {t('task.name')}
      </p>
      <NodeViewContent className="m-what" data-hint={node.content.size === 0 ? t('task.what') : undefined} />
      {editable ? (
        <div
          className={styles.details}
          contentEditable={false}
          suppressContentEditableWarning
          onKeyDown={moveBetweenControls({ editor, getPos })}
        >
          <AssigneeField assignee={assignee} name={assigneeName} onChange={updateAttributes} />
          <DueField due={due as Day | null} onChange={(changed) => updateAttributes({ due: changed })} />
        </div>
      ) : (
        <p className="m-details">{[assigneeName, day].filter((detail) => detail !== '').join(' · ')}</p>
      )}
    </NodeViewWrapper>
  );
}
