/** A search that answers while one types; without script a form with a button. */
import { Form, useSubmit } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './buttons';
import { type Option, type OptionGroup, Options } from './select-options';
import styles from './LiveSearch.module.css';

const pauseInMs = 250;

/**
 * A GET form that asks again after each pause in typing, in place: the address is replaced, the
 * focus stays. What is found is to be announced by the page, in an element with `role="status"`.
 *
 * @param values what the address asks for, by the names of the fields
 */
export function LiveSearch({
  label,
  submit: submitLabel,
  values,
  more,
  children,
}: {
  label: string;
  submit: string;
  values: Record<string, string>;
  /** Filters that few need, folded away until asked for. */
  more?: { label: string; open: boolean; children: ReactNode };
  children: ReactNode;
}) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  // A link to the same page with another question changes the address, not the fields.
  const asked = JSON.stringify(values);
  useEffect(() => {
    for (const [name, value] of Object.entries(JSON.parse(asked) as Record<string, string>)) {
      const field = form.current?.elements.namedItem(name);
      const holds = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (holds && field !== document.activeElement) field.value = value;
    }
  }, [asked]);

  function askAgain() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (form.current) submit(form.current, { replace: true, preventScrollReset: true });
    }, pauseInMs);
  }

  return (
    <Form
      ref={form}
      method="get"
      role="search"
      aria-label={label}
      className={styles.form}
      onChange={askAgain}
      onSubmit={() => clearTimeout(timer.current)}
    >
      {children}
      <Button kind="secondary">{submitLabel}</Button>
      {more && (
        <details className={styles.more} open={more.open}>
          <summary>{more.label}</summary>
          <div className={styles.form}>{more.children}</div>
        </details>
      )}
    </Form>
  );
}

/** The line one types into. */
export function SearchInput({
  name,
  label,
  value,
  type = 'search',
  list,
  focused,
}: {
  name: string;
  label: string;
  value: string;
  type?: 'search' | 'date';
  /** Suggestions. */
  list?: string[];
  /** What the page is for: one can type at once. */
  focused?: boolean;
}) {
  return (
    <div className={`kern-form-input ${type === 'date' ? styles.date : styles.input}`}>
      <label className="kern-label" htmlFor={`search-${name}`}>
        {label}
      </label>
      <input
        id={`search-${name}`}
        name={name}
        type={type}
        defaultValue={value}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        list={list && `search-${name}-list`}
        autoFocus={focused}
        className="kern-form-input__input"
      />
      {list && (
        <datalist id={`search-${name}-list`}>
          {list.map((entry) => (
            <option key={entry} value={entry} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** One of a list, to narrow what is found. */
export function FilterSelect({
  name,
  label,
  value,
  all,
  options,
}: {
  name: string;
  label: string;
  value: string;
  /** The words for "not narrowed". */
  all: string;
  options: readonly (Option | OptionGroup)[];
}) {
  return (
    <div className={`kern-form-input ${styles.select}`}>
      <label className="kern-label" htmlFor={`search-${name}`}>
        {label}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select id={`search-${name}`} name={name} defaultValue={value} className="kern-form-input__select">
          <option value="">{all}</option>
          <Options options={options} />
        </select>
      </div>
    </div>
  );
}
