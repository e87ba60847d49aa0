/** Search and filters of the assignment board. */
import { useTranslation } from 'react-i18next';
import { organisationKinds } from '~db/values';
import { Button } from '~/ui/buttons';
import { type Board, names, placeValue } from './board';
import type { ShownBoard } from './BoardPeople';
import styles from './board.module.css';

export function BoardFilters({ asked, board }: { asked: Board; board: ShownBoard }) {
  const { t } = useTranslation('groups');
  return (
    <fieldset className={styles.filters}>
      <legend className="visually-hidden">{t('board.filters')}</legend>
      <div className={`kern-form-input ${styles.search}`}>
        <label className="kern-label" htmlFor="board-q">
          {t('board.search')}
        </label>
        <input id="board-q" type="search" name={names.q} defaultValue={asked.q}
          maxLength={100}
          autoComplete="off"
          className="kern-form-input__input" />
      </div>
      <Choice
        name={names.place}
        label={t('board.place')}
        value={placeValue(asked.place)}
        all={t('board.anywhere')}
      >
        <option value="none">{t('board.noGroup')}</option>
        <optgroup label={t('board.fields')}>
          {board.fields.map((field) => (
            <option key={field.id} value={`field:${field.id}`}>
              {field.name}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('board.groups')}>
          {board.groups.map((group) => (
            <option key={group.id} value={`group:${group.id}`}>
              {group.name}
            </option>
          ))}
        </optgroup>
      </Choice>
      <Choice
        name={names.organisation}
        label={t('board.organisation')}
        value={asked.organisation ?? ''}
        all={t('board.allOrganisations')}
      >
        {board.organisations.map((organisation) => (
          <option key={organisation.id} value={organisation.id}>
            {organisation.name}
          </option>
        ))}
      </Choice>
      <Choice name={names.kind} label={t('board.kind')} value={asked.kind ?? ''} all={t('board.allKinds')}>
        {organisationKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`common:organisationKind.${kind}`)}
          </option>
        ))}
      </Choice>
      <div className={`kern-form-check ${styles.check}`}>
        <input
          id="board-requested"
          type="checkbox"
          name={names.requested}
          defaultChecked={asked.requested}
          className="kern-form-check__checkbox"
        />
        <label className="kern-label" htmlFor="board-requested">
          {t('board.requested')}
        </label>
      </div>
      <div className={styles.filterButtons}>
        <Button kind="secondary" small type="submit">
          {t('board.show')}
        </Button>
        <Button kind="tertiary" small type="submit" name={names.clear} value="alle">
          {t('board.clear')}
        </Button>
      </div>
    </fieldset>
  );
}

function Choice({
  name,
  label,
  value,
  all,
  children,
}: {
  name: string;
  label: string;
  value: string;
  all: string;
  children: React.ReactNode;
}) {
  return (
    <div className="kern-form-input">
      <label className="kern-label" htmlFor={`board-${name}`}>
        {label}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select
          id={`board-${name}`}
          name={name}
          defaultValue={value}
          className="kern-form-input__select"
        >
          <option value="">{all}</option>
          {children}
        </select>
      </div>
    </div>
  );
}
