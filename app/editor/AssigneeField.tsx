/**
 * Who does it: a field that offers people and organisations while one types, and takes any other
 * name as it is.
 */
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { foldForSearch } from '~/services/search-name';
import { Options, comboboxOf, movedBy } from './Options';
import type { ActionItemAttributes } from './document';
import styles from './editor.module.css';
import { useSurroundings, type Surroundings } from './surroundings';

type Assigned = Pick<ActionItemAttributes, 'assignee' | 'assigneeName'>;
type Candidate = { assignee: string; name: string; kind: 'person' | 'organisation'; folded: string };

const most = 7;

function candidates({ people, organisations }: Surroundings, typed: string): Candidate[] {
  const all = [
    ...people.map(({ id, name }) => ({ assignee: `person:${id}`, name, kind: 'person' as const })),
    ...organisations.map(({ id, name }) => ({ assignee: `organisation:${id}`, name, kind: 'organisation' as const })),
  ].map((candidate) => ({ ...candidate, folded: foldForSearch(candidate.name) }));
  const wanted = foldForSearch(typed);
  return all
    .filter(({ folded }) => folded.startsWith(wanted) || folded.includes(` ${wanted}`))
    .slice(0, most);
}

export function AssigneeField({
  assignee,
  name,
  onChange,
}: {
  assignee: string | null;
  name: string;
  onChange: (assigned: Assigned) => void;
}) {
  const { t } = useTranslation('editor');
  const surroundings = useSurroundings();
  const id = useId();
  /** What is being typed; null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  /** Chosen with the keyboard; taken when the focus moves on, which the same key makes it do. */
  const chosen = useRef<Candidate>();
  const offered = open && typed !== null && typed.trim() !== '' ? candidates(surroundings, typed) : [];
  const isOpen = offered.length > 0;

  const take = (candidate: Candidate | undefined) => {
    setOpen(false);
    if (typed === null && !candidate) return;
    const words = (typed ?? '').trim();
    const exact = candidates(surroundings, words).find(({ folded }) => folded === foldForSearch(words));
    const taken = candidate ?? (words === '' ? undefined : exact);
    setTyped(null);
    const changed = { assignee: taken?.assignee ?? null, assigneeName: taken?.name ?? words };
    if (changed.assignee !== assignee || changed.assigneeName !== name) onChange(changed);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedBy(event.key, active, offered.length);
    if (moved !== undefined) {
      event.preventDefault();
      setActive(moved);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      chosen.current = offered[active];
    }
  };

  return (
    <div className={styles.control}>
      <label htmlFor={id} className="kern-sr-only">
        {t('task.who')}
      </label>
      <input
        {...comboboxOf(id, { isOpen, active })}
        data-control
        tabIndex={-1}
        className={styles.field}
        placeholder={t('task.who')}
        value={typed ?? name}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          take(chosen.current);
          chosen.current = undefined;
        }}
      />
      <Options
        id={id}
        label={t('task.who')}
        options={offered.map((candidate) => ({
          key: candidate.assignee,
          name: candidate.name,
          ...(candidate.kind === 'organisation' ? { hint: t('task.organisation') } : {}),
        }))}
        active={active}
        onTake={(index) => take(offered[index])}
      />
    </div>
  );
}
