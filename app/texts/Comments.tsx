/**
 * Comments beside a text: threads with their replies, and the form for a new one. The page that shows
 * them takes the steps (`commentSchema`) in its action; every form works without JavaScript.
 */
import { getFormProps, useForm } from '@conform-to/react';
import type { SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { type ReactNode, createContext, useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { input } from 'zod';
import type { OrganisationId } from '~db/values';
import { Button } from '~/ui/buttons';
import { FormErrors, SelectField, TextArea, TextField } from '~/ui/fields';
import { Moment } from '~/ui/Moment';
import { Badge } from '~/ui/page-parts';
import styles from './Comments.module.css';
import { MentionHelp } from './MentionHelp';
import { useThreadFilter } from './ThreadFilter';
import type { ShownComment, ShownThread, newCommentSchema, replySchema } from './comments';

/** What a failed step answers: which form of the page it was, and what was wrong with it. */
export type CommentReply = { form: string; reply: SubmissionResult };

/** What all comments of a page have in common. */
export type CommentDesk = {
  /** Where the forms are sent. */
  action: string;
  mayComment: boolean;
  /** For whom one can write; with none, in one's own name only. */
  organisations: readonly { id: OrganisationId; name: string }[];
  /** Whether one can write in one's own name. */
  asMember: boolean;
  /** Whose names are offered behind an @. */
  mentionable: readonly string[];
  /** Where a task is made that follows from a thread, whose id is added at the end; without it none can be. */
  taskFrom?: string | null;
  failed: CommentReply | undefined;
};

const Desk = createContext<CommentDesk | undefined>(undefined);

/** Wraps the part of a page in which there are comments. */
export function Comments({ desk, children }: { desk: CommentDesk; children: ReactNode }) {
  return <Desk.Provider value={desk}>{children}</Desk.Provider>;
}

function useDesk(): CommentDesk {
  const desk = useContext(Desk);
  if (!desk) throw new Error('Comments are shown outside of <Comments>.');
  return desk;
}

/** Threads, the open ones first; those that are settled stay at hand below. With a filter, those that fit it. */
export function ThreadList({ threads, empty }: { threads: readonly ShownThread[]; empty?: ReactNode }) {
  const { t } = useTranslation('reviews');
  const filter = useThreadFilter();
  if (filter && threads.length > 0) return <Threads threads={threads.filter(filter)} />;
  const open = threads.filter((thread) => !thread.resolved);
  const resolved = threads.filter((thread) => thread.resolved);
  if (threads.length === 0) return <>{empty}</>;
  return (
    <>
      <Threads threads={open} />
      {resolved.length > 0 && (
        <details className={styles.settled}>
          <summary>{t('comments.showResolved', { count: resolved.length })}</summary>
          <Threads threads={resolved} />
        </details>
      )}
    </>
  );
}

function Threads({ threads }: { threads: readonly ShownThread[] }) {
  if (threads.length === 0) return null;
  return (
    <ol className={styles.threads}>
      {threads.map((thread) => (
        <li key={thread.id} id={`anmerkung-${thread.id}`} tabIndex={-1}>
          <ThreadCard thread={thread} />
        </li>
      ))}
    </ol>
  );
}

function ThreadCard({ thread }: { thread: ShownThread }) {
  const { t } = useTranslation('reviews');
  const { mayComment, taskFrom } = useDesk();
  return (
    <article className={styles.thread} data-internal={thread.internal || undefined}>
      {(thread.internal || thread.resolved || thread.orphaned) && (
        <p className={styles.marks}>
          {thread.internal && <Badge kind="warning">{t('comments.internal')}</Badge>}
          {thread.resolved && <Badge kind="success">{t('comments.resolved')}</Badge>}
          {thread.orphaned && <span>{t('comments.orphaned')}</span>}
        </p>
      )}
      {thread.quote && <blockquote className={styles.quote}>{thread.quote}</blockquote>}
      <Said comment={thread} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className={styles.reply}>
          <Said comment={reply} />
        </div>
      ))}
      <div className={styles.steps}>
        {mayComment && <ReplyForm thread={thread} />}
        {thread.mayResolve && <SettleForm thread={thread} />}
        {taskFrom && (
          <Link to={taskFrom + thread.id} className={styles.summary}>
            {t('comments.task')}
          </Link>
        )}
      </div>
    </article>
  );
}

function Said({ comment }: { comment: ShownComment }) {
  const { t } = useTranslation('reviews');
  return (
    <>
      <p className={styles.who}>
        <strong>{comment.author.name}</strong>
        {comment.organisation && <span> {t('comments.formFor', { organisation: comment.organisation })}</span>}
        <span className={styles.when}>
          <Moment at={comment.at} />
        </span>
      </p>
      <p className={styles.body}>
        {comment.body.map(({ text, mention }, place) =>
          mention ? (
            <strong key={place} className={styles.mention}>
              {text}
            </strong>
          ) : (
            text
          ),
        )}
      </p>
    </>
  );
}

function SettleForm({ thread }: { thread: ShownThread }) {
  const { t } = useTranslation('reviews');
  const { action } = useDesk();
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="intent" value={thread.resolved ? 'reopen' : 'resolve'} />
      <Button
        kind="tertiary"
        small
        name="threadId"
        value={thread.id}
        aria-label={thread.resolved ? undefined : t('comments.resolveLong', { name: thread.author.name })}
      >
        {thread.resolved ? t('comments.reopen') : t('comments.resolve')}
      </Button>
    </Form>
  );
}

