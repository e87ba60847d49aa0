/** A bound on how often something is done for the same name. In memory: a restart forgets it. Runs anywhere. */

/** More names than that are never counted at once; the one that has been still for longest is forgotten. */
const mostNames = 10_000;

/**
 * @param burst how often in a row
 * @param everySeconds after how many seconds it may be done once more
 * @returns asks for a name, and counts it: 0 where it may be done, else how many seconds are left to wait
 */
export function pace({ burst, everySeconds }: { burst: number; everySeconds: number }) {
  const every = everySeconds * 1000;
  /** When each name has regained all. */
  const rested = new Map<string, number>();
  return (name: string, now: number = Date.now()): number => {
    const then = Math.max(rested.get(name) ?? 0, now) + every;
    const wait = then - now - burst * every;
    if (wait > 0) return Math.ceil(wait / 1000);
    rested.delete(name);
    rested.set(name, then);
    if (rested.size > mostNames) rested.delete(rested.keys().next().value!);
    return 0;
  };
}
