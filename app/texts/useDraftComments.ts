/** Comments of a draft in its editor: marked in the text, opened from it, begun from what is selected. */
import { useEffect, useState } from 'react';
import type { AnchoredComment, SelectedPassage } from '~/editor/comments';
import { useMedia } from '~/ui/hydrated';
import type { ShownThread } from './comments';

type Options = {
  editor: { showComments: (comments: readonly AnchoredComment[]) => void } | null;
  threads: readonly Pick<ShownThread, 'id' | 'quote' | 'live' | 'resolved'>[];
  /** Whether one writes in the text oneself. */
  writes: boolean;
  /** Brings the tab of the comments into view. */
  show: () => void;
};

export function useDraftComments({ editor, threads, writes, show }: Options) {
  const [passage, setPassage] = useState<SelectedPassage | null>(null);
  const narrow = useMedia('(max-width: 64rem)');
  useEffect(() => {
    const marked = threads.flatMap(({ id, quote, live, resolved }) =>
      live && !resolved ? [{ id, quote: quote.replace(/…$/, ''), ...live }] : [],
    );
    editor?.showComments(marked);
  }, [editor, threads]);
  return {
    /** The words one wants to comment on. */
    passage,
    begin: (selected: SelectedPassage) => {
      setPassage(selected);
      show();
    },
    open: (id: string) => {
      // Who writes on a phone taps to set the cursor; a sheet would lie over it.
      if (narrow && writes) return;
      show();
      // After the tab has come into view.
      setTimeout(() => document.getElementById(`anmerkung-${id}`)?.focus());
    },
  };
}
