/** A place in the text, as the outline beside it names it. Without a script a link like any other. */
import type { ReactNode } from 'react';
import { bringToTop } from '~/ui/scrolling';

/** Also the keyboard and screen readers go on from there, as with any link to a place. */
function goTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  bringToTop(place);
}

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
        setTimeout(onGo ?? (() => goTo(target)));
      }}
    >
      {children}
    </a>
  );
}
