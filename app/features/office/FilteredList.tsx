/** A long list at the desk: what narrows it, how many are found, a page of them, the other pages. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveSearch } from '~/ui/LiveSearch';
import { Paging } from '~/ui/page-parts';
import styles from './office.module.css';

export function FilteredList({
  search,
  asked,
  filters,
  found,
  page,
  pages,
  children,
}: {
  /** Names the search. */
  search: string;
  /** What the address asks for, by the names of the filters. */
  asked: Record<string, string>;
  filters: ReactNode;
  /** How many there are, in words. */
  found: string;
  page: number;
  pages: number;
  children: ReactNode;
}) {
  const { t } = useTranslation('office');
  const said = Object.entries(asked).filter(([, value]) => value);
  return (
    <>
      <LiveSearch label={search} submit={t('search')} values={asked}>
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
