/** A decision in the editor: wording, three numbers, and the result that follows from them. */
import { NodeViewContent, NodeViewWrapper, useEditorState, type NodeViewProps } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { decisionResults } from '~db/values';
import type { DecisionAttributes } from './document';
import styles from './editor.module.css';
import { moveBetweenControls } from './record-controls';
import { computedResult, resultOf, wasCounted } from './records';

const votes = ['yes', 'no', 'abstained'] as const;

/** What can be chosen: `open` is what stands there until then. */
const settled = decisionResults.filter((result) => result !== 'open');

const readVotes = (typed: string): number | null =>
  /^\d{1,4}$/.test(typed) ? Number(typed) : null;

export function DecisionView({ node, editor, getPos, updateAttributes }: NodeViewProps) {
  const { t } = useTranslation('editor');
  const editable = useEditorState({ editor, selector: ({ editor: { isEditable } }) => isEditable });
  const attrs = node.attrs as DecisionAttributes;
  const name = attrs.number ? `${t('decision.name')} ${attrs.number}` : t('decision.name');
  const counted = wasCounted(attrs);
  const computed = t(`decision.${computedResult(attrs)}`);

  return (
    <NodeViewWrapper as="section" className="m-decision" role="group" aria-label={name} id={`block-${attrs.blockId}`}>
      <p className="m-kind" contentEditable={false} suppressContentEditableWarning>
        {name}
      </p>
      <NodeViewContent className="m-wording" data-hint={node.content.size === 0 ? t('decision.wording') : undefined} />
      {editable ? (
        <div
          className={styles.votes}
          contentEditable={false}
          suppressContentEditableWarning
          role="group"
          aria-label={t('decision.votes')}
          onKeyDown={moveBetweenControls({ editor, getPos })}
        >
          {votes.map((vote) => (
            <label key={vote} className={styles.vote}>
              <span>{t(`decision.${vote}`)}</span>
              <input
                data-control
                tabIndex={-1}
                className={styles.number}
                inputMode="numeric"
                autoComplete="off"
                maxLength={4}
                value={attrs[vote] ?? ''}
                onChange={(event) => updateAttributes({ [vote]: readVotes(event.target.value) })}
              />
            </label>
          ))}
          <label className={styles.result}>
            <span className="kern-sr-only">{t('decision.result')}</span>
            <select
              data-control
              data-result={resultOf(attrs)}
              tabIndex={-1}
              className={styles.select}
              value={attrs.result ?? ''}
              onChange={(event) => updateAttributes({ result: event.target.value || null })}
            >
              <option value="">{counted ? t('decision.computed', { result: computed }) : computed}</option>
              {settled.map((result) => (
                <option key={result} value={result}>
                  {t(`decision.${result}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      ) : (
        <p className="m-votes">
          {counted && `${votes.map((vote) => t(`decision.${vote}Count`, { count: attrs[vote] ?? 0 })).join(' · ')} – `}
          <strong className="m-result" data-result={resultOf(attrs)}>
            {t(`decision.${resultOf(attrs)}`)}
          </strong>
        </p>
      )}
    </NodeViewWrapper>
  );
}
