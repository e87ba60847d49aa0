/** The comments somebody sees, as they stand in a file. */
import type { TextDocument } from '~/editor/document';
import type { ShownThread } from '../comments';
import { findWords, runsOf } from '../passages.server';
import type { ExportedComment } from './sheet';

const said = ({ author, organisation, at, body }: Pick<ShownThread, 'author' | 'organisation' | 'at' | 'body'>) => ({
  author: organisation ? `${author.name} (${organisation})` : author.name,
  at: new Date(at),
  body: body.map(({ text }) => text).join(''),
});

/**
 * Threads with their places in the document. Those on a draft know their place in the live text alone; in a
 * file they stand at the words they quote.
 *
 * @param document as the reader sees it, by which the places of the threads count
 */
export function exportedComments(threads: readonly ShownThread[], document: TextDocument): ExportedComment[] {
  const runs = runsOf(document);
  return threads.map((thread) => {
    const quoted = thread.live && !thread.orphaned && thread.quote !== '' ? findWords(runs, thread.quote.replace(/…$/, '')) : undefined;
    return { ...said(thread), range: thread.range ?? quoted ?? null, resolved: thread.resolved, replies: thread.replies.map(said) };
  });
}
