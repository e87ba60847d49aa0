/** The people side of the assignment board: a page of people to tick, and how many are chosen. */
import type { SerializeFrom } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { Badge, Empty } from '~/ui/page-parts';
import { names } from './board';
import type { boardOf } from './board.server';
import styles from './board.module.css';

export type ShownBoard = SerializeFrom<Awaited<ReturnType<typeof boardOf>>> | Awaited<ReturnType<typeof boardOf>>;

export function BoardPeople({ board, chosen }: { board: ShownBoard; chosen: number }) {
  const { t } = useTranslation('groups');
  const shown = new Set<string>(board.people.map((person) => person.id));
  const ticked = new Set<string>(board.chosen);
  const elsewhere = board.chosen.filter((id) => !shown.has(id));
  return (
    <section aria-labelledby="people">
      <div className={styles.columnHead}>
        <h2 id="people">{t('board.people', { count: board.found })}</h2>
        <p className={styles.quiet} role="status">
          {t('board.chosen', { count: chosen })}
        </p>
      </div>
      <input type="hidden" name={names.chosen} value={elsewhere.join('')} />
      {board.found === 0 ? (
        <Empty title={t('board.nobody')}>
          <p>{t('board.nobodyHint')}</p>
        </Empty>
      ) : (
        <>
          <div className={styles.choose}>
            <Button kind="tertiary" small name={names.choose} value="all">
              {t('board.chooseAll', { count: board.found })}
            </Button>
            {board.chosen.length > 0 && (
              <Button kind="tertiary" small name={names.choose} value="none">
                {t('board.chooseNone')}
              </Button>
            )}
          </div>
          <ul className={styles.people} key={`${board.page} ${board.chosen.join(' ')}`}>
            {board.people.map((person) => (
              <li key={person.id}>
                <input
                  type="checkbox"
                  id={person.id}
                  name={names.person}
                  value={person.id}
                  defaultChecked={ticked.has(person.id)}
                  className="kern-form-check__checkbox"
                  aria-describedby={`${person.id}-about`}
                />
                <div>
                  <label htmlFor={person.id}>{person.name}</label>
                  <div id={`${person.id}-about`} className={styles.quiet}>
                    {person.organisations.length > 0 && <span>{person.organisations.join(', ')}</span>}
                    <span>
                      {person.roles.length > 0
                        ? person.roles
                            .map(({ group, role }) => t('board.roleIn', { group, role: t(`common:groupRole.${role}`) }))
                            .join(' · ')
                        : t('board.inNoGroup')}
                    </span>
                    {person.requests.length > 0 && (
                      <span>
                        <Badge kind="info">{t('board.asksFor', { groups: person.requests.join(', ') })}</Badge>
                      </span>
                    )}
                  </div>
                </div>
              </li>
            ))}
          </ul>
          {board.pages > 1 && (
            <div className={styles.paging}>
              {board.page > 1 && (
                <Button kind="tertiary" small name={names.page} value={board.page - 1}>
                  {t('common:paging.previous')}
                </Button>
              )}
              <span>{t('common:paging.place', { page: board.page, pages: board.pages })}</span>
              {board.page < board.pages && (
                <Button kind="tertiary" small name={names.page} value={board.page + 1}>
                  {t('common:paging.next')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}
