/** The words a reader has marked in the rendered text. */
import { type RefObject, useEffect, useState } from 'react';
import { renderedPassage } from '~/editor/anchors';

export type MarkedWords = {
  /** The place of the section they stand in. */
  section: number;
  from: number;
  to: number;
  quote: string;
};

/** Buttons take the selection away before they are pressed; so long it is kept. */
const lingerMs = 400;

/** Follows the selection inside `root`, whose sections carry `data-section-index`. */
export function useMarkedWords(root: RefObject<HTMLElement>): MarkedWords | null {
  const [marked, setMarked] = useState<MarkedWords | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      const found = root.current && readMarked(root.current);
      if (found) setMarked(found);
      else timer = setTimeout(() => setMarked(null), lingerMs);
    };
    document.addEventListener('selectionchange', follow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', follow);
    };
  }, [root]);
  return marked;
}

function readMarked(root: HTMLElement): MarkedWords | null {
  const selection = document.getSelection();
  const start = selection?.rangeCount ? selection.getRangeAt(0).startContainer : null;
  const element = start instanceof Element ? start : start?.parentElement;
  const section = element?.closest('[data-section-index]');
  if (!section || !root.contains(section)) return null;
  const passage = renderedPassage(section, selection);
  return passage && { section: Number(section.getAttribute('data-section-index')), ...passage };
}
