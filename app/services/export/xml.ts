/** Markup as text: HTML and the XML of office files. Whatever people typed goes through here. Runs anywhere. */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that XML 1.0 forbids, however they are written (https://www.w3.org/TR/xml/#charsets). */
 
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A text without characters that no file can hold; halves of a surrogate pair become U+FFFD. */
export const clean = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(forbidden, '');

export const escapeXml = (text: string): string => clean(text).replace(/[&<>"']/g, (sign) => entities[sign]!);

type Value = string | number | undefined;

/** An element with its attributes (those without a value are left out) and what is in it, already markup. */
export function element(name: string, attributes: Record<string, Value> = {}, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A file of XML. */
export const xmlFile = (root: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
