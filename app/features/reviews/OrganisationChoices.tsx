/** Organisations to tick, by kind, each with what is to be said of it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationKind } from '~db/values';
import { Choice } from '~/ui/fields';
import type { ListedOrganisation } from './organisations.server';
import styles from './choices.module.css';

export function OrganisationChoices<Listed extends ListedOrganisation>({
  kinds,
  chosen,
  without = 'offered',
  say,
}: {
  kinds: readonly { kind: OrganisationKind; list: readonly Listed[] }[];
  chosen: ReadonlySet<string | undefined>;
  /** What becomes of those for whom nobody speaks. */
  without?: 'offered' | 'disabled';
  say: (organisation: Listed) => ReactNode;
}) {
  const { t } = useTranslation();
  return kinds.map(({ kind, list }) => (
    <fieldset key={kind} className={styles.kind}>
      <legend>{t(`common:organisationKind.${kind}`)}</legend>
      {list.map((organisation) => (
        <Choice
          key={organisation.id}
          name="organisations"
          value={organisation.id}
          checked={chosen.has(organisation.id)}
          disabled={without === 'disabled' && organisation.speakers === 0}
        >
          {organisation.name} <span className={styles.said}>{say(organisation)}</span>
        </Choice>
      ))}
    </fieldset>
  ));
}
