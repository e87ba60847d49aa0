/** The page *Heute*: what waits for somebody, what is coming, what has changed; as far as they may read it now. */
import type { Language } from '~db/values';
import { type Person, can } from '~/access/policy';
import { soonInDays } from '~/features/tasks/tasks';
import { requestsOf } from '~/features/groups/my-groups.server';
import { dayOf, today } from '~/services/time';
import { changesFor } from './changes.server';
import { cockpit } from './cockpit.server';
import { type Kind, type Section, sources, tell, tellAll, upkeep } from './sources.server';
import { fewLines, mostLines } from './today';
import { type TaskFigures, taskFigures } from './upkeep.server';
import { lastVisit } from './visits.server';

/**
 * All of the page. A number of statements that does not grow: each kind of thing is asked for its first few, and
 * how many there are.
 */
export async function readToday(actor: Person, language: Language) {
  const asked = { actor, language, most: fewLines };
  const office = can(actor, 'portal.office', {});
  const waiting = await tellAll(sources, asked);
  const needs = await tellAll(upkeep, asked);
  const since = await lastVisit(actor.id);
  const figures = await taskFigures(actor);
  return {
    day: today(),
    /** How far ahead what is due is looked for. */
    soonInDays,
    waiting,
    waits: [...waiting, ...needs].some(({ lines }) => lines.some(({ told }) => !told)),
    since: { day: dayOf(since.at), known: since.known },
    /** Null for whoever belongs to no group. */
    changes: actor.roles.size > 0 ? await changesFor(actor, since.at) : null,
    needs,
    loose: office ? [] : figures.filter(isLoose),
    cockpit: office ? { tasks: figures, ...(await cockpit()) } : null,
    /** Why nothing can wait: nobody has given them anything to do yet. */
    newcomer: !office && actor.roles.size + actor.organisations.size === 0 ? { asked: await openRequests(actor) } : null,
  };
}
export type Today = Awaited<ReturnType<typeof readToday>>;

const isLoose = ({ overdue, nobody, undated }: TaskFigures): boolean => overdue + nobody + undated > 0;

const openRequests = async (actor: Person): Promise<string[]> =>
  (await requestsOf(actor)).filter(({ state }) => state === 'open').map(({ group }) => group);

/** All that waits of one kind. */
export const readAllOf = (actor: Person, language: Language, kind: Kind): Promise<Section> =>
  tell(kind, { actor, language, most: mostLines });
