/** Names of files that are handed out: readable, and safe in headers and on every system. Runs anywhere. */

/** A name without what file systems refuse, of a length they all take; without an ending, so that a folder can have it. */
export const fileStem = (name: string): string =>
  name
    .replace(/[\p{Surrogate}\u0000-\u001F\u007F"*/:<>?\\|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '')
    .slice(0, 120)
    .trim();

/** The name of a file. */
export const fileName = (name: string, extension: string): string => `${fileStem(name)}.${extension}`;

/**
 * The header that says under which name a file is kept, in any script (RFC 6266, RFC 5987).
 *
 * @param how whether it is to be saved, or may be shown by the browser
 */
export function attachment(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
  const plain = name.normalize('NFKD').replace(/ß/g, 'ss').replace(/[^\x20-\x7E]/g, '').replace(/["\\%]/g, '');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
