/** A task: what it is, how far it has come, its steps, its files, and what is said about it. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { Attachments } from '~/features/files/Attachments';
import { readForm } from '~/services/forms';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Button, LinkButton } from '~/ui/buttons';
import { FormErrors, TextArea, TextField } from '~/ui/fields';
import { DayText, Moment } from '~/ui/Moment';
import { Badge, PageHeader, StateStrip } from '~/ui/page-parts';
import { WhoSeesThis } from '~/ui/WhoSeesThis';
import { taskPage } from './page.server';
import { Fact } from './Fact';
import { noteSeen } from './mentions.server';
import { myTasksPath, taskIn, taskPath, tasksPath } from './place';
import { takeStep } from './steps.server';
import { type TaskStep, isUnfinished, taskStepSchema } from './tasks';
import styles from './tasks.module.css';

export const loader = signedIn(async ({ actor, params }) => {
  const page = await taskPage(actor, taskIn(params));
  // It is found by itself; whoever types another group is shown the way.
  if (params.group !== page.group.slug) throw redirect(taskPath(page.group.slug, page.id));
  await noteSeen(actor.id, page.id);
  return { page, title: page.what };
});

export const action = signedIn(async ({ actor, params, request }) => {
  const id = taskIn(params);
  const form = await readForm(request, taskStepSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    const beginsAgain = await takeStep(actor, id, form.value);
    return await afterStep(form.value, taskPath(params.group ?? '', id), beginsAgain);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
});

function afterStep(step: TaskStep, path: string, beginsAgain: boolean) {
  switch (step.intent) {
    case 'state':
      if (step.state !== 'done') return redirectWith(path, 'tasks:changed');
      return redirectWith(path, beginsAgain ? 'tasks:doneRepeats' : 'tasks:done');
    case 'comment':
      return redirect(`${path}#kommentare`);
    case 'addStep':
    case 'tickStep':
    case 'dropStep':
      return redirect(`${path}#schritte`);
  }
}

await wordsFor('tasks', 'files', 'audience', 'errors');

export default function Task() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  return (
    <>
      <PageHeader
        preline={
          page.inGroup ? (
            <Link to={tasksPath(page.group.slug)}>{page.group.name}</Link>
          ) : (
            <Link to={myTasksPath}>{t('mine.title')}</Link>
          )
        }
        title={page.what}
      >
        {page.may.edit && (
          <LinkButton kind="secondary" to="aendern">
            {t('page.edit')}
          </LinkButton>
        )}
      </PageHeader>
      <State />
      <About />
      {page.note && <p className={styles.note}>{page.note}</p>}
      <Steps />
      <Attachments
        parent={{ kind: 'task', id: page.id }}
        form={`${taskPath(page.group.slug, page.id)}/anlagen`}
        listed={page.attachments}
      />
      <Comments />
      <div className={styles.audience}>
        <WhoSeesThis audience={page.audience} />
      </div>
    </>
  );
}

const way = ['open', 'in_progress', 'done'] as const;

function State() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const states = page.state === 'obsolete' ? (['open', 'obsolete'] as const) : way;
  const others = (['open', 'in_progress', 'obsolete'] as const).filter((state) => state !== page.state);
  return (
    <StateStrip
      label={t('page.state')}
      steps={states.map((state) => ({ key: state, label: t(`state.${state}`) }))}
      current={page.state}
    >
      {page.may.setState && (
        <Form method="post" className={styles.states} preventScrollReset>
          <input type="hidden" name="intent" value="state" />
          {isUnfinished(page.state) && (
            <Button name="state" value="done">
              {t('page.finish')}
            </Button>
          )}
          {others.map((state) => (
            <Button key={state} name="state" value={state} kind="tertiary">
              {t(`page.set.${state}`)}
            </Button>
          ))}
        </Form>
      )}
    </StateStrip>
  );
}

function About() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  return (
    <dl className={styles.about}>
      <Fact name={t('page.who')}>{page.assignee || t('nobody')}</Fact>
      <Fact name={t('page.due')}>
        {page.dueDate ? (
          <>
            <DayText day={page.dueDate} /> (<DayText day={page.dueDate} distance />)
          </>
        ) : (
          t('noDay')
        )}
      </Fact>
      <Fact name={t('page.priority')}>{t(`priority.${page.priority}`)}</Fact>
      {page.repeats && <Fact name={t('page.repeats')}>{t(`repeats.${page.repeats}`)}</Fact>}
      {page.origin && (
        <Fact name={t('page.origin')}>
          <Origin origin={page.origin} />
        </Fact>
      )}
      {page.createdBy && (
        <Fact name={t('page.made')}>
          <Moment at={page.createdAt} short /> {t('page.by', { name: page.createdBy })}
        </Fact>
      )}
      {page.internal && (
        <Fact name="">
          <Badge>{t('internal')}</Badge>
        </Fact>
      )}
    </dl>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>['page'];

function Origin({ origin }: { origin: NonNullable<Page['origin']> }) {
  const { t } = useTranslation('tasks');
  const words = t(`from.${origin.kind}`, origin.kind === 'document' ? { title: origin.title } : { number: origin.number });
  return (
    <>
      {origin.path ? <Link to={origin.path}>{words}</Link> : words}
      {origin.quote && ` ${t('page.passage', { quote: origin.quote })}`}
    </>
  );
}

function Steps() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const [form, fields] = useStepForm<{ step: string }>(`step-${page.steps.length}`, 'addStep');
  const done = page.steps.filter((step) => step.done).length;
  if (page.steps.length === 0 && !page.may.edit) return null;
  return (
    <section aria-labelledby="schritte" className={styles.part}>
      <h2 id="schritte">{t('page.steps')}</h2>
      {page.steps.length > 0 && <p className={styles.quiet}>{t('page.stepsDone', { done, count: page.steps.length })}</p>}
      <ul className={styles.steps}>
        {page.steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ul>
      {page.may.edit && (
        <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className={styles.add} preventScrollReset>
          <input type="hidden" name="intent" value="addStep" />
          <TextField key={page.steps.length} field={fields.step} label={t('page.newStep')} autoComplete="off" />
          <Button kind="secondary">{t('page.addStep')}</Button>
        </Form>
      )}
    </section>
  );
}

function Step({ step: { id, what, done } }: { step: Page['steps'][number] }) {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  return (
    <li data-done={done || undefined}>
      <span className={styles.mark} aria-hidden="true">
        {done ? '✓' : '○'}
      </span>
      <span className={styles.stepWhat}>
        {what}
        {done && <span className="visually-hidden"> ({t('state.done')})</span>}
      </span>
      {page.may.setState && (
        <StepButton id={id} intent="tickStep" label={t(done ? 'page.untick' : 'page.tick')} name={t(done ? 'page.untickOf' : 'page.tickOf', { what })} done={done ? 'no' : 'yes'} />
      )}
      {page.may.edit && <StepButton id={id} intent="dropStep" label={t('page.drop')} name={t('page.dropOf', { what })} />}
    </li>
  );
}

function StepButton({ id, intent, label, name, done }: { id: string; intent: string; label: string; name: string; done?: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="step" value={id} />
      {done && <input type="hidden" name="done" value={done} />}
      <Button name="intent" value={intent} kind="tertiary" small aria-label={name}>
        {label}
      </Button>
    </Form>
  );
}

function Comments() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const [form, fields] = useStepForm<{ body: string }>(`comment-${page.comments.length}`, 'comment');
  return (
    <section aria-labelledby="kommentare" className={styles.part}>
      <h2 id="kommentare">{t('page.comments')}</h2>
      {page.comments.length === 0 && <p className={styles.quiet}>{t('page.noComments')}</p>}
      <ol className={styles.comments}>
        {page.comments.map((comment) => (
          <li key={comment.id}>
            <p className={styles.by}>
              <strong>{comment.author}</strong>
              {comment.organisation && ` ${t('page.for', { name: comment.organisation })}`} · <Moment at={comment.at} short />
            </p>
            <p className={styles.body}>
              {comment.body.map((segment, index) => (segment.mention ? <strong key={index}>{segment.text}</strong> : segment.text))}
            </p>
          </li>
        ))}
      </ol>
      {page.may.comment && (
        <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className={styles.form} preventScrollReset>
          <input type="hidden" name="intent" value="comment" />
          <FormErrors form={form} />
          <TextArea
            key={page.comments.length}
            field={fields.body}
            label={t('page.comment')}
            hint={page.speaksFor ? t('page.commentFor', { name: page.speaksFor }) : t('page.commentHint')}
            rows={3}
          />
          <Button kind="secondary">{t('page.send')}</Button>
        </Form>
      )}
    </section>
  );
}

/**
 * A form of this page; what was wrong with another one is not its own.
 *
 * @param id another one once it was sent well, so that nothing of before is left in it
 */
function useStepForm<Fields extends Record<string, unknown>>(id: string, intent: string) {
  const answer = useActionData<typeof action>() as SubmissionResult | undefined;
  const mine = answer?.initialValue?.intent === intent;
  return useForm<Fields>({ id, lastResult: mine ? answer : null });
}
