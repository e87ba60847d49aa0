/** A bound on how often something is done for the same name. In memory: a restart forgets it. Runs anywhere. */

/** More names than that are never counted at once; the one that has been still for longest is forgotten. */
const mostNames = 10_000;

/**
 * @param burst how often in a row
 * @param everySeconds after how many seconds it may be done once more
 * @returns asks for a name, and counts it: 0 where it may be done, else how many seconds are left to wait
 */
export function pace({ burst, everySeconds }: { burst: number; everySeconds: number }) {
  const spent = new Map<string, { count: number; at: number }>();
  return (name: string, now: number = Date.now()): number => {
    const before = spent.get(name);
    const regained = before ? (now - before.at) / 1000 / everySeconds : 0;
    const count = Math.max(0, (before?.count ?? 0) - regained);
    if (count + 1 > burst) return Math.ceil((count + 1 - burst) * everySeconds);
    spent.delete(name);
    spent.set(name, { count: count + 1, at: now });
    if (spent.size > mostNames) spent.delete(spent.keys().next().value!);
    return 0;
  };
}
