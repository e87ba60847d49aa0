import type { ShouldRevalidateFunction } from '@remix-run/react';

/** Asks the page anew also after a step that was refused: what somebody else has done meanwhile is why, and must be seen. */
export const revalidateRefused: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 400 || defaultShouldRevalidate;
