/** Marks in the live text what open comments are about. */
import { useEffect } from 'react';
import type { AnchoredComment } from '~/editor/comments';
import type { ShownThread } from './comments';

/** @param editor once it is there */
export function useMarkedComments(
  editor: { showComments: (comments: readonly AnchoredComment[]) => void } | null,
  threads: readonly ShownThread[],
): void {
  useEffect(() => {
    const marked = threads.flatMap(({ id, quote, live, resolved }) =>
      live && !resolved ? [{ id, quote: quote.replace(/…$/, ''), ...live }] : [],
    );
    editor?.showComments(marked);
  }, [editor, threads]);
}
