import { useTranslation } from 'react-i18next';
import type { ReaderKinds } from './documents';

/** Who reads a document now, in a word or two. */
export function Readers({ readers: { widest, shares } }: { readers: ReaderKinds }) {
  const { t } = useTranslation('documents');
  const circle = t(`visibility.${widest}`);
  return <>{widest === 'group' && shares > 0 ? t('visibility.shared', { count: shares }) : circle}</>;
}
