/** Where one lands after signing in: what waits, what is coming, what has changed. */
import type { SubmissionResult } from '@conform-to/react';
import { data } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import type { Day, Language } from '~db/values';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { formatDay, today } from '~/services/time';
import { LinkButton } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { Alert, Empty, PageHeader } from '~/ui/page-parts';
import { Changes, LooseTasks } from './Changes';
import { Cockpit } from './Cockpit';
import { Lines, Waiting } from './Sections';
import { type Section, isKind } from './sources.server';
import { takeStep, todaySteps } from './steps.server';
import { todayPath } from './today';
import { type Today, readAllOf, readToday } from './today.server';
import { noteVisit } from './visits.server';
import styles from './today.module.css';

export const loader = signedIn(async ({ actor, request, language }) => {
  const t = translator(language, 'today');
  const kind = new URL(request.url).searchParams.get('alle');
  if (isKind(kind)) {
    const section = await readAllOf(actor, language, kind);
    return { as: 'all' as const, section, day: today(), title: t(`section.${kind}`) };
  }
  noteVisit(actor.id);
  return { as: 'page' as const, page: await readToday(actor, language), title: t('title') };
});

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, todaySteps);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const { place, notice } = await takeStep(actor, form.value);
    const { pathname, search } = new URL(request.url);
    const here = pathname.replace(/\.data$/, '') + search;
    return await redirectWith(form.value.plain ? `${here}#${place}` : here, notice);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

await wordsFor('today', 'meetings', 'errors');

export default function TodayPage() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <>
      {loaded.as === 'all' ? <AllOfAKind section={loaded.section} day={loaded.day} /> : <Everything page={loaded.page} />}
    </>
  );
}

function Everything({ page }: { page: Today }) {
  const { t, i18n } = useTranslation('today');
  return (
    <>
      <PageHeader preline={formatDay(page.day, i18n.language as Language)} title={t('title')} />
      <StepFailed />
      {page.newcomer ? <Newcomer requests={page.newcomer.asked} /> : !page.waits && <p className={styles.calm}>{t('nothing')}</p>}
      {page.waiting.map((section) => (
        <Waiting key={section.kind} section={section} page={page} />
      ))}
      {page.changes && <Changes changes={page.changes} since={page.since} />}
      {page.needs.map((section) => (
        <Waiting key={section.kind} section={section} page={page} />
      ))}
      {page.loose.length > 0 && <LooseTasks groups={page.loose} />}
      {page.cockpit && <Cockpit figures={page.cockpit} />}
    </>
  );
}

function AllOfAKind({ section, day }: { section: Section; day: Day }) {
  const { t } = useTranslation('today');
  return (
    <>
      <PageHeader preline={<Link to={todayPath}>{t('title')}</Link>} title={t(`section.${section.kind}`)} />
      <StepFailed />
      {section.lines.length > 0 ? <Lines kind={section.kind} lines={section.lines} day={day} /> : <p>{t('nothing')}</p>}
    </>
  );
}

/** Somebody whom nobody has given anything to do yet is told how to begin. */
function Newcomer({ requests }: { requests: readonly string[] }) {
  const { t } = useTranslation('today');
  return (
    <Empty title={t('newcomer.title')}>
      <p>{requests.length > 0 ? t('newcomer.asked', { groups: requests.join(', ') }) : t('newcomer.hint')}</p>
      <p>
        <LinkButton to="/arbeitsgruppen">{t('newcomer.toGroups')}</LinkButton>
      </p>
    </Empty>
  );
}

/** What stood in the way of a step. */
function StepFailed() {
  const say = useErrorWords();
  const reply = useActionData<typeof action>() as SubmissionResult | undefined;
  const messages = Object.values(reply?.error ?? {}).flatMap((errors) => errors ?? []);
  return messages.length > 0 && <Alert kind="danger" title={messages.map(say).join(' ')} />;
}
