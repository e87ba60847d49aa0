/** How the parts of a text are called: a TOP by its number, a chapter by its heading. */
import { useTranslation } from 'react-i18next';
import type { ReviewText } from './review.server';

type Named = Pick<ReviewText['sections'][number], 'number' | 'title' | 'key'>;

/** In a sentence. */
export function useSectionName() {
  const { t } = useTranslation('editor');
  const free = useFree();
  return (part: Named): string => (part.number ? t('section.item', { number: part.number }) : part.title || free(part));
}

/** In a list, with number and title. */
export function useSectionLabel() {
  const { t } = useTranslation('editor');
  const free = useFree();
  return (part: Named): string =>
    [part.number && t('section.item', { number: part.number }), part.title].filter(Boolean).join(' ') || free(part);
}

/** A part without a name: what stands before the first heading of a paper, or minutes without an agenda. */
function useFree() {
  const { t } = useTranslation(['editor', 'reviews']);
  return ({ key }: Named): string => t(key.startsWith('kapitel-') ? 'reviews:beginning' : 'section.free');
}
