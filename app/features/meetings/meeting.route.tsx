/** A meeting: when and where, one's own answer, the agenda, who comes; for those who may, its steps. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { authorize } from '~/access/authorize.server';
import { signedIn } from '~/access/page.server';
import type { Person } from '~/access/policy';
import type { Language } from '~db/values';
import { pollPath } from '~/features/polls/polls';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { dayOf, formatSpan } from '~/services/time';
import { Button, LinkButton } from '~/ui/buttons';
import { SelectField, TextField, useErrorWords } from '~/ui/fields';
import { DayText } from '~/ui/Moment';
import { Alert, Confirm, PageHeader } from '~/ui/page-parts';
import { PrintButton } from '~/ui/PrintButton';
import { WhoSeesThis } from '~/ui/WhoSeesThis';
import { Attachments } from '../files/Attachments';
import { Agenda } from './Agenda';
import { Invited } from './Invited';
import { OthersOverlaps, OwnOverlaps } from './Overlaps';
import { OwnAnswer } from './OwnAnswer';
import { addItem, answerProposal, copyAgenda, moveItem, proposeItem } from './agenda.server';
import { answerInvitation, answerNotice, inviteToMeeting, sendAgenda, uninvite } from './invitations.server';
import { readMeeting } from './meeting-page.server';
import { sayChange } from './agenda-changes';
import { meetingPath } from './address';
import { type AgendaChange, type Step, stepSchema } from './meetings';
import styles from './meetings.module.css';
import { type Meeting, meetingByNumber } from './meetings.server';
import { cancelMeeting } from './planning.server';

export const loader = signedIn(async ({ actor, params, language }) => {
  const page = await readMeeting(actor, params.group, params.number);
  const { number, group } = page.meeting;
  return { ...page, title: translator(language, 'meetings')('pageTitle', { number, group: group.name }) };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const meeting = await meetingByNumber(params.group, params.number);
  // Asked before the form is read: what is wrong with a form tells nobody that the meeting exists.
  await authorize(actor, 'meeting.read', meeting.id);
  const form = await readForm(request, stepSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    return await take(actor, meeting, form.value);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

/** Does the step of the button that was pressed, and sends on, saying what happened. */
async function take(actor: Person, { id, number, group }: Meeting, step: Step): Promise<Response> {
  const path = meetingPath(group.slug, number);
  const notice = (key: string, values?: Record<string, string | number>) => redirectWith(path, `meetings:${key}`, values);
  switch (step.intent) {
    case 'answer':
      await answerInvitation(actor, id, step.answer);
      return redirectWith(path, answerNotice(step.answer));
    case 'invite':
      return notice('invited', { count: (await inviteToMeeting(actor, id, step.guests)).invited });
    case 'uninvite':
      return notice('uninvited', await uninvite(actor, id, step.participant));
    case 'sendAgenda':
      return notice('agendaSent', { count: (await sendAgenda(actor, id)).told });
    case 'cancel': {
      const { told } = await cancelMeeting(actor, id, step.reason);
      return told > 0 ? notice('cancelledTold', { count: told }) : notice('cancelled');
    }
    case 'add': {
      const added = await addItem(actor, id, step);
      return redirect(`${path}?top=${added.id}#neu`);
    }
    case 'propose':
      await proposeItem(actor, id, step);
      return notice('proposed');
    case 'takeIn':
      await answerProposal(actor, id, step.item, 'accepted');
      return redirect(`${path}#top-${step.item}`);
    case 'decline':
      await answerProposal(actor, id, step.item, 'declined');
      return notice('declined');
    case 'up':
    case 'down':
      await moveItem(actor, id, step.item, step.intent);
      return redirect(`${path}#top-${step.item}`);
    case 'place':
      await moveItem(actor, id, step.item, { before: step.before ?? null });
      return redirect(`${path}#top-${step.item}`);
    case 'copy':
      return notice('copied', { count: (await copyAgenda(actor, id)).copied });
  }
}

await wordsFor('meetings', 'audience', 'files', 'errors');

/** The reply belongs to the form whose button was pressed. */
function useReply(): (intent: Step['intent']) => SubmissionResult | undefined {
  const reply = useActionData<typeof action>() as SubmissionResult | undefined;
  return (intent) => (reply?.initialValue?.intent === intent ? reply : undefined);
}

