/** The list below a field that offers what it could mean (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Browser. */
import styles from './editor.module.css';

export type Option = { key: string; name: string; hint?: string };

const listOf = (id: string): string => `${id}-list`;

/** What the field with this id says of its list: which entry is chosen, if there are any. */
export const comboboxOf = (id: string, { isOpen, active }: { isOpen: boolean; active: number }) => ({
  id,
  role: 'combobox' as const,
  'aria-autocomplete': 'list' as const,
  'aria-expanded': isOpen,
  'aria-controls': listOf(id),
  'aria-activedescendant': isOpen ? `${id}-${active}` : undefined,
  autoComplete: 'off',
});

/** The entry an arrow key leads to, around the ends; undefined for other keys. */
export function movedBy(key: string, active: number, count: number): number | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  return step && count > 0 ? (active + step + count) % count : undefined;
}

/**
 * The list itself; empty, it is there and hidden.
 *
 * @param props.id of the field
 * @param props.onTake told the place of what was clicked; the focus stays in the field
 */
export function Options({
  id,
  label,
  options,
  active,
  onTake,
}: {
  id: string;
  label: string;
  options: readonly Option[];
  active: number;
  onTake: (index: number) => void;
}) {
  return (
    <ul id={listOf(id)} role="listbox" aria-label={label} className={styles.options} hidden={options.length === 0}>
      {options.map(({ key, name, hint }, index) => (
        <li
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={styles.choice}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(index);
          }}
        >
          <span>{name}</span>
          {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        </li>
      ))}
    </ul>
  );
}
