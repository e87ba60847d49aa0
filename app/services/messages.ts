/** Messages of forms: keys of the namespace `errors`; values follow after a `|` as JSON. Runs anywhere. */

/** A message with values, e.g. `tooLong|{"maximum":200}`. */
export function withValues(key: string, values: Record<string, string | number>): string {
  return Object.keys(values).length > 0 ? `${key}|${JSON.stringify(values)}` : key;
}

/** Takes a message apart again, for `t(key, values)` in the namespace `errors`. */
export function messageParts(message: string): { key: string; values: Record<string, string | number> } {
  const [key, json] = message.split(/\|(.*)/s);
  return { key: key!, values: json ? (JSON.parse(json) as Record<string, string | number>) : {} };
}
