/**
 * The assignment board. One form: filters are sent by GET and keep who is chosen in the address, or by
 * POST where these are too many for one; the step itself is always sent by POST. With a script the
 * sentence at the bottom follows each click.
 */
import { data, redirect } from '@remix-run/node';
import { Form, type ShouldRevalidateFunction, useActionData, useFetcher, useLoaderData, useNavigation } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { idSchema } from '~db/value-schemas';
import { Rejected } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Moment } from '~/ui/Moment';
import { Button } from '~/ui/buttons';
import { Alert, PageHeader } from '~/ui/page-parts';
import { BoardFilters } from './BoardFilters';
import { BoardGroups } from './BoardGroups';
import { BoardPeople } from './BoardPeople';
import { BoardSentence } from './BoardSentence';
import styles from './board.module.css';
import { boardPath, mostInAddress, names, pathWithoutChoice, readBoard } from './board';
import { boardOf } from './board.server';
import { assign, recentAssignments, undoAssignment } from './memberships.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const query = new URL(request.url).searchParams;
  const asked = readBoard(query);
  return {
    asked,
    board: await boardOf(actor, asked),
    steps: await recentAssignments(actor),
    done: query.get('schritt'),
    title: translator(language, 'groups')('board.title'),
  };
});

const undoForm = z.object({ id: idSchema<'assignment'>() });

export const action = signedIn(async ({ actor, request }) => {
  const form = new URLSearchParams(
    [...(await request.formData())].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const asked = readBoard(form);
  try {
    if (form.get('intent') === 'undo') {
      const { undone, kept } = await undoAssignment(actor, undoForm.parse({ id: form.get('id') }).id);
      return redirectWith(boardPath, kept > 0 ? 'groups:undonePartly' : 'groups:undone', { count: undone, kept });
    }
    if (form.get('intent') !== 'assign') return data({ asked, board: await boardOf(actor, asked), problem: null });
    if (!asked.group) throw new Rejected('groupNotChosen');
    const { id } = await assign(actor, { groupId: asked.group, people: asked.chosen, to: asked.to, until: asked.until });
    return redirect(pathWithoutChoice(asked, { schritt: id }));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const problem = { code: error.code, values: error.values };
    return data({ asked, board: await boardOf(actor, asked), problem }, { status: 400 });
  }
});

/** What is asked by POST without an intent changes nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, formData, defaultShouldRevalidate }) =>
  formMethod === 'POST' && !formData?.has('intent') ? false : defaultShouldRevalidate;

await wordsFor('groups');

export default function AssignmentBoard() {
  const loaded = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { asked, board } = answered ?? loaded;
  const { t } = useTranslation('groups');
  const method = board.chosen.length > mostInAddress ? 'post' : 'get';
  const { live, count, follow } = useLiveBoard(board, method);
  const busy = useNavigation().state !== 'idle';
  const done = loaded.steps.find((step) => step.id === loaded.done);
  return (
    <>
      <PageHeader title={t('board.title')} />
      {done && (
        <Alert kind="success" title={t(`board.done.${done.to}`, { count: done.people, group: done.group })}>
          <Undo id={done.id} />
        </Alert>
      )}
      <Form id="board" method={method} action={boardPath} preventScrollReset onChange={follow} className={styles.board}>
        <BoardFilters asked={asked} board={board} />
        <div className={styles.columns}>
          <BoardPeople board={board} chosen={count} />
          <BoardGroups board={board} asked={asked} />
        </div>
        <section className={styles.bar} aria-label={t('board.bar')}>
          <div className={styles.sentence} role="status">
            <BoardSentence
              preview={answered?.problem && live === board ? { kind: 'rejected', ...answered.problem } : live.preview}
            />
          </div>
          <div className={styles.buttons}>
            <Button kind="secondary" small type="submit">
              {t('board.preview')}
            </Button>
            <Button small type="submit" formMethod="post" name="intent" value="assign" disabled={busy}>
              {t('board.assign')}
            </Button>
          </div>
        </section>
      </Form>
      {loaded.steps.length > 0 && (
        <section aria-labelledby="steps" className={styles.steps}>
          <h2 id="steps">{t('board.steps')}</h2>
          <ul>
            {loaded.steps.map((step) => (
              <li key={step.id}>
                <div>
                  {t(`board.done.${step.to}`, { count: step.people, group: step.group })}
                  <span className={styles.quiet}>
                    {step.by}, <Moment at={step.at} />
                  </span>
                </div>
                <Undo id={step.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Undo({ id }: { id: string }) {
  const { t } = useTranslation('groups');
  return (
    <Form method="post" action={boardPath}>
      <input type="hidden" name="id" value={id} />
      <Button kind="secondary" small name="intent" value="undo">
        {t('board.undo')}
      </Button>
    </Form>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['board'];

/** Asks the server, a moment after the last click, what the step would do now. */
function useLiveBoard(board: Shown, method: 'get' | 'post') {
  const fetcher = useFetcher<typeof loader | typeof action>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [followed, setFollowed] = useState<{ board: Shown; count: number; asked: boolean }>();
  useEffect(() => () => clearTimeout(timer.current), [board]);
  const current = followed?.board === board ? followed : undefined;
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const said = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const count = readBoard(new URLSearchParams(said)).chosen.length;
    setFollowed({ board, count, asked: current?.asked ?? false });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setFollowed({ board, count, asked: true });
      fetcher.submit(new URLSearchParams([...said, [names.page, String(board.page)]]), { method, action: boardPath });
    }, 250);
  };
  return {
    live: current?.asked && fetcher.data ? fetcher.data.board : board,
    count: current?.count ?? board.chosen.length,
    follow,
  };
}
