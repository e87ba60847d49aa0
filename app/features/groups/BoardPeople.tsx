/** The people side of the assignment board: a page of people to tick, and how many are chosen. */
import type { SerializeFrom } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { Badge, Empty } from '~/ui/page-parts';
import { names } from './board';
import type { boardOf } from './board.server';
import styles from './board.module.css';

export type ShownBoard = SerializeFrom<Awaited<ReturnType<typeof boardOf>>> | Awaited<ReturnType<typeof boardOf>>;

/** @param chosen everybody who is chosen, on this page or not */
export function BoardPeople({ board, chosen }: { board: ShownBoard; chosen: readonly string[] }) {
  const { t } = useTranslation('groups');
  const { people, elsewhere } = board;
  const ticked = new Set(chosen);
  const listed = new Set<string>([...people, ...elsewhere.people].map((person) => person.id));
  return (
    <section aria-labelledby="people">
      <div className={styles.columnHead} role="status">
        <h2 id="people" tabIndex={-1}>
          {t('board.people', { count: board.found })}
        </h2>
        <p className={styles.quiet}>{t('board.chosen', { count: chosen.length })}</p>
      </div>
      <input type="hidden" name={names.chosen} value={chosen.filter((id) => !listed.has(id)).join('')} />
      {board.found > 0 || chosen.length > 0 ? (
        <div className={styles.choose}>
          {board.found > 0 && (
            <Button kind="tertiary" small name={names.choose} value="all">
              {t('board.chooseAll', { count: board.found })}
            </Button>
          )}
          {chosen.length > 0 && (
            <Button kind="tertiary" small name={names.choose} value="none">
              {t('board.chooseNone')}
            </Button>
          )}
        </div>
      ) : null}
      {elsewhere.count > 0 && <Elsewhere elsewhere={elsewhere} ticked={ticked} />}
      {board.found === 0 ? (
        <Empty title={t('board.nobody')}>
          <p>{t('board.nobodyHint')}</p>
        </Empty>
      ) : (
        <>
          <ul className={styles.people}>
            {people.map((person) => (
              <li key={person.id}>
                <Tick id={person.id} ticked={ticked} describedBy={`${person.id}-about`} />
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

/** The box by which a person is chosen. */
function Tick({ id, ticked, describedBy }: { id: string; ticked: ReadonlySet<string>; describedBy?: string }) {
  return (
    <input
      type="checkbox"
      id={id}
      name={names.person}
      value={id}
      checked={ticked.has(id)}
      onChange={followedByTheForm}
      className="kern-form-check__checkbox"
      aria-describedby={describedBy}
    />
  );
}

/** Those who are chosen and do not stand in the list beside: the filters hide them, or another page has them. */
function Elsewhere({ elsewhere, ticked }: { elsewhere: ShownBoard['elsewhere']; ticked: ReadonlySet<string> }) {
  const { t } = useTranslation('groups');
  const unnamed = elsewhere.count - elsewhere.people.length;
  return (
    <details className={styles.elsewhere} open={elsewhere.count <= 5}>
      <summary>{t('board.elsewhere', { count: elsewhere.count })}</summary>
      <ul className={styles.people}>
        {elsewhere.people.map((person) => (
          <li key={person.id}>
            <Tick id={person.id} ticked={ticked} />
            <label htmlFor={person.id}>{person.name}</label>
          </li>
        ))}
      </ul>
      {unnamed > 0 && <p className={styles.quiet}>{t('board.more', { count: unnamed })}</p>}
    </details>
  );
}

/** The form listens to all its fields in one place. */
const followedByTheForm = () => undefined;
