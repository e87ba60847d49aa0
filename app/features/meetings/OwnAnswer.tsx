/** One's own answer to an invitation: what was said, and the buttons to say it or change it. */
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type InvitationAnswer, invitationAnswers } from '~db/values';
import { Button } from '~/ui/buttons';
import styles from './meetings.module.css';

/**
 * @param action where the answer is sent; the page one is on where left out
 * @param plain stands in a box of another
 */
export function OwnAnswer({
  answer,
  mayAnswer,
  action,
  plain,
}: {
  answer: InvitationAnswer | null;
  mayAnswer: boolean;
  action?: string;
  plain?: boolean;
}) {
  const { t } = useTranslation('meetings');
  if (!mayAnswer) return answer ? <p>{t(`answer.own.${answer}`)}</p> : null;
  const Heading = plain ? 'h3' : 'h2';
  return (
    <section className={plain ? styles.plainAnswer : styles.answer} aria-labelledby="answer">
      <Heading id="answer" className={styles.answerTitle}>
        {answer ? t(`answer.own.${answer}`) : t('answer.question')}
      </Heading>
      <AnswerForm answer={answer} {...(action ? { action } : {})} />
    </section>
  );
}

/** @param fields what the form says beside the answer */
export function AnswerForm({
  answer,
  action,
  small = false,
  fields = {},
}: {
  answer: InvitationAnswer | null;
  action?: string;
  small?: boolean;
  fields?: Record<string, string>;
}) {
  const { t } = useTranslation('meetings');
  return (
    <Form method="post" {...(action ? { action } : {})} preventScrollReset className={styles.answers}>
      <input type="hidden" name="intent" value="answer" />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {invitationAnswers.map((choice) => (
        <Button
          key={choice}
          name="answer"
          value={choice}
          small={small}
          kind={answer === choice ? 'primary' : 'secondary'}
          aria-pressed={answer === choice}
        >
          {answer === choice && '✓ '}
          {t(`answer.choice.${choice}`)}
        </Button>
      ))}
    </Form>
  );
}
