/** What can be told of a Yjs update before it is applied. */
import * as Y from 'yjs';
import { Malformed } from './protocol';

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** Decodes an update as a whole. @throws Malformed where it is none */
export function assertReadable(update: Uint8Array): Decoded {
  try {
    return Y.decodeUpdate(update);
  } catch (cause) {
    throw new Malformed('unreadable update', { cause });
  }
}

/** Whether the update holds anything that the document does not hold yet. */
export function bringsNews(doc: Y.Doc, { structs, ds }: Decoded): boolean {
  const { store } = doc;
  for (const { id, length } of structs) {
    if (id.clock + length > Y.getState(store, id.client)) return true;
  }
  for (const [client, ranges] of ds.clients) {
    const known = Y.getState(store, client);
    for (const { clock, len } of ranges) {
      if (clock + len > known || !isDeleted(store.clients.get(client)!, clock, clock + len)) return true;
    }
  }
  return false;
}

function isDeleted(structs: (Y.Item | Y.GC)[], from: number, to: number): boolean {
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
    const struct = structs[at]!;
    if (struct.id.clock >= to) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
