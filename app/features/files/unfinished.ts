/**
 * Remembers on the device which uploads are under way, so that the page can say what did not arrive
 * when it was closed meanwhile. A lock tells those that still run, in another tab, from those that
 * ended with their page; where browsers have none (no HTTPS), nothing is said.
 */

const prefixOf = (place: string) => `upload:${place}:`;
let count = 0;

/**
 * Notes that an upload begins.
 *
 * @returns ends the note; `told: false` leaves it for the next visit, as nobody was there to read what happened
 */
export function noteUpload(place: string, name: string): (ended: { told: boolean }) => void {
  const key = `${prefixOf(place)}${Date.now()}-${(count += 1)}`;
  let release: () => void = () => undefined;
  const runs = new Promise<void>((resolve) => (release = resolve));
  localStorage.setItem(key, name);
  void navigator.locks?.request(key, () => runs);
  return ({ told }) => {
    if (told) localStorage.removeItem(key);
    release();
  };
}

/** The names of what was under way when its page was closed. Says each once. */
export async function unfinishedUploads(place: string): Promise<string[]> {
  if (!navigator.locks) return [];
  const { held = [] } = await navigator.locks.query();
  const running = held.map(({ name }) => name);
  const ended = Object.keys(localStorage).filter((key) => key.startsWith(prefixOf(place)) && !running.includes(key));
  return ended.sort().map((key) => {
    const name = localStorage.getItem(key) ?? '';
    localStorage.removeItem(key);
    return name;
  });
}
