/**
 * The text under review: each section with what was said about it, a form to say more, and the four
 * answers always in reach. With a script, words that are marked can be commented on or objected to.
 */
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewAnswer } from '~db/values';
import { AnswerNotTaken } from './AnswerNotTaken';
import { type CommentReply, CommentForm, NewComment, ThreadList } from '~/texts/Comments';
import { ThreadFilter } from '~/texts/ThreadFilter';
import { paperClass } from '~/texts/Paper';
import { TextHeadLines } from '~/texts/TextHeadLines';
import { ReviewAnswerBar } from './ReviewAnswerBar';
import { ReviewAnswerForm } from './ReviewAnswerForm';
import { ReviewAnswerGiven } from './ReviewAnswerGiven';
import { reviewPath } from '~/texts/review-path';
import { useSectionName } from './section-name';
import styles from './review.module.css';
import type { ReviewPage, ReviewText as Text } from './review.server';
import { type MarkedWords, useMarkedWords } from './useMarkedWords';

type Props = {
  page: ReviewPage;
  text: Text;
  choice: ReviewAnswer | null;
  failed: CommentReply | undefined;
  /** What stands above the text; the answers are in reach from there on. */
  children: ReactNode;
};

export function ReviewText({ page, text, choice, failed, children }: Props) {
  const { t } = useTranslation('reviews');
  const root = useRef<HTMLDivElement>(null);
  const marked = useMarkedWords(root);
  const said = text.threads.length;
  // The form is open until there is one thread more.
  const [begun, setBegun] = useState<{ words: MarkedWords; said: number } | null>(null);
  const writing = begun?.said === said ? begun.words : null;
  const [objecting, setObjecting] = useState<MarkedWords | null>(null);
  const answers = text.mayRespond && page.answering !== null;
  // What was marked now stands in a form; the selection has done its work.
  const take = (begin: (words: MarkedWords) => void) => {
    if (marked) begin(marked);
    document.getSelection()?.removeAllRanges();
  };
  return (
    <>
      <div className={styles.aboveBar}>
        {children}
        <ThreadFilter threads={text.threads} />
        <h2 className="visually-hidden">{t('text', { context: page.kind })}</h2>
        <div className={styles.head}>
          <TextHeadLines head={text.head} />
        </div>
        <div ref={root} className={styles.sections}>
          {text.sections.map((section) => (
            <Section
              key={section.index}
              section={section}
              text={text}
              writing={writing?.section === section.index ? writing : null}
            />
          ))}
        </div>
        <WholeText text={text} context={page.kind} />
        <div className={styles.answerHead} id="antwort">
          {!answers && <AnswerNotTaken failed={failed} withdrawn={false} />}
          <ReviewAnswerGiven page={page} mayRespond={text.mayRespond} chosen={choice !== null} />
        </div>
        {(answers || text.mayComment) && (
          <ReviewAnswerBar
            page={page}
            choice={choice}
            answers={answers}
            marked={marked}
            onComment={text.mayComment ? () => take((words) => setBegun({ words, said })) : undefined}
            onObject={() => take(setObjecting)}
          />
        )}
      </div>
      {answers && choice && (
        <ReviewAnswerForm
          key={`${choice} ${page.answering!.id} ${page.answering!.answer?.id ?? ''} ${objecting?.from ?? ''}`}
          answering={page.answering!}
          lastDay={page.lastDay}
          path={reviewPath(page.id)}
          choice={choice}
          sections={text.sections}
          marked={objecting}
          failed={failed}
          context={page.kind}
        />
      )}
    </>
  );
}

type Section = Text['sections'][number];

function Section({ section, text, writing }: { section: Section; text: Text; writing: MarkedWords | null }) {
  const { t } = useTranslation('reviews');
  const name = useSectionName()(section);
  const threads = text.threads.filter((thread) => thread.section === section.index);
  return (
    <div className={`${styles.section} ${threads.length > 0 || writing ? styles.commented : ''}`}>
      <div
        className={paperClass(text.numbered)}
        data-section-index={section.index}
        // Rendered and escaped by the server.
        dangerouslySetInnerHTML={{ __html: section.html }}
      />
      <div className={styles.margin}>
        {threads.length > 0 && <h3>{t('comments.count', { count: threads.length })}</h3>}
        <ThreadList threads={threads} />
        {writing && (
          <CommentForm
            key={`${writing.from}-${threads.length}`}
            name={`worte-${section.index}`}
            place={{ kind: 'passage', ...writing }}
            autoFocus
          />
        )}
        <NewComment
          name={`punkt-${section.index}`}
          place={{ kind: 'section', section: section.index }}
          label={t('comments.addTo', { place: name })}
          threads={threads.length}
        />
      </div>
    </div>
  );
}

function WholeText({ text, context }: { text: Text; context: string }) {
  const { t } = useTranslation('reviews');
  const threads = text.threads.filter((thread) => thread.section === null);
  if (threads.length === 0 && !text.mayComment) return null;
  return (
    <div className={styles.whole}>
      {threads.length > 0 && <h2>{t('comments.whole', { context })}</h2>}
      <ThreadList threads={threads} />
      <NewComment
        name="ganzes"
        place={{ kind: 'whole' }}
        label={t('comments.addWhole', { context })}
        threads={threads.length}
      />
    </div>
  );
}
