/** Long work lets others have their turn: the process that reads a text also serves everybody's editing. */

/** The longest stretch of work without a break, in ms. */
const stretch = 15;

export type Pace = {
  /** Takes a break when one is due; to be awaited between two small pieces of work. */
  rest: () => Promise<void> | undefined;
};

/** A pace of its own for each piece of long work. */
export function newPace(): Pace {
  let since = performance.now();
  return {
    rest: () => {
      if (performance.now() - since < stretch) return undefined;
      return new Promise((resolve) =>
        setImmediate(() => {
          since = performance.now();
          resolve();
        }),
      );
    },
  };
}
