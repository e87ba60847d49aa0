/** Which comments are shown: all, or some of them. It stands in the address, so that it works without a script. */
import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import styles from './Comments.module.css';
import type { ShownComment, ShownThread } from './comments';

const parameter = 'kommentare';

const some = (thread: ShownThread, fits: (comment: ShownComment) => boolean) => fits(thread) || thread.replies.some(fits);

/** What can be chosen, by its word in the address. */
const filters = {
  offen: (thread: ShownThread) => !thread.resolved,
  erledigt: (thread: ShownThread) => thread.resolved,
  meine: (thread: ShownThread) => some(thread, ({ own }) => own),
  'erwaehnt-mich': (thread: ShownThread) => some(thread, ({ mentionsMe }) => mentionsMe),
} as const;

type Name = keyof typeof filters;
const names = Object.keys(filters) as Name[];

/** The filter in the address; null where all are shown. */
export function useThreadFilter(): ((thread: ShownThread) => boolean) | null {
  const [query] = useSearchParams();
  const name = names.find((one) => one === query.get(parameter));
  return name ? filters[name] : null;
}

/** Of fewer threads everybody sees at a glance which are which. */
const worthChoosing = 4;

/** The choice, with how many there are of each. */
export function ThreadFilter({ threads }: { threads: readonly ShownThread[] }) {
  const { t } = useTranslation('reviews');
  const [query] = useSearchParams();
  const chosen = query.get(parameter);
  if (threads.length < worthChoosing && !chosen) return null;
  const address = (name: Name | null) => {
    const next = new URLSearchParams(query);
    if (name) next.set(parameter, name);
    else next.delete(parameter);
    return `?${next.toString()}`;
  };
  const choices = [
    { name: null, count: threads.length },
    ...names.map((name) => ({ name, count: threads.filter(filters[name]).length })),
  ].filter(({ name, count }) => count > 0 || name === chosen);
  return (
    <nav aria-label={t('filter.label')} className={styles.filter}>
      <ul>
        {choices.map(({ name, count }) => (
          <li key={name}>
            <Link
              to={address(name)}
              preventScrollReset
              aria-current={name === chosen || (name === null && !names.some((one) => one === chosen)) ? 'true' : undefined}
            >
              {t(`filter.${name ?? 'alle'}`)} <span>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
