/** Fields of a DOCX: what Word computes, such as a table of contents, a page number or a link. */

type OpenField = {
  instruction: string;
  /** What is computed follows what computes it. */
  shown: boolean;
  /** A table of contents: made anew where it is needed. */
  dropped: boolean;
  href: string | undefined;
};

export type FieldKind = 'contents' | 'link' | 'inner' | 'number' | 'other';

/** What a field is for, and where it leads. */
export function fieldOf(instruction: string): { kind: FieldKind; href?: string } {
  const [name = '', ...rest] = instruction.trim().split(/\s+/);
  const words = rest.join(' ');
  switch (name.toUpperCase()) {
    case 'TOC':
    case 'TOA':
      return { kind: 'contents' };
    case 'HYPERLINK': {
      const target = /^(?!\\)"?([^"]+?)"?(?:\s+\\|$)/.exec(words)?.[1] ?? '';
      const anchor = /\\l\s+"?([^"\s]+)"?/.exec(words)?.[1];
      const href = target + (anchor ? `#${anchor}` : '');
      return target === '' ? { kind: 'inner' } : { kind: 'link', href };
    }
    case 'SEQ':
    case '':
      return { kind: 'number' };
    default:
      return { kind: 'other' };
  }
}

/** The fields that are open where the reading stands; one may stand in another. */
export class Fields {
  #open: OpenField[] = [];

  begin(): void {
    this.#open.push({ instruction: '', shown: false, dropped: false, href: undefined });
  }

  instruct(text: string): void {
    const last = this.#open.at(-1);
    if (last && !last.shown) last.instruction += text;
  }

  /** From here on its result is read. @returns its instruction */
  separate(): string | undefined {
    const last = this.#open.at(-1);
    if (!last || last.shown) return undefined;
    last.shown = true;
    return last.instruction;
  }

  end(): void {
    this.#open.pop();
  }

  drop(): void {
    const last = this.#open.at(-1);
    if (last) last.dropped = true;
  }

  leadTo(href: string | undefined): void {
    const last = this.#open.at(-1);
    if (last) last.href = href;
  }

  /** Whether what is read here belongs into the text. */
  get visible(): boolean {
    return this.#open.every((field) => field.shown && !field.dropped);
  }

  get href(): string | undefined {
    return this.#open.findLast((field) => field.href !== undefined)?.href;
  }
}
