/** The groups side of the assignment board: which group, and what the chosen people become in it. */
import { useTranslation } from 'react-i18next';
import { groupRoles } from '~db/values';
import { Empty } from '~/ui/page-parts';
import { type Board, names } from './board';
import type { ShownBoard } from './BoardPeople';
import styles from './board.module.css';

const steps = [...groupRoles.filter((role) => role !== 'guest').reverse(), 'guest', 'end'] as const;

export function BoardGroups({ board, asked }: { board: ShownBoard; asked: Board }) {
  const { t } = useTranslation('groups');
  return (
    <section aria-labelledby="groups">
      <div className={styles.columnHead}>
        <h2 id="groups" tabIndex={-1}>
          {t('board.groups')}
        </h2>
      </div>
      <fieldset className={styles.step}>
        <legend className="kern-label">{t('board.to')}</legend>
        <div className={styles.roles}>
          {steps.map((step) => (
            <span key={step} className={`kern-form-check ${styles.role}`}>
              <input
                type="radio"
                id={`to-${step}`}
                name={names.to}
                value={step}
                defaultChecked={asked.to === step}
                className="kern-form-check__radio"
              />
              <label htmlFor={`to-${step}`} className="kern-label">
                {step === 'end' ? t('board.endRole') : t(`common:groupRole.${step}`)}
              </label>
            </span>
          ))}
        </div>
        <div className={styles.until}>
          <label className="kern-label" htmlFor="board-until">
            {t('board.until')}
          </label>
          <input
            id="board-until"
            type="date"
            name={names.until}
            defaultValue={asked.until}
            className="kern-form-input__input"
          />
        </div>
      </fieldset>
      {board.groups.length === 0 ? (
        <Empty title={t('board.noGroups')} />
      ) : (
        <fieldset className={styles.step}>
          <legend className="kern-label">{t('board.inWhich')}</legend>
          <ul className={styles.groups}>
            {board.groups.map((group) => (
              <li key={group.id}>
                <input
                  type="radio"
                  id={group.id}
                  name={names.group}
                  value={group.id}
                  defaultChecked={asked.group === group.id}
                  className="kern-form-check__radio"
                  aria-describedby={`${group.id}-about`}
                />
                <div>
                  <label htmlFor={group.id}>{group.name}</label>
                  <div id={`${group.id}-about`} className={styles.quiet}>
                    <span>{group.field}</span>
                    <span>
                      {group.numbers.length > 0
                        ? group.numbers.map(({ role, count }) => t(`board.number.${role}`, { count })).join(' · ')
                        : t('board.empty')}
                      {!group.numbers.some(({ role }) => role === 'lead') && ` · ${t('board.noLead')}`}
                    </span>
                    {group.missing.length > 0 && (
                      <span>
                        {t('board.missing', {
                          kinds: group.missing.map((kind) => t(`common:organisationKind.${kind}`)).join(', '),
                        })}
                      </span>
                    )}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </section>
  );
}
