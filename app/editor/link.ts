/**
 * Links in the text: set by the toolbar, by typing or by pasting an address. Nothing opens while
 * one writes. Runs anywhere.
 */
import { InputRule, Mark, mergeAttributes } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { DocumentId } from '~db/values';
import { isLinkTarget, linkToDocument } from './document';

/** `/dokumente/…` and `/gruppen/…/dokumente/…`, as the portal writes them. */
const documentPath = /^\/(?:gruppen\/[^/]+\/)?dokumente\/([2-9a-km-z]{16})\/?$/;

/** An address of a document of this portal without its host; every other address as it is. */
export function ownAddress(href: string, host: string): string {
  if (!URL.canParse(href, `https://${host}`)) return href;
  const url = new URL(href, `https://${host}`);
  const id = url.host === host ? documentPath.exec(url.pathname)?.[1] : undefined;
  return id ? linkToDocument(id as DocumentId) : href;
}

/** The address somebody means: `a@b.example` is a mail address, `portal.example` a web address. */
export function linkTarget(typed: string): string | null {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text);
  if (hasScheme) return isLinkTarget(text) ? text : null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/.]+$/.test(text)) return `mailto:${text}`;
  const target = `https://${text}`;
  return /^[^\s@/]+\.[^\s@/.]+(\/\S*)?$/.test(text) && isLinkTarget(target) ? target : null;
}

/** An address that is meant as one beyond doubt; a full stop at its end belongs to the sentence. */
const typedAddress = /(?:^|\s)((?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)])([.,;:!?)]* )$/;
const wholeAddress = /^\s*(?:https?:\/\/|www\.|mailto:)\S+\s*$/;

export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  exitable: true,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => (isLinkTarget(element.getAttribute('href')) ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    mergeAttributes(isLinkTarget(HTMLAttributes.href) ? HTMLAttributes : {}, { rel: 'noopener noreferrer nofollow' }),
    0,
  ],
  addInputRules() {
    return [
      new InputRule({
        find: typedAddress,
        handler: ({ state, range, match }) => {
          const [whole, address, rest] = match as unknown as [string, string, string];
          const href = linkTarget(address);
          if (!href) return null;
          // All but the space that was typed just now stands in the text already.
          const from = range.from + whole.indexOf(address);
          state.tr.addMark(from, from + address.length, this.type.create({ href }));
          state.tr.insertText(rest.slice(-1), range.to).removeStoredMark(this.type);
        },
      }),
    ];
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('link'),
        props: {
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            const target = wholeAddress.test(text) ? linkTarget(text) : null;
            const href = target && ownAddress(target, window.location.host);
            if (!href) return false;
            const mark = this.type.create({ href });
            const { from, to, empty } = view.state.selection;
            const transaction = view.state.tr;
            if (empty) transaction.insert(from, view.state.schema.text(text.trim(), [mark]));
            else transaction.addMark(from, to, mark);
            view.dispatch(transaction.removeStoredMark(this.type).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});
