/** Styles of an OpenDocument text: what they are for, how they look, how their lists count. */
import { boxSign } from './docx-parts.server';
import type { FindingKind } from './report';
import { type Role, roleOfStyle } from './style-names';
import { type XmlElement, child, elementsOf } from './xml.server';

export type OdtStyle = {
  role: Role;
  bold: boolean | undefined;
  italic: boolean | undefined;
  looks: ReadonlySet<FindingKind>;
  hidden: boolean;
  /** A line below or above it. */
  ruled: boolean;
  aligned: boolean;
};

export type OdtListLevel = { kind: 'bullet' | 'number'; special: boolean; start: number; box: boolean | undefined };

const bare: OdtStyle = {
  role: { kind: 'text' },
  bold: undefined,
  italic: undefined,
  looks: new Set(),
  hidden: false,
  ruled: false,
  aligned: false,
};

export class OdtStyles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #byHand = new Set<XmlElement>();
  readonly #resolved = new Map<string, OdtStyle>();
  readonly #lists = new Map<string, Map<number, OdtListLevel | undefined>>();
  /** The width of the text, in cm. */
  textWidth = 17;

  /** @param byHand a look that somebody gave these words, not that of a named style */
  add(element: XmlElement, byHand: boolean): void {
    const name = element.attributes['style:name'] ?? '';
    if (byHand) this.#byHand.add(element);
    if (element.name === 'style:style') this.#elements.set(`${element.attributes['style:family']}/${name}`, element);
    if (element.name === 'text:list-style') this.#lists.set(name, readLevels(element));
    if (element.name === 'style:page-layout') this.#measure(child(element, 'style:page-layout-properties'));
  }

  #measure(layout: XmlElement | undefined): void {
    const sizes = ['fo:page-width', 'fo:margin-left', 'fo:margin-right'].map((name) => lengthOf(layout?.attributes[name]));
    const width = sizes[0]! - (sizes[1] || lengthOf(layout?.attributes['fo:margin'])) - sizes[2]!;
    if (width > 0) this.textWidth = width;
  }

  ofParagraph = (name: string | undefined): OdtStyle => this.#resolve('paragraph', name ?? '', 0);
  ofText = (name: string | undefined): OdtStyle => (name === undefined ? bare : this.#resolve('text', name, 0));

  /** What a level of a list looks like, 0 is the first; undefined where it shows nothing. */
  listLevel(list: string, level: number): OdtListLevel | undefined {
    const found = this.#lists.get(list);
    return found ? found.get(level) : { kind: 'bullet', special: false, start: 1, box: undefined };
  }

  #resolve(family: string, name: string, depth: number): OdtStyle {
    const key = `${family}/${name}`;
    const known = this.#resolved.get(key);
    if (known) return known;
    const element = this.#elements.get(key);
    if (!element || depth > 20) return { ...bare, role: roleOfStyle(name) ?? bare.role };
    const { 'style:parent-style-name': parent, 'style:display-name': shown } = element.attributes;
    const base = parent === undefined ? bare : this.#resolve(family, parent, depth + 1);
    const [text, paragraph] = [child(element, 'style:text-properties'), child(element, 'style:paragraph-properties')];
    const style: OdtStyle = {
      role: roleOfStyle(shown ?? name) ?? base.role,
      bold: weightOf(text) ?? base.bold,
      italic: slantOf(text) ?? base.italic,
      looks: this.#byHand.has(element) ? new Set([...base.looks, ...looksOf(text)]) : base.looks,
      hidden: text?.attributes['text:display'] === 'none' || base.hidden,
      ruled: ['fo:border-bottom', 'fo:border-top', 'fo:border'].some((side) =>
        !['none', undefined].includes(paragraph?.attributes[side]),
      ) || base.ruled,
      aligned: ['center', 'end', 'right'].includes(paragraph?.attributes['fo:text-align'] ?? '') || base.aligned,
    };
    this.#resolved.set(key, style);
    return style;
  }
}

function weightOf(text: XmlElement | undefined): boolean | undefined {
  const weight = text?.attributes['fo:font-weight'];
  return weight === undefined ? undefined : weight === 'bold' || Number(weight) >= 600;
}

function slantOf(text: XmlElement | undefined): boolean | undefined {
  const slant = text?.attributes['fo:font-style'];
  return slant === undefined ? undefined : slant === 'italic' || slant === 'oblique';
}

function looksOf(text: XmlElement | undefined): FindingKind[] {
  const attributes = text?.attributes ?? {};
  const coloured = (value: string | undefined, plain: readonly string[]) => value !== undefined && !plain.includes(value.toLowerCase());
  return [
    ...(coloured(attributes['style:text-underline-style'], ['none']) ? (['underline'] as const) : []),
    ...(coloured(attributes['style:text-line-through-style'], ['none']) ? (['strikethrough'] as const) : []),
    ...(/^(super|sub|-?[1-9])/.test(attributes['style:text-position'] ?? '') ? (['raised'] as const) : []),
    ...(coloured(attributes['fo:color'], ['#000000']) || coloured(attributes['fo:background-color'], ['transparent', '#ffffff'])
      ? (['colour'] as const)
      : []),
  ];
}

function readLevels(list: XmlElement): Map<number, OdtListLevel | undefined> {
  return new Map(
    elementsOf(list).map((level) => {
      const attributes = level.attributes;
      const format = attributes['style:num-format'] ?? '';
      const number = level.name === 'text:list-level-style-number';
      return [
        Number(attributes['text:level'] ?? 1) - 1,
        number && format === ''
          ? undefined
          : {
              kind: number ? 'number' : 'bullet',
              special: number && format !== '1',
              start: Number(attributes['text:start-value'] ?? 1) || 1,
              box: boxSign(attributes['text:bullet-char'] ?? ''),
            },
      ] as const;
    }),
  );
}

const inCentimetres: Record<string, number> = { cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72, pc: 2.54 / 6 };

/** A length in cm; 0 where it is none. */
export function lengthOf(value: string | undefined): number {
  const [, number, unit] = /^([\d.]+)(cm|mm|in|pt|pc)$/.exec(value ?? '') ?? [];
  return number && unit ? Number(number) * inCentimetres[unit]! : 0;
}
