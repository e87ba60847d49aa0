/** All groups at a glance, for the Geschäftsstelle: tables whose figures lead to their lists, with bars beside them. */
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Language } from '~db/values';
import { allMeetingsPath, meetingsInMonth, meetingsWith } from '~/features/meetings/address';
import { tasksPath } from '~/features/tasks/place';
import { formatMonth } from '~/services/time';
import { Table } from '~/ui/page-parts';
import type { Today } from './today.server';
import styles from './today.module.css';

type Figures = NonNullable<Today['cockpit']>;

export function Cockpit({ figures }: { figures: Figures }) {
  const { t } = useTranslation('today');
  return (
    <section aria-labelledby="cockpit" className={styles.cockpit}>
      <h2 id="cockpit">{t('cockpit.title')}</h2>
      <TasksByGroup groups={figures.tasks} />
      <div className={styles.charts}>
        <Chart title={t('cockpit.minutes')} rows={useMinutesRows(figures)} />
        <Chart title={t('cockpit.meetings')} rows={useMonthRows(figures)} />
      </div>
      <p>
        <Link to={allMeetingsPath}>{t('cockpit.allMeetings')}</Link>
      </p>
    </section>
  );
}

/** A figure that leads to what it counts; what it counts is said to those who hear the link alone. */
function Figure({ path, count, about }: { path: string; count: number; about: string }) {
  return (
    <Link to={path} className={styles.figure}>
      {count}
      <span className="visually-hidden"> {about}</span>
    </Link>
  );
}

function TasksByGroup({ groups }: { groups: Figures['tasks'] }) {
  const { t } = useTranslation('today');
  const most = Math.max(1, ...groups.map(({ open }) => open));
  const column = (key: string) => ({ key, label: t(`cockpit.${key}`), numeric: true });
  return (
    <>
      <h3>{t('cockpit.tasks')}</h3>
      <p className={styles.legend} aria-hidden="true">
        <Bar part={1} whole={1} late={0} /> {t('cockpit.open')} <Bar part={1} whole={1} late={1} /> {t('cockpit.overdue')}
      </p>
      <Table
        caption={t('cockpit.tasks')}
        head={[
          { key: 'group', label: t('cockpit.group') },
          { key: 'bar', label: t('cockpit.share'), hidden: true },
          column('open'),
          column('overdue'),
          column('nobody'),
          column('undated'),
        ]}
        rows={groups.map(({ slug, name, open, overdue, nobody, undated }) => {
          const path = tasksPath(slug);
          const figure = (key: string, to: string, count: number) => (
            <Figure key={key} path={to} count={count} about={t(`cockpit.${key}Of`, { group: name })} />
          );
          return {
            key: slug,
            cells: [
              name,
              <Bar key="bar" part={open} whole={most} late={overdue} />,
              figure('open', path, open),
              figure('overdue', `${path}?frist=overdue`, overdue),
              figure('nobody', `${path}?wer=nobody`, nobody),
              figure('undated', `${path}?frist=none`, undated),
            ],
          };
        })}
      />
    </>
  );
}

type ChartRow = { key: string; label: ReactNode; path: string; count: number; about: string; current?: boolean };

function useMinutesRows({ minutes }: Figures): ChartRow[] {
  const { t } = useTranslation('today');
  return minutes.map(({ minutes: state, count }) => {
    const label = t(`cockpit.state.${state}`);
    return { key: state, label, path: meetingsWith(state), count, about: t('cockpit.minutesIn', { state: label }) };
  });
}

function useMonthRows({ months, thisMonth }: Figures): ChartRow[] {
  const { t, i18n } = useTranslation('today');
  return months.map(({ month, count }) => {
    const label = formatMonth(`${month}-01` as Day, i18n.language as Language);
    const current = month === thisMonth;
    return { key: month, label, path: meetingsInMonth(month), count, about: t('cockpit.meetingsIn', { month: label }), current };
  });
}

/** A table in which a bar shows each figure to the eye. */
function Chart({ title, rows }: { title: string; rows: readonly ChartRow[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <table className={styles.chart}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ key, label, path, count, about, current }) => (
          <tr key={key} data-current={current || undefined}>
            <th scope="row">{label}</th>
            <td className="numeric">
              <Figure path={path} count={count} about={about} />
            </td>
            <td aria-hidden="true">
              <Bar part={count} whole={most} late={0} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** So long as `part` is of `whole`; of that, `late` in another shade. Says nothing that does not stand beside it as a figure. */
function Bar({ part, whole, late }: { part: number; whole: number; late: number }) {
  const percent = (value: number) => `${Math.round((value / whole) * 1000) / 10}%`;
  return (
    <svg className={styles.bar} aria-hidden="true" focusable="false">
      <rect className={styles.rest} width={percent(part)} height="100%" />
      <rect className={styles.overdue} width={percent(late)} height="100%" />
    </svg>
  );
}
