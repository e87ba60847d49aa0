/** The minutes of a meeting, in every state; each state is a file of its own. */
import { type ClientActionFunctionArgs, Link, data, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { sendOnce, signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import { meetingPath } from '~/features/meetings/address';
import { setTaskState } from '~/features/tasks/tasks.server';
import { NotFound } from '~/services/errors';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Refusal, replyOf } from '~/texts/Refusal';
import { writeComment } from '~/texts/commenting.server';
import { DownloadMenu } from '~/texts/DownloadMenu';
import { PageHeader } from '~/ui/page-parts';
import { WhoSeesThis } from '~/ui/WhoSeesThis';
import { revalidateRefused } from '~/ui/refused';
import { ApprovedPage } from './ApprovedPage';
import { DraftPage } from './DraftPage';
import { MeetingLine } from './MeetingLine';
import { NoMinutes } from './NoMinutes';
import { ReviewPage } from './ReviewPage';
import styles from './minutes.module.css';
import { approveMinutes } from './approval.server';
import {
  addParticipant,
  removeParticipant,
  saveHead,
  saveParticipant,
  setPresence,
  setRemaining,
} from './attendance.server';
import { beginMinutes } from './begin.server';
import { appendCorrection } from './corrections.server';
import { minutesAt } from './minutes.server';
import { minutesPage } from './page.server';
import { minutesPath, placeOf } from './place';
import { remindOrganisations, returnToDraft } from './review-steps.server';
import { type Step, stepSchema } from './steps';

export const loader = signedIn(async ({ actor, params, request, language, context }) => {
  const check = new URL(request.url).searchParams.has('pruefsumme');
  const page = await minutesPage(actor, placeOf(params), { language, check });
  const { meeting, group } = page.head;
  const title = translator(language, 'minutes')('pageTitle', { number: meeting.number, group: group.name });
  return { page: sendOnce(context, page), title };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const place = placeOf(params);
  const form = await readForm(request, stepSchema);
  if (!form.ok) return data(replyOf(form.reply), { status: 400 });
  try {
    const notice = await take(actor, place, form.value);
    if (!notice) return data(null);
    return redirectWith(minutesPath(place.group, place.number), notice.key, notice.values);
  } catch (error) {
    return data(replyOf(form.rejected(error)), { status: 400 });
  }
});

/**
 * Without a line to the server a click on the attendance list must not tear down the page in which
 * somebody writes: the form says so, and everything stays.
 */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return data({ error: { '': ['offline'] }, form: '' }, { status: 503 });
  }
}

export const shouldRevalidate = revalidateRefused;

type Notice = { key: string; values?: Record<string, number> };

/** One command a step; a notice where the page is another afterwards. */
async function take(actor: Person, place: ReturnType<typeof placeOf>, step: Step): Promise<Notice | undefined> {
  const found = await minutesAt(place.group, place.number);
  if (!found) throw new NotFound();
  if (step.intent === 'begin') {
    await beginMinutes(actor, found.meeting.id);
    return { key: 'minutes:begun' };
  }
  if (!found.minutes) throw new NotFound();
  const { id, textId } = found.minutes;
  switch (step.intent) {
    case 'presence':
      return void (await setPresence(actor, id, step));
    case 'remaining':
      return void (await setRemaining(actor, id, step.presence));
    case 'participant':
      return void (await saveParticipant(actor, id, step));
    case 'addParticipant':
      return void (await addParticipant(actor, id, step));
    case 'removeParticipant':
      return void (await removeParticipant(actor, id, step.participantId));
    case 'head': {
      const { chair, minuteTaker, startedAt, endedAt } = step;
      return void (await saveHead(actor, id, { chair, minuteTaker, startedAt, endedAt }));
    }
    case 'taskState':
      return void (await setTaskState(actor, step.taskId, step.state));
    case 'remind':
      return { key: 'minutes:reminded', values: { count: await remindOrganisations(actor, id) } };
    case 'returnToDraft':
      await returnToDraft(actor, id, step.reason);
      return { key: 'minutes:returned' };
    case 'approve':
      await approveMinutes(actor, id, step);
      return { key: 'minutes:approved' };
    case 'correct':
      await appendCorrection(actor, id, step.body);
      return { key: 'minutes:corrected' };
    case 'comment':
    case 'reply':
    case 'resolve':
    case 'reopen':
      return void (await writeComment(actor, textId, step));
  }
}

await wordsFor('minutes', 'tasks', 'texts', 'editor', 'reviews', 'audience', 'export', 'errors');

export default function Minutes() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('minutes');
  const { meeting, group } = page.head;
  return (
    <>
      <div className={styles.screenOnly}>
        <PageHeader
          preline={
            // Partners and guests read minutes of meetings whose page is not theirs.
            page.state === 'none' || page.readsInternal ? (
              <Link to={meetingPath(group.slug, meeting.number)}>{t('toMeeting', { group: group.name })}</Link>
            ) : (
              group.name
            )
          }
          title={t('title', { number: meeting.number })}
        >
          {page.state !== 'none' && <DownloadMenu path={minutesPath(group.slug, meeting.number)} />}
        </PageHeader>
      </div>
      <MeetingLine head={page.head} />
      <Refusal />
      {page.state === 'none' && <NoMinutes mayBegin={page.mayBegin} cancelled={page.cancelled} />}
      {page.state === 'draft' && <DraftPage page={page} />}
      {page.state === 'in_review' && <ReviewPage page={page} />}
      {page.state === 'approved' && <ApprovedPage page={page} />}
      {page.state !== 'none' && (
        <div className={`${styles.audience} ${styles.screenOnly}`}>
          <WhoSeesThis audience={page.audience} />
          {page.readsInternal && (
            <p>
              <Link to="fassungen">{t('versions.link')}</Link>
              {page.state === 'draft' && (
                <>
                  {' · '}
                  <Link to="neu">{t('versions.news')}</Link>
                </>
              )}
            </p>
          )}
        </div>
      )}
    </>
  );
}
