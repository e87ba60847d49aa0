/** A place in the text, as the outline beside it names it. Without a script a link like any other. */
import type { ReactNode } from 'react';
import { bringToTop } from '~/ui/scrolling';

/**
 * @param props.target the id of the element it leads to
 * @param props.onLeave the outline may stand in a sheet above the page, which has to give way
 * @param props.onGo goes there where the text is written; else the page itself does
 */
export function OutlineLink({
  target,
  onLeave,
  onGo,
  children,
}: {
  target: string;
  onLeave: () => void;
  onGo?: (() => void) | undefined;
  children: ReactNode;
}) {
  return (
    <a
      href={`#${target}`}
      onClick={(event) => {
        event.preventDefault();
        onLeave();
        // After a sheet has given the focus back.
        setTimeout(onGo ?? (() => bringToTop(document.getElementById(target))));
      }}
    >
      {children}
    </a>
  );
}
