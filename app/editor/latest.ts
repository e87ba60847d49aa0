/** What changes with each render, for what was made once. Browser. */
import { useEffect, useRef } from 'react';

/** The newest of a value, under a name that stays. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
