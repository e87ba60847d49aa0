/**
 * Reads the minutes of the example from how they are written down in `minutes/`: agenda and text in
 * one, so that the two fit.
 *
 *     ## E* Title | presenter | 20    an item: I information, B consultation, E decision,
 *                                     G approval of the minutes of that number; * internal
 *     § 1/2 wording                   a decision with one Nein and two Enthaltungen; !5/1: rejected
 *     § wording                       by consensus; "§ vertagt: wording" postponed, "§ offen: wording" not settled
 *     @ key +21 done what             an action item, due 21 days after the meeting; o:key: organisation
 *     ### heading · - item · > quotation · | cell | cell · (intern) passage
 */
import type { MinutesDocument, SectionBlock } from '~/editor/document';
import { readMinutes } from '~/editor/document-reader';
import { addDays } from '~/services/time';
import type { AgendaItemId, AgendaKind, Day, TaskState } from '../values';
import { demoId } from './ids';
import { organisationId, organisationName } from './organisations';
import { personId, personName } from './people';

export type Item = {
  id: AgendaItemId;
  kind: AgendaKind;
  internal: boolean;
  title: string;
  presenter: string;
  duration: number | null;
  /** For the approval of minutes: of which meeting. */
  approves: number | null;
  lines: string[];
};

const kinds: Record<string, AgendaKind> = { I: 'information', B: 'consultation', E: 'decision', G: 'approval' };

const trimmed = (text: string) => text.split('|').map((part) => part.trim());

/** @param place names the meeting, e.g. `sprachfoerderung 5` */
export function readItems(place: string, source: string): Item[] {
  const items: Item[] = [];
  for (const line of source.split('\n').map((text) => text.trim())) {
    const head = /^## ([IBEG])(\*?) (.+)$/.exec(line);
    if (head) {
      const [title = '', presenter = '', duration = ''] = trimmed(head[3]!);
      const approves = head[1] === 'G' ? Number(title) : null;
      items.push({
        id: demoId('agendaItem', `${place} ${items.length + 1}`),
        kind: kinds[head[1]!]!,
        internal: head[2] === '*',
        title: approves ? `Genehmigung des Protokolls der ${approves}. Sitzung` : title,
        presenter: /^[a-z]+$/.test(presenter) ? personName(presenter) : presenter,
        duration: duration ? Number(duration) : null,
        approves,
        lines: [],
      });
    } else if (line) items.at(-1)!.lines.push(line);
  }
  return items;
}

/** The states in which tasks stand by now, by the block they were written in. */
export type States = Map<string, TaskState>;

const taskStates: Record<string, TaskState> = { done: 'done', doing: 'in_progress', dropped: 'obsolete' };

/** @param voters how many with a vote were present */
export function readPaper(
  place: string,
  items: readonly Item[],
  day: Day,
  voters: number,
): { document: MinutesDocument; states: States } {
  const states: States = new Map();
  let blocks = 0;
  const blockId = () => demoId('block', `${place} ${(blocks += 1)}`);
  const block = (line: string): SectionBlock => readBlock(line, { day, voters, blockId, states });
  const document = readMinutes({
    type: 'doc',
    content: items.map((item, index) => ({
      type: 'agendaSection',
      attrs: { itemId: item.id, number: String(index + 1), title: item.title, internal: item.internal },
      content: joined(item.lines.map(block)),
    })),
  });
  return { document, states };
}

type Context = { day: Day; voters: number; blockId: () => string; states: States };

const words = (text: string) =>
  text.split(/\*\*(.+?)\*\*/).flatMap((part, index) =>
    part === '' ? [] : [{ type: 'text' as const, text: part, ...(index % 2 ? { marks: [{ type: 'bold' as const }] } : {}) }],
  );
const paragraph = (text: string) => ({ type: 'paragraph' as const, content: words(text) });

function readBlock(line: string, context: Context): SectionBlock {
  const [, sign, rest = ''] = /^(###|§|@|-|>|\||\(intern\)) ?(.*)$/.exec(line) ?? [];
  switch (sign) {
    case '###':
      return { type: 'heading', attrs: { level: 3 }, content: words(rest) };
    case '-':
      return { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(rest)] }] };
    case '>':
      return { type: 'blockquote', content: [paragraph(rest)] };
    case '|':
      return { type: 'table', content: [row(trimmed(rest))] };
    case '(intern)':
      return { type: 'internalPassage', content: [readBlock(rest, context) as never] };
    case '§':
      return decision(rest, context);
    case '@':
      return actionItem(rest, context);
    default:
      return paragraph(line);
  }
}

const row = (cells: string[]) => ({
  type: 'tableRow' as const,
  content: cells.map((cell) => ({
    type: cell.startsWith('!') ? ('tableHeader' as const) : ('tableCell' as const),
    attrs: { colspan: 1, rowspan: 1 },
    content: [paragraph(cell.replace(/^!/, ''))],
  })),
});

/** Items of one list and rows of one table that follow each other belong together. */
function joined(blocks: SectionBlock[]): SectionBlock[] {
  const result: SectionBlock[] = [];
  for (const next of blocks) {
    const last = result.at(-1);
    if (last?.type === 'bulletList' && next.type === 'bulletList') last.content.push(...next.content);
    else if (last?.type === 'table' && next.type === 'table') last.content.push(...next.content);
    else result.push(next);
  }
  return result.length > 0 ? result : [paragraph('')];
}

function decision(text: string, { voters, blockId }: Context): SectionBlock {
  const [, rejected, no, abstained, counted] = /^(!?)(\d+)\/(\d+) (.*)$/.exec(text) ?? [];
  const postponed = /^vertagt: (.*)$/.exec(text)?.[1];
  const open = /^offen: (.*)$/.exec(text)?.[1];
  const result = postponed ? 'postponed' : rejected ? 'rejected' : counted || open ? null : 'consensus';
  const [against, silent] = [Number(no), Number(abstained)];
  return {
    type: 'decision',
    attrs: {
      blockId: blockId(),
      yes: counted ? Math.max(0, voters - against - silent) : null,
      no: counted ? against : null,
      abstained: counted ? silent : null,
      result,
      number: null,
    },
    content: words(counted ?? postponed ?? open ?? text),
  };
}

function actionItem(text: string, { day, blockId, states }: Context): SectionBlock {
  const [, kind, key = '', due, state, what = ''] =
    /^(o:)?([a-z]+|-) (?:\+(\d+) )?(?:(done|doing|dropped) )?(.*)$/.exec(text) ?? [];
  const id = blockId();
  states.set(id, taskStates[state ?? ''] ?? 'open');
  const assignee = key === '-' ? null : kind ? `organisation:${organisationId(key)}` : `person:${personId(key)}`;
  const assigneeName = key === '-' ? '' : kind ? organisationName(key) : personName(key);
  return {
    type: 'actionItem',
    attrs: { blockId: id, assignee, assigneeName, due: due ? addDays(day, Number(due)) : null },
    content: words(what),
  };
}
