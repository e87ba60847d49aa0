/** Moving between the controls of a decision or an action item with the keyboard. Browser. */
import type { NodeViewProps } from '@tiptap/react';
import type { KeyboardEvent } from 'react';
import { backToWords, continueBelow } from './record-keys';

/**
 * Tab and Enter go on to the next control and, from the last, to the paragraph below; Shift+Tab
 * goes back, and from the first to the words, as Escape does from everywhere. The controls are no
 * tab stops of the page: who tabs past the text does not walk through every vote in it.
 */
export const moveBetweenControls =
  ({ editor, getPos }: Pick<NodeViewProps, 'editor' | 'getPos'>) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const at = getPos();
    const keys = ['Tab', 'Enter', 'Escape'];
    if (event.defaultPrevented || at === undefined || !keys.includes(event.key)) return;
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    event.stopPropagation();
    const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-control]')];
    const index = controls.indexOf(event.target as HTMLElement);
    const next = event.key === 'Escape' ? undefined : controls[index + (event.shiftKey ? -1 : 1)];
    if (next) {
      next.focus();
      if (next instanceof HTMLInputElement) next.select();
    } else if (event.shiftKey || event.key === 'Escape') {
      backToWords(editor, at);
    } else {
      continueBelow(editor, at);
    }
  };
