/**
 * Quotation marks as they are typed: „ “ and ‚ ‘ in German, and the apostrophe ’ inside a word.
 * Backspace right after it gives the straight sign back. Runs anywhere.
 */
import { Extension, InputRule } from '@tiptap/core';

const opens = /(^|[\s([{„‚/–—-])$/;

/**
 * The sign that belongs where a straight one was typed.
 *
 * @param before the text of the paragraph up to the sign
 */
export function germanQuotationMark(sign: '"' | "'", before: string): string {
  if (sign === '"') return opens.test(before) ? '„' : '“';
  if (opens.test(before)) return '‚';
  const isOpen = before.lastIndexOf('‚') > before.lastIndexOf('‘');
  return isOpen ? '‘' : '’';
}

const rule = (sign: '"' | "'") =>
  new InputRule({
    find: new RegExp(`${sign}$`),
    handler: ({ state, range, chain }) => {
      const { parent, parentOffset } = state.doc.resolve(range.from);
      const before = parent.textBetween(0, parentOffset, undefined, ' ');
      chain().insertContentAt(range, germanQuotationMark(sign, before), { updateSelection: true }).run();
    },
  });

export const GermanQuotationMarks = Extension.create({
  name: 'germanQuotationMarks',
  addInputRules: () => [rule('"'), rule("'")],
});
