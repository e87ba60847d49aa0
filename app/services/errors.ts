/**
 * Errors that commands throw and routes know how to show. Each has two readers: a key into the
 * words (`errors:…`) for the person, and a cause for the log. Runs anywhere.
 */

/** What was asked for does not exist, or may not be seen: the two look the same from outside. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** Nobody is signed in; the route sends to the sign-in page and back. */
export class SignInRequired extends Error {
  override name = 'SignInRequired';
}

/**
 * The step can't be done as things stand (a stale form, the last lead …), said in plain words.
 * `code` is a key of the translation file `errors`; `field` names the field it belongs to, if any.
 */
export class Rejected extends Error {
  override name = 'Rejected';
  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
    readonly field?: string,
  ) {
    super(code);
  }
}
