import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Language } from '~db/values';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { RunningPolls } from '~/features/polls/RunningPolls';
import { pollSection } from '~/features/polls/poll-page.server';
import { newPollPath } from '~/features/polls/polls';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { pageIn } from '~/services/paging';
import { dayOf, formatSpan } from '~/services/time';
import { LinkButton } from '~/ui/buttons';
import { DayText } from '~/ui/Moment';
import { Badge, Empty, PageHeader, Paging, Table } from '~/ui/page-parts';
import { calendarOfGroup } from '../calendar/place';
import { listMeetings } from './meeting-list.server';
import { meetingPath } from './address';
import styles from './meetings.module.css';

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const page = pageIn(request);
  const list = await listMeetings(actor, group.id, page);
  const polls = await pollSection(actor, group.id);
  return { ...list, polls, page, title: translator(language, 'meetings')('list.pageTitle', { group: group.name }) };
});

await wordsFor('meetings', 'polls');

export default function MeetingList() {
  const { polls, coming, past, page, pages, mayPlan } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['meetings', 'polls']);
  const group = useGroup();
  const path = `/gruppen/${group.slug}/sitzungen`;
  return (
    <>
      <PageHeader title={t('list.title')}>
        {mayPlan && (
          <>
            <LinkButton to={`${path}/neu`}>{t('list.plan')}</LinkButton>
            <LinkButton kind="secondary" to={newPollPath(group.slug)}>
              {t('polls:new.open')}
            </LinkButton>
          </>
        )}
        <LinkButton to={calendarOfGroup(group.slug)} kind="secondary">
          {t('calendar.subscribe')}
        </LinkButton>
      </PageHeader>
      <RunningPolls slug={group.slug} polls={polls} />
      <section aria-labelledby="coming">
        <h2 id="coming" className={styles.first}>
          {t('list.coming')}
        </h2>
        {coming.length > 0 ? (
          <ul className={styles.coming}>
            {coming.map((meeting) => (
              <li key={meeting.number}>
                <ComingMeeting slug={group.slug} meeting={meeting} />
              </li>
            ))}
          </ul>
        ) : (
          <Empty title={t('list.noneComing')}>
            <p>{t(mayPlan ? 'list.noneComingPlan' : 'list.noneComingHint')}</p>
          </Empty>
        )}
      </section>
      {(past.length > 0 || page > 1) && (
        <section aria-labelledby="past">
          <h2 id="past">{t('list.past')}</h2>
          <PastMeetings slug={group.slug} past={past} />
          <Paging page={page} pages={pages} path={(to) => `${path}?seite=${to}#past`} />
        </section>
      )}
    </>
  );
}

type Listed = ReturnType<typeof useLoaderData<typeof loader>>['coming'][number];

function ComingMeeting({ slug, meeting }: { slug: string; meeting: Listed }) {
  const { t, i18n } = useTranslation('meetings');
  return (
    <>
      <p className={styles.comingTitle}>
        <Link to={meetingPath(slug, meeting.number)}>
          {formatSpan(meeting.startsAt, meeting.endsAt, i18n.language as Language)}
        </Link>{' '}
        {meeting.state === 'cancelled' && <Badge kind="danger">{t('state.cancelled')}</Badge>}
      </p>
      <p className={styles.quiet}>
        {t('meeting', { number: meeting.number })}
        {' · '}
        <DayText day={dayOf(meeting.startsAt)} distance />
        {' · '}
        {meeting.place || (meeting.link ? t('online') : t('noPlace'))}
      </p>
      {meeting.state === 'planned' && meeting.answer !== undefined && (
        <p className={styles.quiet}>{t(meeting.answer ? `answer.own.${meeting.answer}` : 'answer.own.none')}</p>
      )}
    </>
  );
}

function PastMeetings({ slug, past }: { slug: string; past: Listed[] }) {
  const { t, i18n } = useTranslation('meetings');
  const head = [
    { key: 'day', label: t('list.day') },
    { key: 'number', label: t('list.number') },
    { key: 'place', label: t('list.place') },
    { key: 'minutes', label: t('list.minutes') },
  ];
  return (
    <Table
      caption={t('list.past')}
      head={head}
      rows={past.map((meeting) => ({
        key: String(meeting.number),
        cells: [
          <Link key="day" to={meetingPath(slug, meeting.number)}>
            {formatSpan(meeting.startsAt, meeting.endsAt, i18n.language as Language)}
          </Link>,
          t('meeting', { number: meeting.number }),
          meeting.place || (meeting.link ? t('online') : t('nowhere')),
          <MinutesCell key="minutes" slug={slug} meeting={meeting} />,
        ],
      }))}
    />
  );
}

function MinutesCell({ slug, meeting }: { slug: string; meeting: Listed }) {
  const { t } = useTranslation('meetings');
  if (meeting.state === 'cancelled') return <Badge kind="danger">{t('state.cancelled')}</Badge>;
  if (!meeting.minutes) return t('nowhere');
  return <Link to={`${meetingPath(slug, meeting.number)}/protokoll`}>{t(`minutes.${meeting.minutes}`)}</Link>;
}
