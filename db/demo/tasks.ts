/** Tasks of the example that no minutes have brought up, with their steps and what was said about them. */
import { foldForSearch } from '~/services/search-name';
import { addDays, momentAt, today } from '~/services/time';
import { type Tx, taskCommentMentions, taskComments, taskSteps, tasks } from '../client.server';
import type { TaskPriority, TaskRepeat, TaskState } from '../values';
import { workday } from './days';
import { groupId } from './groups';
import { demoId } from './ids';
import { organisationId } from './organisations';
import { peopleNamedIn, personId } from './people';

type DemoTask = {
  what: string;
  by: string;
  for?: { person: string } | { organisation: Parameters<typeof organisationId>[0] };
  /** Days from today. */
  due?: number;
  state?: TaskState;
  priority?: TaskPriority;
  repeats?: TaskRepeat;
  note?: string;
  /** Those that are done begin with an x. */
  steps?: readonly string[];
  comments?: readonly { by: string; body: string }[];
};

const demoTasks: readonly DemoTask[] = [
  {
    what: 'Räume für die Sitzungen im Frühjahr reservieren',
    by: 'lueders',
    for: { person: 'yildiz' },
    due: 9,
    priority: 'high',
    state: 'in_progress',
    note: 'Wir brauchen einen Raum für 20 Personen mit Bildschirm, barrierefrei und mit der Stadtbahn zu erreichen.',
    steps: ['x Haus der Begegnung anfragen', 'Volkshochschule anfragen', 'Termine der Gruppe mitteilen'],
    comments: [
      { by: 'yildiz', body: 'Das Haus der Begegnung hat im März zwei freie Nachmittage.' },
      { by: 'lueders', body: '@Mehmet Yıldız Bitte gleich vormerken lassen.' },
    ],
  },
  {
    what: 'Freie Plätze in den Kursen melden',
    by: 'lueders',
    for: { organisation: 'volkshochschulen' },
    due: 20,
    repeats: 'quarterly',
    note: 'Je Landkreis: Zahl der Kurse, Zahl der freien Plätze, Wartezeit in Wochen.',
  },
  { what: 'Sprachmittler für die Beratungsstellen nennen', by: 'lueders', for: { organisation: 'ankommen' }, due: 8 },
  { what: 'Teilnahmeliste des Sprachcafés abtippen', by: 'yildiz', for: { person: 'oltmanns' }, due: 4, priority: 'low' },
  { what: 'Einladung an die neuen Träger entwerfen', by: 'kowalenko', due: 30 },
];

export async function fillTasks(tx: Tx): Promise<void> {
  for (const task of demoTasks) await fillTask(tx, task);
}

async function fillTask(tx: Tx, task: DemoTask): Promise<void> {
  const id = demoId('task', task.what);
  const made = momentAt(workday(-8), '10:15');
  await tx.insert(tasks).values({
    id,
    groupId: groupId('sprachfoerderung'),
    what: task.what,
    searchWhat: foldForSearch(task.what),
    note: task.note ?? '',
    assigneePersonId: task.for && 'person' in task.for ? personId(task.for.person) : null,
    assigneeOrganisationId: task.for && 'organisation' in task.for ? organisationId(task.for.organisation) : null,
    dueDate: task.due === undefined ? null : addDays(today(), task.due),
    priority: task.priority ?? 'normal',
    repeats: task.repeats ?? null,
    state: task.state ?? 'open',
    createdBy: personId(task.by),
    createdAt: made,
    stateChangedAt: task.state ? momentAt(workday(-4), '09:40') : null,
  });
  for (const [position, step] of (task.steps ?? []).entries()) {
    const done = step.startsWith('x ');
    await tx.insert(taskSteps).values({
      id: demoId('taskStep', step),
      taskId: id,
      position,
      what: done ? step.slice(2) : step,
      doneAt: done ? momentAt(workday(-4), '09:40') : null,
    });
  }
  for (const [index, { by, body }] of (task.comments ?? []).entries()) {
    await tx.insert(taskComments).values({
      id: demoId('taskComment', body),
      taskId: id,
      authorId: personId(by),
      body,
      at: momentAt(workday(-3), `1${index}:20`),
    });
    const named = peopleNamedIn(body).map((person) => ({ commentId: demoId('taskComment', body), ...person }));
    if (named.length > 0) await tx.insert(taskCommentMentions).values(named);
  }
}
