/** Action items: their fields, forms and order. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import {
  type Day,
  type TaskRepeat,
  type TaskState,
  taskPriorities,
  taskRepeats,
  taskStates,
} from '~db/values';
import { readAssignee } from '~/editor/assignee';
import { line, optionalLine, paragraphs } from '~/services/forms';
import { pageIn } from '~/services/paging';
import { addDays } from '~/services/time';

/** States in which something is still to be done. */
export const unfinishedStates = ['open', 'in_progress'] as const satisfies readonly TaskState[];

export const isUnfinished = (state: TaskState): boolean => (unfinishedStates as readonly TaskState[]).includes(state);

const assigneeWords = z.string().regex(/^((person|organisation):[2-9a-km-z]{16})?$/);

/** Of a form: `person:…`, `organisation:…`, or nothing for nobody. */
const assignee = assigneeWords
  .optional()
  .transform((value) => readAssignee(value ?? null));

const optionalDay = daySchema.optional().transform((day) => day ?? null);

const longestStep = 200;
export const mostSteps = 50;

/** Steps as they are typed: one a line. */
const steps = paragraphs((longestStep + 1) * mostSteps)
  .transform((text) => text.split('\n').map((step) => step.trim().replace(/\s+/g, ' ')).filter((step) => step !== ''))
  .refine((said) => said.every((step) => step.length <= longestStep), { error: `stepTooLong|${JSON.stringify({ maximum: longestStep })}` })
  .pipe(z.array(z.string()).max(mostSteps, { error: `tooManySteps|${JSON.stringify({ maximum: mostSteps })}` }));

/** What minutes say as long as they are not approved. */
const said = { what: line(300), assignee, dueDate: optionalDay };

const own = {
  note: paragraphs(5000),
  priority: z.enum(taskPriorities).default('normal'),
  repeats: z
    .enum(['never', ...taskRepeats])
    .default('never')
    .transform((repeats) => (repeats === 'never' ? null : repeats)),
};

/** Where a task comes from that is made beside a document or a decision. */
const origin = {
  documentId: idSchema<'document'>().optional(),
  commentId: idSchema<'comment'>().optional(),
  decisionId: idSchema<'decision'>().optional(),
};

/** Sent twice with the same key and the same words, it still is one task. */
export const newTaskSchema = z.object({ ...said, ...own, steps, ...origin, key: idSchema<'task'>().optional() });
export type NewTaskInput = z.output<typeof newTaskSchema>;

/** What a form for changes was filled from. */
const basis = z.string().max(100);

export const taskSchema = z.object({ ...said, ...own, basis });
export type TaskInput = z.output<typeof taskSchema>;

/** A task of minutes that are not approved: only what they do not say. */
export const ownTaskSchema = z.object({ ...own, basis });
export type OwnTaskInput = z.output<typeof ownTaskSchema>;

export const stateSchema = z.enum(taskStates);

/** The steps one takes on the page of a task. */
export const taskStepSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('state'), state: stateSchema }),
  z.object({ intent: z.literal('addStep'), step: line(longestStep) }),
  z.object({ intent: z.literal('tickStep'), step: idSchema<'taskStep'>(), done: z.enum(['yes', 'no']) }),
  z.object({ intent: z.literal('dropStep'), step: idSchema<'taskStep'>() }),
  z.object({
    intent: z.literal('comment'),
    body: paragraphs(5000).pipe(z.string().min(1)),
    onBehalfOf: idSchema<'organisation'>().optional(),
  }),
]);
export type TaskStep = z.output<typeof taskStepSchema>;

/** What filters and forms call it that a task is given to nobody. */
export const nobody = 'nobody';

/** Several tasks at once: each field that is left empty stays as it is. */
export const bulkSchema = z.object({
  intent: z.literal('bulk'),
  tasks: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(idSchema<'task'>()).min(1, { error: 'nothingChosen' }).max(200),
  ),
  state: stateSchema.optional(),
  assignee: z
    .union([z.literal(nobody), assignee])
    .optional()
    .transform((value) => value ?? null),
  dueDate: optionalDay,
  /** They are due no more; a day that is given beside it goes before. */
  noDue: z.literal('yes').optional(),
  priority: z.enum(taskPriorities).optional(),
});
export type BulkInput = z.output<typeof bulkSchema>;

/** What is due within so many days is worth a look today. */
export const soonInDays = 14;

/** Until when, as lists are narrowed by it. */
export const dueFilters = ['overdue', 'soon', 'week', 'later', 'none'] as const;
/** Where from. */
export const originFilters = ['minutes', 'document', 'decision', 'hand'] as const;
export const stateFilters = ['unfinished', ...taskStates, 'all'] as const;
export const taskOrders = ['due', 'priority', 'changed'] as const;

/** What the address of a list of tasks asks for. */
export type TaskQuery = {
  words: string;
  state: (typeof stateFilters)[number];
  due: (typeof dueFilters)[number] | null;
  origin: (typeof originFilters)[number] | null;
  /** `person:…`, `organisation:…`, `nobody`; everybody where it is empty. */
  who: string;
  /** The slug of a group, in lists across groups. */
  group: string;
  order: (typeof taskOrders)[number];
  page: number;
};

/** Reads a query from an address; nonsense asks for nothing. */
export function taskQuery(request: Request): TaskQuery {
  const query = new URL(request.url).searchParams;
  const one = <Values extends readonly [string, ...string[]]>(name: string, values: Values) =>
    z.enum(values).safeParse(query.get(name)).data ?? null;
  return {
    words: optionalLine(100).safeParse(query.get('worte') ?? '').data ?? '',
    state: one('stand', stateFilters) ?? 'unfinished',
    due: one('frist', dueFilters),
    origin: one('aus', originFilters),
    who: z.union([z.literal(nobody), assigneeWords]).safeParse(query.get('wer')).data ?? '',
    group: (query.get('gruppe') ?? '').slice(0, 100),
    order: one('nach', taskOrders) ?? 'due',
    page: pageIn(request),
  };
}

/** What a query says in an address, by the names of its fields; what is usual is left out. */
export const askedOf = (query: TaskQuery) => ({
  worte: query.words,
  stand: query.state === 'unfinished' ? '' : query.state,
  frist: query.due ?? '',
  aus: query.origin ?? '',
  wer: query.who,
  gruppe: query.group,
  nach: query.order === 'due' ? '' : query.order,
});

/**
 * When a task that repeats is due again: by its own rhythm, at the first day after today.
 *
 * @param due when it was due; counted from today where it had no day
 */
export function nextDue(due: Day | null, repeats: TaskRepeat, today: Day): Day {
  const begin = due ?? today;
  for (let times = 1; ; times += 1) {
    const next = later(begin, repeats, times);
    if (next > today) return next;
  }
}

const months: Partial<Record<TaskRepeat, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** So many times later; the 31st becomes the last day of a shorter month, and is the 31st again after it. */
function later(day: Day, repeats: TaskRepeat, times: number): Day {
  const step = months[repeats];
  if (!step) return addDays(day, (repeats === 'weekly' ? 7 : 14) * times);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + step * times, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as Day;
}
