/**
 * XML as small trees, read as it comes. No DOCTYPE, and with it no entities but the five of XML; bounded
 * in depth and size. Names are written with the usual prefix of their namespace, whatever the file says.
 */
import { SaxesParser } from 'saxes';
import { Rejected } from '~/services/errors';
import { importLimits } from './limits';
import type { Pace } from './pace.server';

export type XmlNode = XmlElement | string;
export type XmlElement = { name: string; attributes: Record<string, string>; children: XmlNode[] };

const ooxml = 'http://schemas.openxmlformats.org';
/** The same names in the strict edition of the standard. */
const strict = 'http://purl.oclc.org/ooxml';
const odf = 'urn:oasis:names:tc:opendocument:xmlns';

const prefixes = new Map<string, string>([
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
  [`${ooxml}/wordprocessingml/2006/main`, 'w'],
  [`${strict}/wordprocessingml/main`, 'w'],
  [`${ooxml}/officeDocument/2006/relationships`, 'r'],
  [`${strict}/officeDocument/relationships`, 'r'],
  [`${ooxml}/package/2006/relationships`, 'rel'],
  [`${ooxml}/package/2006/content-types`, 'ct'],
  [`${ooxml}/drawingml/2006/main`, 'a'],
  [`${strict}/drawingml/main`, 'a'],
  [`${ooxml}/drawingml/2006/wordprocessingDrawing`, 'wp'],
  [`${strict}/drawingml/wordprocessingDrawing`, 'wp'],
  [`${ooxml}/drawingml/2006/picture`, 'pic'],
  [`${strict}/drawingml/picture`, 'pic'],
  [`${ooxml}/officeDocument/2006/math`, 'm'],
  [`${strict}/officeDocument/math`, 'm'],
  [`${ooxml}/markup-compatibility/2006`, 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  [`${ooxml}/package/2006/metadata/core-properties`, 'cp'],
  [`${ooxml}/officeDocument/2006/extended-properties`, 'app'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://schemas.microsoft.com/office/drawing/2017/decorative', 'adec'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['http://www.w3.org/1998/Math/MathML', 'math'],
  [`${odf}:office:1.0`, 'office'],
  [`${odf}:text:1.0`, 'text'],
  [`${odf}:table:1.0`, 'table'],
  [`${odf}:style:1.0`, 'style'],
  [`${odf}:drawing:1.0`, 'draw'],
  [`${odf}:svg-compatible:1.0`, 'svg'],
  [`${odf}:xsl-fo-compatible:1.0`, 'fo'],
  [`${odf}:meta:1.0`, 'meta'],
  [`${odf}:manifest:1.0`, 'manifest'],
  ['urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0', 'loext'],
]);

const prefixed = (uri: string, local: string) => (uri === '' ? local : `${prefixes.get(uri) ?? '?'}:${local}`);

/** Bytes given to the parser at once: a few milliseconds of work. */
const portion = 64 * 1024;

const broken = () => new Rejected('textBroken');

/**
 * Reads XML and hands out the children of some elements one after the other, each as a tree: a long
 * text is never in memory as a whole.
 *
 * @param parents the names of the elements whose children are wanted
 * @throws Rejected `textBroken`, `textUnsafe` (a DOCTYPE), `textDeep`, `textHuge`
 */
export async function* childrenOf(
  bytes: Uint8Array,
  parents: readonly string[],
  pace: Pace,
): AsyncGenerator<{ element: XmlElement; read: number }> {
  yield* read(bytes, reader(parents, false), pace);
}

async function* read(
  bytes: Uint8Array,
  reading: ReturnType<typeof reader>,
  pace: Pace,
): AsyncGenerator<{ element: XmlElement; read: number }> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  for (let at = 0; at < bytes.length; at += portion) {
    const last = at + portion >= bytes.length;
    const text = decoded(decoder, bytes.subarray(at, at + portion), last);
    for (const element of reading.write(text, last)) yield { element, read: Math.min(1, (at + portion) / bytes.length) };
    await pace.rest();
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, last: boolean): string {
  try {
    return decoder.decode(bytes, { stream: !last });
  } catch {
    throw broken();
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** @param together the bound holds for all trees together, not for each of them */
function reader(parents: readonly string[], together: boolean) {
  const parser = new SaxesParser({ xmlns: true });
  const wanted = new Set(parents);
  const path: string[] = [];
  /** Open elements of the tree that is being read; empty between trees. */
  const open: XmlElement[] = [];
  let elements = 0;
  let done: XmlElement[] = [];
  // Thrown through the parser: it stops at once.
  parser.on('doctype', () => {
    throw new Rejected('textUnsafe');
  });
  parser.on('error', () => {
    throw broken();
  });
  parser.on('opentag', (tag) => {
    const name = prefixed(tag.uri, tag.local);
    if (path.length >= importLimits.depth) throw new Rejected('textDeep');
    const parent = open.at(-1);
    if (parent || wanted.has(path.at(-1) ?? '')) {
      elements = parent || together ? elements + 1 : 1;
      if (elements > importLimits.elements) throw new Rejected('textHuge');
      const attributes: Record<string, string> = {};
      for (const attribute of Object.values(tag.attributes)) {
        if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns') {
          attributes[prefixed(attribute.uri, attribute.local)] = attribute.value;
        }
      }
      const element: XmlElement = { name, attributes, children: [] };
      parent?.children.push(element);
      open.push(element);
    }
    path.push(name);
  });
  const take = (text: string) => {
    open.at(-1)?.children.push(text);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    path.pop();
    const closed = open.pop();
    if (closed && open.length === 0) done.push(closed);
  });
  return {
    write(text: string, last: boolean): XmlElement[] {
      parser.write(text);
      if (last) parser.close();
      const elements = done;
      done = [];
      return elements;
    },
  };
}

/**
 * Reads a small part as one list: the children of its root, or of several elements. A part that is not there has none.
 *
 * @throws Rejected as `childrenOf`
 */
export async function readXml(bytes: Uint8Array | undefined, roots: string | readonly string[], pace: Pace): Promise<XmlElement[]> {
  const found: XmlElement[] = [];
  if (!bytes) return found;
  for await (const { element } of read(bytes, reader([roots].flat(), true), pace)) found.push(element);
  return found;
}

/** The elements among the children. */
export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string');

/** The first child of a name. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((node): node is XmlElement => typeof node !== 'string' && node.name === name);

/** The children of a name. */
export const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element ? elementsOf(element).filter((node) => node.name === name) : [];

/** All elements of a name below an element, at any depth. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((node) => (node.name === name ? [node, ...descendants(node, name)] : descendants(node, name)));
}

/** All characters below an element. */
export const textOf = (node: XmlNode): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''));
