/** Long computations in slices, so that everybody else is served meanwhile. */
import { setImmediate } from 'node:timers/promises';

/** How long the process may be held up at a time. */
const sliceMs = 10;

/** Runs steps to their end and lets others have their turn between them. */
export async function inSlices<Outcome>(steps: Generator<undefined, Outcome>): Promise<Outcome> {
  let until = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + sliceMs;
  }
}
