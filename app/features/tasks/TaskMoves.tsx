/**
 * Follows a task whose state was changed in a list or on a board: says what became of it, and keeps the focus near,
 * where its row or card stands elsewhere by then, or is gone.
 */
import { type ReactNode, createContext, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskState } from '~db/values';

type Move = { id: string; what: string; state: TaskState };

const Noting = createContext<(move: Move) => void>(() => undefined);

/** Tells whoever follows the tasks around that the state of one is being changed. */
export const useNoteMove = () => useContext(Noting);

/** By what the state of a task is found on a page. */
export const stateId = (task: string): string => `stand-${task}`;

/** @param props.tasks as they are shown, in their order */
export function TaskMoves({ tasks, children }: { tasks: readonly { id: string; state: TaskState }[]; children: ReactNode }) {
  const { t } = useTranslation('tasks');
  const awaited = useRef<(Move & { place: number }) | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const move = awaited.current;
    const now = tasks.find(({ id }) => id === move?.id);
    if (!move || (now && now.state !== move.state)) return;
    awaited.current = null;
    setSaid(t(now ? 'moved.here' : 'moved.away', { what: move.what, state: t(`state.${move.state}`) }));
    focusNear((now ?? tasks[move.place] ?? tasks.at(-1))?.id);
  }, [tasks, t]);
  const note = (move: Move) => {
    awaited.current = { ...move, place: tasks.findIndex(({ id }) => id === move.id) };
  };
  return (
    <Noting.Provider value={note}>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {children}
    </Noting.Provider>
  );
}

/** Only where the focus has fallen out of the page: who has gone on meanwhile stays there. */
function focusNear(task: string | undefined): void {
  if (task && document.activeElement === document.body) document.getElementById(stateId(task))?.focus();
}