function ReplyForm({ thread }: { thread: ShownThread }) {
  const { t } = useTranslation('reviews');
  const { action, failed, mentionable } = useDesk();
  const name = `antwort-${thread.id}`;
  const mine = failed?.form === name ? failed.reply : undefined;
  const [form, fields] = useForm<input<typeof replySchema>>({
    id: name,
    lastResult: mine ?? null,
  });
  const box = useClosedWhenSent(thread.replies.filter(({ own }) => own).length);
  return (
    <details ref={box} open={mine ? true : undefined} className={styles.opener}>
      <summary className={styles.summary}>{t('comments.reply')}</summary>
      <Form method="post" action={`${action}#${name}`} preventScrollReset {...getFormProps(form)}>
        <FormErrors form={form} />
        <input type="hidden" name="intent" value="reply" />
        <input type="hidden" name="form" value={name} />
        <input type="hidden" name="threadId" value={thread.id} />
        <MentionHelp names={mentionable}>
          <TextArea field={fields.body} label={t('comments.replyBody')} rows={3} />
        </MentionHelp>
        <ForWhom field={fields.onBehalfOf} />
        <Button kind="secondary" small>
          {t('comments.sendReply')}
        </Button>
      </Form>
    </details>
  );
}

/**
 * A form that opened in place closes once what was sent has arrived.
 *
 * @param count of one's own words there: those of others come while one types
 */
function useClosedWhenSent(count: number) {
  const box = useRef<HTMLDetailsElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current && box.current) {
      box.current.open = false;
      box.current.querySelector('form')?.reset();
    }
    before.current = count;
  }, [count]);
  return box;
}

/** Where a new comment goes: to the text as a whole, a section, or words that were marked. */
export type NewPlace =
  | { kind: 'whole' }
  | { kind: 'section'; section: number }
  | { kind: 'passage'; from: number; to: number; quote: string }
  | { kind: 'live'; start: string; end: string; quote: string };

/** The form for a new comment. @param name tells the forms of a page apart */
export function CommentForm({ name, place, autoFocus }: { name: string; place: NewPlace; autoFocus?: boolean }) {
  const { t } = useTranslation('reviews');
  const { action, failed, mentionable } = useDesk();
  const [form, fields] = useForm<input<typeof newCommentSchema>>({
    id: name,
    lastResult: failed?.form === name ? failed.reply : null,
  });
  const words = useWordsField(fields.place);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = autoFocus && box.current?.querySelector('textarea');
    if (!field) return;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'center' });
  }, [autoFocus]);
  return (
    <Form method="post" action={`${action}#${name}`} preventScrollReset {...getFormProps(form)} className={styles.form}>
      <FormErrors form={form} />
      <input type="hidden" name="intent" value="comment" />
      <input type="hidden" name="form" value={name} />
      <input type="hidden" name="place.kind" value={place.kind} />
      {place.kind === 'section' && <input type="hidden" name="place.section" value={place.section} />}
      {place.kind === 'passage' && (
        <>
          <input type="hidden" name="place.from" value={place.from} />
          <input type="hidden" name="place.to" value={place.to} />
        </>
      )}
      {place.kind === 'live' && (
        <>
          <input type="hidden" name="place.start" value={place.start} />
          <input type="hidden" name="place.end" value={place.end} />
        </>
      )}
      {'quote' in place && (
        <>
          <p className={styles.label}>{t('comments.about')}</p>
          <blockquote className={styles.quote}>{place.quote}</blockquote>
        </>
      )}
      {place.kind === 'section' && (
        <TextField field={words} label={t('comments.words')} hint={t('comments.wordsHint')} optional />
      )}
      <div ref={box}>
        <MentionHelp names={mentionable}>
          <TextArea field={fields.body} label={t('comments.body')} rows={3} />
        </MentionHelp>
      </div>
      <ForWhom field={fields.onBehalfOf} />
      <Button kind="secondary" small>
        {t('comments.send')}
      </Button>
    </Form>
  );
}

type PlaceField = ReturnType<typeof useForm<input<typeof newCommentSchema>>>[1]['place'];

/** `place.words` exists for one kind of place only; conform names it all the same. */
const useWordsField = (place: PlaceField) =>
  (place.getFieldset() as unknown as { words: typeof place }).words as unknown as Parameters<typeof TextField>[0]['field'];

/** For whom one writes; asked only where there is a choice. */
function ForWhom({ field }: { field: Parameters<typeof SelectField>[0]['field'] }) {
  const { t } = useTranslation('reviews');
  const { organisations, asMember } = useDesk();
  const [only] = organisations;
  if (!only || (organisations.length === 1 && !asMember)) {
    return only ? <input type="hidden" name="onBehalfOf" value={only.id} /> : null;
  }
  const options = organisations.map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <SelectField
      field={field}
      label={t('comments.for')}
      optional={asMember}
      options={options}
      {...(asMember ? { empty: t('comments.forMyself') } : {})}
    />
  );
}

/** A form for comments that opens in place. */
export function NewComment({
  name,
  place,
  label,
  threads,
}: {
  name: string;
  place: NewPlace;
  label: ReactNode;
  /** How many threads of one's own there are at this place: with one more, the form closes. */
  threads: number;
}) {
  const { mayComment, failed } = useDesk();
  const box = useClosedWhenSent(threads);
  if (!mayComment) return null;
  return (
    <details ref={box} open={failed?.form === name ? true : undefined} className={styles.opener}>
      <summary className={styles.summary}>{label}</summary>
      <CommentForm name={name} place={place} />
    </details>
  );
}
