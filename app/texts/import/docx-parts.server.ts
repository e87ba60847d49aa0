/** What stands beside the text of a DOCX: relations, styles, numbering. */
import { boxOf } from './drafts';
import type { Pace } from './pace.server';
import { type Role, roleOfStyle } from './style-names';
import { type XmlElement, child, children, readXml } from './xml.server';
import type { Zip } from './zip.server';

/** A value of `w:val`, of the child of a name. */
export const valueOf = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.attributes['w:val'];

/** Whether a property that is on or off is on; undefined where it is not said. */
export function switchOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (!found) return undefined;
  const value = found.attributes['w:val'];
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
}

const whole = (value: string | undefined): number | undefined => {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isFinite(number) ? number : undefined;
};

// Relations

export type Relation = { kind: string; target: string; external: boolean };

/** What a part refers to, by id; targets are names in the zip unless they are external. */
export async function readRelations(zip: Zip, part: string, pace: Pace): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/');
  const [folder, name] = [part.slice(0, slash + 1), part.slice(slash + 1)];
  const found = await readXml(await zip.part(`${folder}_rels/${name}.rels`), 'rel:Relationships', pace);
  return new Map(
    found.map(({ attributes }) => {
      const external = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      const kind = (attributes.Type ?? '').replace(/^.*\//, '');
      return [attributes.Id ?? '', { kind, external, target: external ? target : inFolder(folder, target) }];
    }),
  );
}

