/** The meetings of all groups with how far their minutes have come. What narrows them is in the address. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Day, Language } from '~db/values';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { formatMonth, formatSpan, today } from '~/services/time';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect } from '~/ui/LiveSearch';
import { Empty, PageHeader, Table } from '~/ui/page-parts';
import { meetingPath } from './address';
import { allMeetingsQuery, askedFor, minutesFilters, monthFrom } from './all-meetings';
import { listAllMeetings } from './all-meetings.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const query = allMeetingsQuery(request);
  return {
    list: await listAllMeetings(actor, query),
    query,
    day: today(),
    title: translator(language, 'meetings')('all.title'),
  };
});

await wordsFor('meetings');

/** Months one can choose: so many behind, and ahead. */
const offered = { behind: 24, ahead: 12 };

export default function AllMeetings() {
  const { list, query, day } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation('meetings');
  const language = i18n.language as Language;
  const months = Array.from({ length: offered.behind + offered.ahead + 1 }, (_, at) => monthFrom(day, offered.ahead - at));
  const asked = askedFor(query);
  return (
    <>
      <PageHeader title={t('all.title')} />
      <FilteredList
        search={t('all.filter')}
        submit={t('all.apply')}
        asked={asked}
        filters={
          <>
            <FilterSelect
              name="gruppe"
              label={t('all.group')}
              value={asked.gruppe}
              all={t('all.anyGroup')}
              options={list.groups.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
            <FilterSelect
              name="protokoll"
              label={t('list.minutes')}
              value={asked.protokoll}
              all={t('all.anyMinutes')}
              options={minutesFilters.map((filter) => ({ value: filter, label: filter === 'none' ? t('all.noMinutes') : t(`minutes.${filter}`) }))}
            />
            <FilterSelect
              name="monat"
              label={t('all.month')}
              value={asked.monat}
              all={t('all.anyMonth')}
              options={[...new Set([...(asked.monat ? [asked.monat] : []), ...months])]
                .sort()
                .reverse()
                .map((month) => ({ value: month, label: formatMonth(`${month}-01` as Day, language) }))}
            />
          </>
        }
        found={t('all.count', { count: list.found })}
        page={list.page}
        pages={list.pages}
      >
        <Table
          caption={t('all.title')}
          empty={
            <Empty title={t('all.none')}>
              <p>{t('all.noneHint')}</p>
            </Empty>
          }
          head={[
            { key: 'day', label: t('list.day') },
            { key: 'group', label: t('all.group') },
            { key: 'place', label: t('list.place') },
            { key: 'minutes', label: t('list.minutes') },
          ]}
          rows={list.meetings.map(({ id, group, number, startsAt, endsAt, place, link, minutes }) => ({
            key: id,
            cells: [
              <Link key="day" to={meetingPath(group.slug, number)}>
                {formatSpan(startsAt, endsAt, language)}
              </Link>,
              `${group.name}, ${t('meeting', { number })}`,
              place || (link ? t('online') : t('nowhere')),
              minutes ? (
                <Link key="minutes" to={`${meetingPath(group.slug, number)}/protokoll`}>
                  {t(`minutes.${minutes}`)}
                </Link>
              ) : (
                t('nowhere')
              ),
            ],
          }))}
        />
      </FilteredList>
    </>
  );
}
