/** Minutes as a draft: written by those who may, read live by the others. */
import { lazy, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MinutesEditorHandle } from '~/editor/MinutesEditor';
import type { DecisionRecord, TaskRecord } from '~/editor/records';
import { LinkButton } from '~/ui/buttons';
import { Alert } from '~/ui/page-parts';
import { Attendance } from './Attendance';
import { CarriedTasks } from './CarriedTasks';
import { CommentsTab } from '~/texts/CommentsTab';
import { Desk, useDesk } from '~/texts/Desk';
import { type MinutesTab, useTabs } from './tabs';
import { Outline, type OutlineRow } from './Outline';
import { DraftText } from '~/texts/DraftText';
import { PaperHead } from './PaperHead';
import { Records, type TaskRow } from './Records';
import { StateOfMinutes } from './StateOfMinutes';
import { minutesPath } from './place';
import { Sheet } from '~/texts/Sheet';
import { useDraftComments } from '~/texts/useDraftComments';
import type { Shown } from './page.server';

const LiveDraft = lazy(() => import('./LiveDraft.client'));

type Page = Shown<'draft'>;
type LiveRecords = { decisions: DecisionRecord[]; tasks: TaskRecord[] };

export function DraftPage({ page: loaded }: { page: Page }) {
  const { t, i18n } = useTranslation('minutes');
  const [isOver, setIsOver] = useState(false);
  const endRight = useCallback(() => setIsOver(true), []);
  const page = isOver ? withoutRights(loaded) : loaded;
  const { meeting, group } = page.head;
  const columns = useDesk<MinutesTab>('attendance');
  const tabs = useTabs();
  const [editor, setEditor] = useState<MinutesEditorHandle | null>(null);
  const [outline, setOutline] = useState<OutlineRow[] | null>(null);
  const [records, setRecords] = useState<LiveRecords | null>(null);
  const { passage, begin, open } = useDraftComments({
    editor,
    threads: page.threads,
    writes: page.may.edit,
    show: () => columns.show('comments'),
  });
  const desk = page.desk && { people: page.desk.people, organisations: page.desk.organisations };
  const decisions = records?.decisions ?? page.decisions;
  const tasks = tasksShown(page, records);
  return (
    <>
      <StateOfMinutes current="draft">
        <p>{t(page.may.startReview ? 'draft.writer' : 'draft.reader')}</p>
        {page.may.startReview && (
          <LinkButton to={`${minutesPath(group.slug, meeting.number)}/in-pruefung`}>{t('draft.startReview')}</LinkButton>
        )}
      </StateOfMinutes>
      {page.returned && (
        <Alert kind="warning" title={t('draft.returned')}>
          <p>{page.returned.reason}</p>
        </Alert>
      )}
      <Desk
        desk={columns}
        titles={tabs.titles}
        outline={(close) => (
          <Outline
            rows={outline ?? page.outline}
            carried={page.carried.length}
            onLeave={close}
            onGo={outline && editor ? editor.goToSection : undefined}
          />
        )}
        rail={[
          {
            key: 'attendance', label: tabs.label('attendance'),
            content: <Attendance list={page.attendance} head={page.head} desk={desk} />,
          },
          {
            key: 'records', label: tabs.label('records'),
            count: decisions.length + tasks.length,
            content: <Records decisions={decisions} tasks={tasks} writes={page.may.edit} />,
          },
          {
            key: 'comments', label: tabs.label('comments'),
            count: page.threads.length,
            content: (
              <CommentsTab
                kind="minutes"
                threads={page.threads}
                desk={{ ...page.commentDesk, mayComment: page.may.comment }}
                passage={passage}
                editable
              />
            ),
          },
        ]}
      >
        <Sheet>
          <PaperHead printOnly head={{ ...page.head, ...meeting, group: group.name, attendance: page.attendance }} />
          <DraftText html={page.html} language={i18n.language} noScript={page.may.edit ? t('draft.noScript') : null}>
            {(onReady) => (
              <LiveDraft
                textId={page.textId}
                person={{ id: page.personId, name: page.personName }}
                label={t('title', { number: meeting.number })}
                people={page.desk?.people ?? []}
                organisations={page.desk?.organisations ?? []}
                today={page.calendar.today}
                nextMeeting={page.calendar.nextMeeting}
                knownTasks={page.tasks.map(({ blockId }) => blockId)}
                onOutline={setOutline}
                onRecords={setRecords}
                onRightEnded={endRight}
                onReady={onReady}
                onEditor={setEditor}
                onComment={page.may.comment ? begin : undefined}
                onOpenComment={open}
              />
            )}
          </DraftText>
          <CarriedTasks tasks={page.carried} group={group.slug} />
        </Sheet>
      </Desk>
    </>
  );
}

/** The page of somebody whose right has just ended: nothing is offered that could only be refused. */
function withoutRights(page: Page): Page {
  const may = Object.fromEntries(Object.keys(page.may).map((right) => [right, false])) as Page['may'];
  const tasks = page.tasks.map((task) => ({ ...task, maySetState: false }));
  const carried = page.carried.map((task) => ({ ...task, maySetState: false }));
  return { ...page, may, tasks, carried, desk: null, commentDesk: { ...page.commentDesk, taskFrom: null } };
}

/** The tasks the text says, each with what the portal knows of it. */
function tasksShown(page: Page, records: LiveRecords | null): TaskRow[] {
  if (!records) return page.tasks;
  const known = new Map(page.tasks.map((task) => [task.blockId, task]));
  const written = records.tasks.map((task): TaskRow => {
    const row = known.get(task.blockId);
    known.delete(task.blockId);
    return {
      blockId: task.blockId,
      id: row?.id ?? null,
      what: task.what,
      assignee: task.assigneeName,
      dueDate: task.due,
      state: row?.state ?? 'open',
      internal: task.internal,
      maySetState: row?.maySetState ?? false,
    };
  });
  // Taken out of the text, but somebody has worked on it.
  return [...written, ...[...known.values()].filter(({ state }) => state !== 'open')];
}
