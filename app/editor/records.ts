/**
 * What the document says besides its words: the decisions for the register and the action items for
 * the task list. Runs anywhere.
 */
import type { Day, DecisionResult } from '~db/values';
import { type Assignee, readAssignee } from './assignee';
import type { ActionItem, Decision, DecisionAttributes, MinutesDocument, PassageBlock } from './document';
import { plainText } from './document';

/** The votes for and against a motion; null where nobody counted. */
export type Votes = Pick<DecisionAttributes, 'yes' | 'no' | 'abstained'>;

/** Whether any of the three numbers was given. */
export const wasCounted = (votes: Votes): boolean =>
  votes.yes !== null || votes.no !== null || votes.abstained !== null;

/**
 * The result that follows from the votes: more Ja than Nein is adopted, a tie is not. Where nobody
 * counted nothing follows: minutes say only what somebody has entered.
 */
export function computedResult(votes: Votes): DecisionResult {
  if (!wasCounted(votes)) return 'open';
  return (votes.yes ?? 0) > (votes.no ?? 0) ? 'adopted' : 'rejected';
}

/** The result that counts: the one that was set, else the computed one. */
export const resultOf = (decision: Votes & Pick<DecisionAttributes, 'result'>): DecisionResult =>
  decision.result ?? computedResult(decision);

export type DecisionRecord = Votes & {
  blockId: string;
  /** The section it stands in. */
  itemId: string;
  /** Its place among the decisions of the document, from 0. */
  position: number;
  resolutionText: string;
  result: DecisionResult;
  /** As printed in the text, once it was given. */
  number: string | null;
  internal: boolean;
};

export type TaskRecord = {
  blockId: string;
  itemId: string;
  position: number;
  what: string;
  assignee: Assignee | null;
  /** The name as it stands in the text; also for someone who is not in the portal. */
  assigneeName: string;
  due: Day | null;
  internal: boolean;
};

type Found<Block> = { block: Block; itemId: string; internal: boolean };

/** Every block of the document with the section it stands in, those in internal passages included. */
function blocksOf(document: MinutesDocument): Found<PassageBlock>[] {
  return document.content.flatMap(({ attrs: { itemId, internal }, content }) =>
    content.flatMap((block) =>
      block.type === 'internalPassage'
        ? block.content.map((inner) => ({ block: inner, itemId, internal: true }))
        : [{ block, itemId, internal }],
    ),
  );
}

/** Those of one type that have some words in them. */
const written = <Block extends PassageBlock>(
  blocks: Found<PassageBlock>[],
  is: (block: PassageBlock) => block is Block,
): Found<Block>[] =>
  blocks.filter((found): found is Found<Block> => is(found.block) && plainText(found.block).trim() !== '');

const isDecision = (block: PassageBlock): block is Decision => block.type === 'decision';
const isActionItem = (block: PassageBlock): block is ActionItem => block.type === 'actionItem';

/**
 * The decisions and action items of a document, in its order. Blocks without words are left out:
 * somebody is about to write them. Every `blockId` comes once.
 */
export function deriveRecords(document: MinutesDocument): {
  decisions: DecisionRecord[];
  tasks: TaskRecord[];
} {
  const blocks = blocksOf(document);
  return {
    decisions: written(blocks, isDecision).map(({ block, itemId, internal }, position) => ({
      blockId: block.attrs.blockId,
      itemId,
      position,
      resolutionText: plainText(block).trim(),
      yes: block.attrs.yes,
      no: block.attrs.no,
      abstained: block.attrs.abstained,
      result: resultOf(block.attrs),
      number: block.attrs.number,
      internal,
    })),
    tasks: written(blocks, isActionItem).map(({ block, itemId, internal }, position) => ({
      blockId: block.attrs.blockId,
      itemId,
      position,
      what: plainText(block).trim(),
      assignee: readAssignee(block.attrs.assignee),
      assigneeName: block.attrs.assigneeName,
      due: block.attrs.due as Day | null,
      internal,
    })),
  };
}
