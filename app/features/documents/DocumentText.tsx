/** The paper of a document with its outline, and the rail beside it; a draft is written live. */
import { type ReactNode, lazy, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperEditorHandle, SelectedPassage } from '~/editor/PaperEditor';
import type { OutlineHeading } from '~/editor/outline';
import { reviewPath } from '~/texts/review-path';
import { CommentsTab } from '~/texts/CommentsTab';
import { Desk, useDesk } from '~/texts/Desk';
import { DraftText } from '~/texts/DraftText';
import { Paper } from '~/texts/Paper';
import { Sheet } from '~/texts/Sheet';
import { taskFromThread } from '~/features/tasks/place';
import { useDraftComments } from '~/texts/useDraftComments';
import { AboutTab } from './AboutTab';
import { Outline } from './Outline';
import styles from './documents.module.css';
import type { DocumentPage } from './page.server';

const LiveDocument = lazy(() => import('./LiveDocument.client'));

type Tab = 'comments' | 'about';

export function DocumentText({ page: loaded }: { page: DocumentPage }) {
  const [isOver, setIsOver] = useState(false);
  const endRight = useCallback(() => setIsOver(true), []);
  const page = isOver ? withoutRights(loaded) : loaded;
  return page.head.state === 'draft' ? <Draft page={page} onRightEnded={endRight} /> : <Frozen page={page} />;
}

/** The page of somebody whose right has just ended: nothing is offered that could only be refused. */
function withoutRights(page: DocumentPage): DocumentPage {
  const may = Object.fromEntries(Object.keys(page.may).map((right) => [right, false])) as DocumentPage['may'];
  return { ...page, may, mayAddTask: false, desk: null, commentDesk: { ...page.commentDesk, mayComment: false } };
}

function Frozen({ page }: { page: DocumentPage }) {
  const { i18n } = useTranslation();
  const desk = useFirstTab(page);
  return (
    <Columns page={page} desk={desk} outline={page.outline} words={null} passage={null}>
      <Paper html={page.html} language={i18n.language} numbered={page.head.state === 'in_review'} />
    </Columns>
  );
}

const useFirstTab = (page: DocumentPage) => useDesk<Tab>(page.readsComments ? 'comments' : 'about');

function Draft({ page, onRightEnded }: { page: DocumentPage; onRightEnded: () => void }) {
  const { t, i18n } = useTranslation('documents');
  const desk = useFirstTab(page);
  const [editor, setEditor] = useState<PaperEditorHandle | null>(null);
  const [outline, setOutline] = useState<OutlineHeading[]>(page.outline);
  const [words, setWords] = useState<number | null>(null);
  const { passage, begin, open } = useDraftComments({
    editor,
    threads: page.threads,
    writes: page.may.edit,
    show: () => desk.show('comments'),
  });
  return (
    <Columns
      page={page}
      desk={desk}
      outline={outline}
      words={words}
      passage={passage}
      onGo={editor?.goToHeading}
    >
      <DraftText html={page.html} language={i18n.language} noScript={page.may.edit ? t('page.noScript') : null}>
        {(onReady) => (
          <LiveDocument
            documentId={page.id}
            textId={page.textId}
            person={{ id: page.personId, name: page.personName }}
            label={t('page.label', { title: page.head.title })}
            people={page.desk?.people ?? []}
            documents={page.desk?.documents ?? []}
            onOutline={setOutline}
            onWords={setWords}
            onReady={onReady}
            onEditor={setEditor}
            onRightEnded={onRightEnded}
            onComment={page.commentDesk.mayComment ? begin : undefined}
            onOpenComment={open}
          />
        )}
      </DraftText>
    </Columns>
  );
}

function Columns({
  page,
  desk,
  outline,
  words,
  passage,
  onGo,
  children,
}: {
  page: DocumentPage;
  desk: ReturnType<typeof useFirstTab>;
  outline: readonly OutlineHeading[];
  words: number | null;
  /** Words of a draft that one wants to comment on. */
  passage: SelectedPassage | null;
  onGo?: ((key: string) => void) | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const about = { key: 'about' as const, label: t('page.about'), content: <AboutTab page={page} words={words} /> };
  const comments = {
    key: 'comments' as const,
    label: t('page.comments'),
    count: page.threads.length,
    content: (
      <CommentsTab
        kind="paper"
        threads={page.threads}
        desk={{
          ...page.commentDesk,
          taskFrom: page.mayAddTask ? taskFromThread(page.head.group.slug, page.id) : null,
        }}
        passage={passage}
        editable={page.head.state === 'draft'}
        {...(page.round ? { reviewPath: reviewPath(page.round.id) } : {})}
      />
    ),
  };
  return (
    <Desk
      desk={desk}
      titles={{ outline: t('page.outline'), rail: t('page.rail') }}
      outline={(close) => <Outline headings={outline} onLeave={close} onGo={onGo} />}
      rail={page.readsComments ? [comments, about] : [about]}
    >
      <Sheet>
        <p className={styles.title}>{page.head.title}</p>
        {children}
      </Sheet>
    </Desk>
  );
}
