/** A section in the editor: its heading comes from the agenda and can't be typed in. */
import { NodeViewContent, NodeViewWrapper, type NodeViewProps } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import type { SectionAttributes } from './document';

export function SectionView({ node }: NodeViewProps) {
  const { t } = useTranslation('editor');
  const { itemId, number, title, internal } = node.attrs as SectionAttributes;
  const label = number !== '' ? t('section.item', { number }) : title === '' ? '' : t('section.unlisted');
  return (
    <NodeViewWrapper as="section" className="m-section" data-section={itemId}>
      <h2 contentEditable={false} suppressContentEditableWarning>
        {label !== '' && <span className="m-number">{label}</span>} {title === '' ? t('section.free') : title}
        {internal && (
          <>
            {' '}
            <span className="m-badge" title={t('section.internalHint')}>
              {t('section.internal')}
            </span>
          </>
        )}
      </h2>
      <NodeViewContent />
    </NodeViewWrapper>
  );
}
