/** A register of decisions, of one group or of several: what narrows it, its lines, the way to a file of it. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { minutesPath } from '~/features/minutes/place';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { DayText } from '~/ui/Moment';
import { Empty, Table } from '~/ui/page-parts';
import { decisionResults, decisionStates } from '~db/values';
import { DecisionStateBadge } from './DecisionStateBadge';
import { votePath } from './circular';
import { type Asked, decisionPath, filePath, registerFormats } from './decisions';
import type { ListedDecision, RegisterPage } from './decisions.server';
import styles from './decisions.module.css';
import { useOutcome } from './outcome';

/** @param groups those to choose from; left out for the register of one */
export function DecisionRegister({
  register,
  asked,
  path,
  groups = [],
}: {
  register: RegisterPage;
  asked: Asked;
  path: string;
  groups?: readonly { slug: string; name: string }[];
}) {
  const { t } = useTranslation('decisions');
  if (register.years.length === 0) {
    return (
      <Empty title={t('list.none')}>
        <p>{t('list.noneHint')}</p>
      </Empty>
    );
  }
  return (
    <>
      <FilteredList
        search={t('list.filter')}
        submit={t('list.apply')}
        asked={asked}
        filters={<Filters years={register.years} asked={asked} groups={groups} />}
        found={t('list.count', { count: register.found })}
        page={register.page}
        pages={register.pages}
      >
        <Lines decisions={register.decisions} path={path} across={groups.length > 1} />
      </FilteredList>
      {register.found > 0 && (
        <div className={styles.below}>
          <p id="download">{t('list.download')}</p>
          <ul aria-labelledby="download">
            {registerFormats.map((format) => (
              <li key={format}>
                <a href={filePath(path, format, asked)}>{t(`list.formats.${format}`)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Filters({
  years,
  asked,
  groups,
}: {
  years: readonly number[];
  asked: Asked;
  groups: readonly { slug: string; name: string }[];
}) {
  const { t } = useTranslation(['decisions', 'minutes']);
  return (
    <>
      <SearchInput name="text" label={t('list.words')} value={asked.text} />
      {groups.length > 1 && (
        <FilterSelect
          name="gruppe"
          label={t('list.group')}
          value={asked.gruppe}
          all={t('list.anyGroup')}
          options={groups.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
      <FilterSelect
        name="jahr"
        label={t('list.year')}
        value={asked.jahr}
        all={t('list.anyYear')}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <FilterSelect
        name="ergebnis"
        label={t('result')}
        value={asked.ergebnis}
        all={t('list.anyResult')}
        options={decisionResults.map((value) => ({ value, label: t(`minutes:records.result.${value}`) }))}
      />
      <FilterSelect
        name="stand"
        label={t('state.label')}
        value={asked.stand}
        all={t('list.anyState')}
        options={decisionStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
    </>
  );
}

function Lines({ decisions, path, across }: { decisions: readonly ListedDecision[]; path: string; across: boolean }) {
  const { t } = useTranslation('decisions');
  return (
    <Table
      caption={t('list.title')}
      head={[
        { key: 'decision', label: t('decision') },
        { key: 'result', label: t('result') },
        { key: 'state', label: t('state.label') },
        { key: 'taken', label: t('taken') },
      ]}
      rows={decisions.map((decision) => ({
        key: decision.id,
        cells: [
          <Wording key="decision" decision={decision} across={across} />,
          <Outcome key="result" decision={decision} />,
          decision.state ? <DecisionStateBadge key="state" state={decision.state} /> : t('state.none'),
          <Taken key="taken" decision={decision} />,
        ],
      }))}
      empty={
        <Empty title={t('list.noneFound')}>
          <p>
            <Link to={path}>{t('list.showAll')}</Link>
          </p>
        </Empty>
      }
    />
  );
}

/** When it was taken, and the way to where. */
function Taken({ decision: { day, origin, group } }: { decision: ListedDecision }) {
  const { t } = useTranslation('decisions');
  return (
    <>
      <DayText day={day} />
      <span className={styles.under}>
        {origin.kind === 'minutes' ? (
          <Link to={minutesPath(group.slug, origin.meetingNumber)}>
            {t('list.minutes', { number: origin.meetingNumber })}
          </Link>
        ) : (
          <Link to={votePath(group.slug, origin.voteId)}>{t('origin.circular')}</Link>
        )}
      </span>
    </>
  );
}

function Wording({ decision, across }: { decision: ListedDecision; across: boolean }) {
  const { t } = useTranslation(['decisions', 'minutes']);
  return (
    <>
      <Link to={decisionPath(decision.group.slug, decision.id)}>{decision.number}</Link>
      {across && <span className={styles.beside}> · {decision.group.name}</span>}
      {decision.internal && <span className={styles.beside}> · {t('minutes:outline.internal')}</span>}
      <p className={styles.wording}>{decision.resolutionText}</p>
    </>
  );
}

function Outcome({ decision }: { decision: ListedDecision }) {
  const { result, votes } = useOutcome()(decision);
  return (
    <>
      {result}
      {votes && <span className={styles.under}>{votes}</span>}
    </>
  );
}
