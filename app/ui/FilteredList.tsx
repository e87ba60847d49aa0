/** A long list: what narrows it, how many are found, a page of them, the other pages. */
import type { ReactNode } from 'react';
import { LiveSearch } from './LiveSearch';
import { Paging } from './page-parts';
import styles from './LiveSearch.module.css';

export function FilteredList({
  search,
  submit,
  asked,
  filters,
  more,
  found,
  page,
  pages,
  children,
}: {
  /** Names the search. */
  search: string;
  /** The button for those without a script. */
  submit: string;
  /** What the address asks for, by the names of the filters. */
  asked: Record<string, string>;
  filters: ReactNode;
  /** Filters that few need, folded away until asked for. */
  more?: { label: string; open: boolean; children: ReactNode };
  /** How many there are, in words. */
  found: string;
  page: number;
  pages: number;
  children: ReactNode;
}) {
  const said = Object.entries(asked).filter(([, value]) => value);
  return (
    <>
      <LiveSearch label={search} submit={submit} values={asked} {...(more ? { more } : {})}>
        {filters}
      </LiveSearch>
      <p role="status" className={styles.count}>
        {found}
      </p>
      {children}
      <Paging
        page={page}
        pages={pages}
        path={(number) => `?${new URLSearchParams([...said, ['seite', String(number)]])}`}
      />
    </>
  );
}
