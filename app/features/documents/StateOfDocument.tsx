import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { documentStates } from '~db/values';
import { StateStrip } from '~/ui/page-parts';
import type { DocumentPage } from './page.server';

/** Entwurf → In Prüfung → Verabschiedet → Archiviert, and what that means now. */
export function StateOfDocument({
  page: { head, may, round },
  children,
}: {
  page: Pick<DocumentPage, 'head' | 'may' | 'round'>;
  /** The step that is next. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const words = {
    draft: t(may.edit ? 'page.draftWriter' : 'page.draftReader'),
    in_review: t('page.inReview'),
    adopted: t('page.adopted'),
    archived: t('page.archived'),
  };
  return (
    <StateStrip
      label={t('state.label')}
      steps={documentStates.map((state) => ({ key: state, label: t(`state.${state}`) }))}
      current={head.state}
    >
      {!round && (
        <p>
          {words[head.state]}
          {head.published && ` ${t('page.published')}`}
        </p>
      )}
      {children}
    </StateStrip>
  );
}
