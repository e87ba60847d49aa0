/** The form for one of the four answers: as few fields as that answer needs. */
import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Day, Language, ReviewAnswer, TextKind } from '~db/values';
import { formatDay } from '~/services/time';
import { Button } from '~/ui/buttons';
import { FormErrors, SelectField, TextArea, TextField } from '~/ui/fields';
import type { CommentReply } from '~/texts/Comments';
import { answerForm, answerSchema } from './review';
import styles from './review.module.css';
import type { ReviewPage, ReviewText } from './review.server';
import { useSectionLabel } from './section-name';
import type { MarkedWords } from './useMarkedWords';

type Props = {
  answering: NonNullable<ReviewPage['answering']>;
  lastDay: string;
  path: string;
  choice: ReviewAnswer;
  sections: ReviewText['sections'];
  marked: MarkedWords | null;
  failed: CommentReply | undefined;
  /** The kind of text. */
  context: TextKind;
};

export function ReviewAnswerForm({ answering, lastDay, path, choice, sections, marked, failed, context }: Props) {
  const { t, i18n } = useTranslation('reviews');
  const sectionLabel = useSectionLabel();
  const before = answering.answer?.kind === choice ? answering.answer.reason : '';
  const [form, fields] = useForm({
    id: 'antwort-formular',
    lastResult: failed?.form === answerForm ? failed.reply : null,
    defaultValue: { reason: before, ...(marked ? { section: String(marked.section), words: marked.quote } : {}) },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: answerSchema }),
  });
  return (
    <section className={styles.panel} aria-labelledby="antwort-wahl">
      <h3 id="antwort-wahl">{t(`answer.${choice}.name`)}</h3>
      <p>{t(`answer.${choice}.explain`, { context })}</p>
      <Form
        method="post"
        action={`${path}?fuer=${answering.id}&antwort=${choice}#antwort`}
        {...getFormProps(form)}
      >
        <FormErrors form={form} />
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="form" value={answerForm} />
        <input type="hidden" name="organisation" value={answering.id} />
        {answering.answer && <input type="hidden" name="replaces" value={answering.answer.id} />}
        <input type="hidden" name="answer" value={choice} />
        {choice === 'object' && (
          <>
            <SelectField
              field={fields.section}
              label={t('answer.section')}
              empty={t('answer.sectionEmpty')}
              options={sections.map((section) => ({ value: String(section.index), label: sectionLabel(section) }))}
            />
            <TextField field={fields.words} label={t('answer.words')} hint={t('answer.wordsHint', { context })} optional />
            <TextArea field={fields.reason} label={t('answer.reason')} />
          </>
        )}
        {choice === 'agree_with_remarks' && <TextArea field={fields.reason} label={t('answer.remarks')} />}
        {choice === 'abstain' && <TextArea field={fields.reason} label={t('answer.abstainReason')} rows={2} optional />}
        <Button>{t(`answer.${choice}.send`)}</Button>
        <p className={styles.quiet}>
          {t('answer.untilWhen', { day: formatDay(lastDay as Day, i18n.language as Language) })}
        </p>
      </Form>
    </section>
  );
}