/** A name relative to a folder of the zip. */
function inFolder(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** The part with the text. */
export async function mainPart(zip: Zip, pace: Pace): Promise<string | undefined> {
  const relations = [...(await readRelations(zip, '', pace)).values()];
  const main = relations.find(({ kind }) => kind === 'officeDocument')?.target;
  return main && zip.has(main) ? main : undefined;
}

/** The part of a kind that the text refers to. */
export const partOfKind = (relations: ReadonlyMap<string, Relation>, kind: string): string =>
  [...relations.values()].find((relation) => relation.kind === kind && !relation.external)?.target ?? '';

// Styles

/** What an inline style says; undefined where it says nothing. */
export type Look = { bold: boolean | undefined; italic: boolean | undefined };
export type NumberingRef = { list: string | undefined; level: number | undefined };
export type Style = Look & {
  role: Role;
  numbering: NumberingRef | undefined;
  /** Of the left edge, in twentieths of a point. */
  indent: number | undefined;
  /** A table style that shows its first row as a header. */
  headsTables: boolean;
};

export const lookOf = (properties: XmlElement | undefined): Look => ({
  bold: switchOf(properties, 'w:b'),
  italic: switchOf(properties, 'w:i'),
});

/** Which list a paragraph is in, and where. */
export function numberingRef(properties: XmlElement | undefined): NumberingRef | undefined {
  const found = child(properties, 'w:numPr');
  return found && { list: valueOf(found, 'w:numId'), level: whole(valueOf(found, 'w:ilvl')) };
}

/** Where the left edge of a paragraph stands. */
export function indentOf(properties: XmlElement | undefined): number | undefined {
  const attributes = child(properties, 'w:ind')?.attributes;
  return whole(attributes?.['w:left'] ?? attributes?.['w:start']);
}

/** The level that a paragraph has in the outline; its own beats that of its style. */
export function outlineOf(properties: XmlElement | undefined): Role | undefined {
  const level = whole(valueOf(properties, 'w:outlineLvl'));
  if (level === undefined || level < 0) return undefined;
  return level > 8 ? { kind: 'text' } : { kind: 'heading', level: level + 1 };
}

const bare: Style = {
  role: { kind: 'text' },
  bold: undefined,
  italic: undefined,
  numbering: undefined,
  indent: undefined,
  headsTables: false,
};

export class Styles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #resolved = new Map<string, Style>();
  readonly #defaults = new Map<string, string>();

  constructor(elements: readonly XmlElement[]) {
    for (const element of elements.filter(({ name }) => name === 'w:style')) {
      const id = element.attributes['w:styleId'] ?? '';
      this.#elements.set(id, element);
      if (['1', 'true', 'on'].includes(element.attributes['w:default'] ?? '')) {
        this.#defaults.set(element.attributes['w:type'] ?? '', id);
      }
    }
  }

  /** The style of a paragraph, or that of paragraphs without one. */
  ofParagraph = (id: string | undefined): Style => this.#resolve(id ?? this.#defaults.get('paragraph') ?? '', 0);
  ofCharacters = (id: string | undefined): Style => (id === undefined ? bare : this.#resolve(id, 0));
  ofTable = (id: string | undefined): Style => (id === undefined ? bare : this.#resolve(id, 0));

  #resolve(id: string, depth: number): Style {
    const known = this.#resolved.get(id);
    if (known) return known;
    const element = this.#elements.get(id);
    // Styles that are based on each other in a circle are based on nothing.
    if (!element || depth > 20) return roleless(id);
    const basis = valueOf(element, 'w:basedOn');
    const base = basis === undefined ? bare : this.#resolve(basis, depth + 1);
    const [paragraph, characters] = [child(element, 'w:pPr'), child(element, 'w:rPr')];
    const look = lookOf(characters);
    const style: Style = {
      role: roleOfStyle(valueOf(element, 'w:name') ?? '') ?? roleOfStyle(id) ?? outlineOf(paragraph) ?? base.role,
      bold: look.bold ?? base.bold,
      italic: look.italic ?? base.italic,
      numbering: numberingRef(paragraph) ?? base.numbering,
      indent: indentOf(paragraph) ?? base.indent,
      headsTables:
        base.headsTables || children(element, 'w:tblStylePr').some(({ attributes }) => attributes['w:type'] === 'firstRow'),
    };
    this.#resolved.set(id, style);
    return style;
  }
}

/** A style that the file does not describe may still have a telling name. */
const roleless = (id: string): Style => ({ ...bare, role: roleOfStyle(id) ?? bare.role });

// Numbering

export type Level = {
  kind: 'bullet' | 'number';
  /** A number that is not written 1, 2, 3. */
  special: boolean;
  start: number;
  /** A box to tick off as bullet, and whether it is ticked. */
  box: boolean | undefined;
  indent: number | undefined;
};

/** Wingdings, in which old texts have their boxes. */
const oldBoxes: Record<string, boolean> = { '\uf0a8': false, '\uf06f': false, '\uf0fe': true, '\uf0fd': true };

/** A box, written in Unicode or in Wingdings. */
export const boxSign = (sign: string): boolean | undefined => boxOf(sign) ?? oldBoxes[sign];

type AbstractList = { id: string; levels: Map<number, Level | undefined> };

export class Numbering {
  readonly #abstract = new Map<string, AbstractList>();
  readonly #lists = new Map<string, { abstract: string; starts: Map<number, number> }>();
  /** Where each list stands: the last number of each level. */
  readonly #counted = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(elements: readonly XmlElement[], styles: Styles) {
    const links = new Map<string, string>();
    for (const element of elements) {
      if (element.name === 'w:abstractNum') {
        const id = element.attributes['w:abstractNumId'] ?? '';
        const link = valueOf(element, 'w:numStyleLink');
        if (link) links.set(id, link);
        this.#abstract.set(id, {
          id,
          levels: new Map(
            children(element, 'w:lvl').map((level) => [whole(level.attributes['w:ilvl']) ?? 0, readLevel(level)]),
          ),
        });
      }
      if (element.name === 'w:num') {
        this.#lists.set(element.attributes['w:numId'] ?? '', {
          abstract: valueOf(element, 'w:abstractNumId') ?? '',
          starts: new Map(
            children(element, 'w:lvlOverride').flatMap((override) => {
              const start = whole(valueOf(override, 'w:startOverride'));
              return start === undefined ? [] : [[whole(override.attributes['w:ilvl']) ?? 0, start] as const];
            }),
          ),
        });
      }
    }
    for (const [id, link] of links) {
      const list = this.#lists.get(styles.ofParagraph(link).numbering?.list ?? '');
      const target = list && this.#abstract.get(list.abstract);
      if (target) this.#abstract.set(id, target);
    }
  }

  /** What a level of a list looks like; undefined where it shows nothing. */
  level(list: string, level: number): Level | undefined {
    return this.#abstract.get(this.#lists.get(list)?.abstract ?? '')?.levels.get(level);
  }

  /** Counts on to the next item of a list; returns its number, and what it counts with. */
  next(list: string, level: number): { number: number; counter: string } {
    const found = this.#lists.get(list);
    const abstract = this.#abstract.get(found?.abstract ?? '');
    const counter = abstract?.id ?? list;
    const counted = this.#counted.get(counter) ?? [];
    this.#counted.set(counter, counted);
    const start = found?.starts.get(level);
    const first = `${list}/${level}`;
    if (start !== undefined && !this.#begun.has(first)) counted[level] = start - 1;
    this.#begun.add(first);
    const number = (counted[level] ?? (abstract?.levels.get(level)?.start ?? 1) - 1) + 1;
    counted[level] = number;
    counted.length = level + 1;
    return { number, counter };
  }
}

function readLevel(level: XmlElement): Level | undefined {
  const format = valueOf(level, 'w:numFmt') ?? 'decimal';
  const sign = valueOf(level, 'w:lvlText') ?? '';
  if (format === 'none' || (format !== 'bullet' && sign === '')) return undefined;
  const special = format !== 'decimal' && format !== 'bullet';
  return {
    kind: format === 'bullet' ? 'bullet' : 'number',
    special,
    start: whole(valueOf(level, 'w:start')) ?? 1,
    box: boxSign(sign),
    indent: indentOf(child(level, 'w:pPr')),
  };
}