export default function MeetingPage() {
  const page = useLoaderData<typeof loader>();
  const { meeting, rights, conflicts } = page;
  const { t, i18n } = useTranslation('meetings');
  const replyTo = useReply();
  const path = meetingPath(meeting.group.slug, meeting.number);
  return (
    <>
      <p className={styles.printTitle}>
        {t('printTitle', { number: meeting.number })}
        <span>{meeting.group.name}</span>
      </p>
      {page.items.some((item) => item.internal && item.title !== null) && (
        <p className={styles.printTitle}>
          <span>{t('printInternal')}</span>
        </p>
      )}
      <PageHeader
        preline={
          <>
            {t('meeting', { number: meeting.number })}
            <span className={styles.screenOnly}>
              {' · '}
              <DayText day={dayOf(meeting.startsAt)} distance />
            </span>
          </>
        }
        title={formatSpan(meeting.startsAt, meeting.endsAt, i18n.language as Language)}
      >
        <MinutesLink path={path} minutes={page.minutes} begun={page.begun} />
        <PrintButton />
        {rights.edit && (
          <LinkButton to={`${path}/bearbeiten`} kind="secondary">
            {t('change.open')}
          </LinkButton>
        )}
      </PageHeader>
      <StepFailed />
      {meeting.state === 'cancelled' && (
        <Alert kind="warning" title={t('state.cancelledLong')}>
          <p>{meeting.cancelReason}</p>
        </Alert>
      )}
      <Where place={meeting.place} link={meeting.state === 'cancelled' ? '' : meeting.link} note={meeting.note}>
        {page.ahead && (
          <p className={styles.screenOnly}>
            <Link to={`${path}/kalender`} reloadDocument>
              {t('calendar.take')}
            </Link>
          </p>
        )}
      </Where>
      {page.poll && (
        <p className={styles.screenOnly}>
          <Link to={pollPath(meeting.group.slug, page.poll.id)}>{t('fromPoll', { title: page.poll.title })}</Link>
        </p>
      )}
      <OwnAnswer answer={page.ownAnswer} mayAnswer={rights.answer} />
      <div className={styles.screenOnly}>
        <OwnOverlaps overlaps={conflicts.own} />
      </div>
      <div className={styles.screenOnly}>
        <AgendaNews changes={page.agendaNews} maySend={rights.invite} />
      </div>
      <div className={styles.columns}>
        <div>
          <Agenda
            path={path}
            items={page.items}
            proposals={page.proposals}
            rights={rights}
            span={{ startsAt: meeting.startsAt, endsAt: meeting.endsAt }}
            reply={replyTo(rights.edit ? 'add' : 'propose')}
          />
          <Attachments parent={{ kind: 'meeting', id: meeting.id }} form={`${path}/anlagen`} listed={page.attachments} />
        </div>
        <aside className={styles.aside}>
          <Invited invited={page.invited} notInvited={page.notInvited} mayInvite={rights.invite} first={!page.begun} />
          {rights.edit && <OthersOverlaps others={conflicts.others} known={conflicts.known} />}
          {rights.invite && <Uninvite invited={page.invited} />}
          {rights.cancel && <Cancel reply={replyTo('cancel')} invited={page.invited.length} />}
          <WhoSeesThis audience={page.audience} />
        </aside>
      </div>
    </>
  );
}

/** What stands in the way of a step that has no fields of its own. */
function StepFailed() {
  const say = useErrorWords();
  const reply = useActionData<typeof action>() as SubmissionResult | undefined;
  const intent = reply?.initialValue?.intent;
  const messages = Object.values(reply?.error ?? {}).flatMap((errors) => errors ?? []);
  const hasForm = intent === 'add' || intent === 'propose' || intent === 'cancel';
  if (messages.length === 0 || (hasForm && !reply?.error?.['']?.length)) return null;
  return <Alert kind="danger" title={messages.map(say).join(' ')} />;
}

function Where({ place, link, note, children }: { place: string; link: string; note: string; children: ReactNode }) {
  const { t } = useTranslation('meetings');
  return (
    <div className={styles.where}>
      <p className={styles.place}>{place || (link ? t('online') : t('placeOpen'))}</p>
      {link && (
        <p>
          <a href={link} rel="noreferrer">
            {t('joinOnline', { host: new URL(link).hostname })}
          </a>
        </p>
      )}
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </div>
  );
}

/** That the agenda is not the one that was sent any more, how, and for those who may, sending it again. */
function AgendaNews({ changes, maySend }: { changes: AgendaChange[]; maySend: boolean }) {
  const { t } = useTranslation('meetings');
  if (changes.length === 0) return null;
  return (
    <Alert title={t('agendaNews.title')}>
      <ul>
        {changes.map((change, index) => (
          <li key={index}>{sayChange(t as Parameters<typeof sayChange>[0], change)}</li>
        ))}
      </ul>
      {maySend && (
        <Form method="post">
          <Button name="intent" value="sendAgenda" kind="secondary">
            {t('agendaNews.send')}
          </Button>
        </Form>
      )}
    </Alert>
  );
}

/** What one comes for once the meeting has begun; before that it stands back. */
function MinutesLink({ path, minutes, begun }: { path: string; minutes: string | null; begun: boolean }) {
  const { t } = useTranslation('meetings');
  if (!minutes) return null;
  const kind = begun ? 'primary' : 'secondary';
  if (minutes !== 'none') {
    return (
      <LinkButton to={`${path}/protokoll`} kind={kind}>
        {t('minutes.open')}
      </LinkButton>
    );
  }
  return (
    <Form method="post" action={`${path}/protokoll`}>
      <Button name="intent" value="begin" kind={kind}>
        {t('minutes.begin')}
      </Button>
    </Form>
  );
}

function Uninvite({ invited }: { invited: { id: string; name: string }[] }) {
  const { t } = useTranslation('meetings');
  const [form, fields] = useForm<{ participant: string }>({ id: 'uninvite' });
  if (invited.length === 0) return null;
  return (
    <Confirm summary={t('uninvite.open')}>
      <Form method="post" id={form.id}>
        <SelectField field={fields.participant} label={t('uninvite.who')} options={invited.map(({ id, name }) => ({ value: id, label: name }))} />
        <p>{t('uninvite.mail')}</p>
        <Button name="intent" value="uninvite" kind="secondary">
          {t('uninvite.submit')}
        </Button>
      </Form>
    </Confirm>
  );
}

function Cancel({ reply, invited }: { reply: SubmissionResult | undefined; invited: number }) {
  const { t } = useTranslation('meetings');
  const [form, fields] = useForm({ id: 'cancel', lastResult: reply });
  return (
    <Confirm summary={t('cancel.open')} open={reply !== undefined}>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate>
        <p>{invited > 0 ? t('cancel.told', { count: invited }) : t('cancel.untold')}</p>
        <TextField field={fields.reason!} label={t('cancel.reason')} hint={t('cancel.reasonHint')} />
        <Button name="intent" value="cancel" kind="secondary">
          {t('cancel.submit')}
        </Button>
      </Form>
    </Confirm>
  );
}
