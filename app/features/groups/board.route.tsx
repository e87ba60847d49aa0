/**
 * The assignment board. One form, sent by POST whatever is asked: who is chosen would not fit into an
 * address. With a script the list follows the typing, and the sentence at the bottom each click.
 */
import { type SerializeFrom, data, redirect } from '@remix-run/node';
import {
  Form,
  type ShouldRevalidateFunction,
  useActionData,
  useFetcher,
  useLoaderData,
  useNavigation,
} from '@remix-run/react';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
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
import { type Board, boardPath, filterNames, names, pathWithoutChoice, placeValue, readBoard } from './board';
import { boardOf } from './board.server';
import { assign, recentAssignments, undoAssignment } from './memberships.server';

/** A moment after the last letter or click. */
const pauseInMs = 250;

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
  const form = new URLSearchParams(wordsIn(await request.formData()));
  const asked = readBoard(form);
  const intent = form.get('intent');
  try {
    if (intent === 'undo') {
      const { undone, onlyBegun, kept, group } = await undoAssignment(actor, undoForm.parse({ id: form.get('id') }).id);
      const notice = `groups:${onlyBegun ? 'undone' : 'undoneBack'}${kept > 0 ? 'Partly' : ''}`;
      return redirectWith(boardPath, notice, { count: undone, kept, group });
    }
    if (intent !== 'assign') return data({ asked, board: await boardOf(actor, asked), problem: null });
    if (!asked.group) throw new Rejected('groupNotChosen');
    const { id } = await assign(actor, { groupId: asked.group, people: asked.chosen, to: asked.to, until: asked.until });
    return redirect(pathWithoutChoice(asked, { schritt: id }));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const problem = { code: error.code, values: error.values };
    return data({ asked, board: await boardOf(actor, asked), problem }, { status: 400 });
  }
});

/** Looking at the board changes nothing that a page shows. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, formData, defaultShouldRevalidate }) =>
  formAction === boardPath && !formData?.has('intent') ? false : defaultShouldRevalidate;

await wordsFor('groups', 'errors');

export default function AssignmentBoard() {
  const loaded = useLoaderData<typeof loader>();
  const said = useNewest(loaded, useActionData<typeof action>());
  const { t } = useTranslation('groups');
  const form = useRef<HTMLFormElement>(null);
  const { board, preview, chosen, to, follow } = useLiveBoard(form, said);
  useFilters(form, said.asked);
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
      <Form
        ref={form}
        id="board"
        method="post"
        action={boardPath}
        preventScrollReset
        onChange={follow}
        className={styles.board}
      >
        <BoardFilters asked={said.asked} board={board} />
        <div className={styles.columns}>
          <BoardPeople board={board} chosen={chosen} />
          <BoardGroups board={board} asked={said.asked} />
        </div>
        <section className={styles.bar} aria-label={t('board.bar')}>
          <div className={styles.sentence} role="status">
            <BoardSentence preview={preview} />
          </div>
          <div className={styles.buttons}>
            <a href="#groups" className={`kern-btn kern-btn--secondary kern-btn--x-small ${styles.toGroups}`}>
              <span className="kern-label">{t('board.toGroups')}</span>
            </a>
            <noscript>
              <Button kind="secondary" small type="submit">
                {t('board.preview')}
              </Button>
            </noscript>
            <Button small type="submit" name="intent" value="assign" disabled={busy}>
              {t(to === 'end' ? 'board.end' : 'board.assign')}
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

type Said = Pick<SerializeFrom<typeof loader>, 'asked' | 'board'> & {
  problem?: { code: string; values: Record<string, string | number> } | null;
};

/** What the server said last. It outlasts jumps within the page, which make Remix forget an answer. */
function useNewest(loaded: SerializeFrom<typeof loader>, answered: Said | undefined): Said {
  const [kept, keep] = useState<{ loaded: Said; said: Said }>({ loaded, said: answered ?? loaded });
  const newest = answered ?? (loaded === kept.loaded ? kept.said : loaded);
  if (newest !== kept.said || loaded !== kept.loaded) keep({ loaded, said: newest });
  return newest;
}

/** Puts into the filters what the answer is about, but nothing into a field in which somebody types. */
function useFilters(form: RefObject<HTMLFormElement>, asked: Board): void {
  useEffect(() => {
    const values: Record<string, string> = {
      [names.q]: asked.q,
      [names.organisation]: asked.organisation ?? '',
      [names.kind]: asked.kind ?? '',
      [names.place]: placeValue(asked.place),
    };
    for (const [name, value] of Object.entries(values)) {
      const field = form.current?.elements.namedItem(name);
      const holds = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (holds && field !== document.activeElement) field.value = value;
    }
    const requested = form.current?.elements.namedItem(names.requested);
    if (requested instanceof HTMLInputElement) requested.checked = asked.requested;
  }, [form, asked]);
}

/**
 * Follows each click and each pause in typing: who is chosen is known at once, and the server is asked
 * who is found and what the step would do now.
 */
function useLiveBoard(form: RefObject<HTMLFormElement>, said: Said) {
  const fetcher = useFetcher<typeof action>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [followed, setFollowed] = useState<{
    said: Said;
    /** An answer that was there before; it is about something else. */
    earlier: unknown;
    chosen: readonly string[];
    to: Board['to'];
  }>();
  useEffect(() => () => clearTimeout(timer.current), [said]);
  const current = followed?.said === said ? followed : undefined;
  const live: Said = current && fetcher.data && fetcher.data !== current.earlier ? fetcher.data : said;

  // What was ticked before the page was alive, or while an answer was on its way, counts as well.
  useEffect(() => {
    if (!form.current) return;
    const { chosen, group } = readBoard(new URLSearchParams(wordsIn(new FormData(form.current))));
    if (chosen.length !== said.asked.chosen.length || group !== said.asked.group) follow({});
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [said]);

  function follow({ target }: Partial<FormEvent<HTMLFormElement>>) {
    if (!form.current) return;
    const { chosen, to } = readBoard(new URLSearchParams(wordsIn(new FormData(form.current))));
    setFollowed({ said, earlier: current ? current.earlier : fetcher.data, chosen, to });
    // Another question begins with the first page of what it finds.
    const page = filterNames.includes((target as HTMLInputElement | undefined)?.name ?? '') ? 1 : live.board.page;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const now = new FormData(form.current);
      now.set(names.page, String(page));
      fetcher.submit(now, { method: 'post', action: boardPath });
    }, pauseInMs);
  }

  return {
    board: live.board,
    preview: live.problem ? { kind: 'rejected' as const, ...live.problem } : live.board.preview,
    chosen: current?.chosen ?? said.board.chosen,
    to: current?.to ?? said.asked.to,
    follow,
  };
}

const wordsIn = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
