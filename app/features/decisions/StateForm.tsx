/** Says whether a decision still counts. */
import { useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { decisionStates } from '~db/values';
import { Actions, Button } from '~/ui/buttons';
import { FormErrors, RadioField, SelectField, TextArea } from '~/ui/fields';
import { useHydrated } from '~/ui/hydrated';
import type { action } from './decision.route';
import type { NamedDecision } from './decision.server';
import styles from './decisions.module.css';

type Kept = {
  basis: string;
  state: string | null;
  stateNote: string;
  replacedBy: NamedDecision | null;
  later: readonly NamedDecision[];
};

export function StateForm({ decision }: { decision: Kept }) {
  const { t } = useTranslation('decisions');
  const [form, fields] = useForm<Record<'state' | 'replacedById' | 'note', string>>({
    id: 'state',
    lastResult: useActionData<typeof action>(),
    defaultValue: {
      state: decision.state ?? '',
      replacedById: decision.replacedBy?.id ?? '',
      note: decision.stateNote,
    },
  });
  const hydrated = useHydrated();
  const asksForLater = !hydrated || fields.state.value === 'replaced';
  const states = decisionStates.filter((state) => state !== 'replaced' || decision.later.length > 0);
  return (
    <Form method="post" id={form.id} noValidate className={styles.form}>
      <FormErrors form={form} />
      <input type="hidden" name="basis" value={decision.basis} />
      <p>{t('keep.hint')}</p>
      <RadioField
        field={fields.state}
        label={t('state.label')}
        options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      {decision.later.length === 0 && <p className={styles.quiet}>{t('keep.noLater')}</p>}
      {decision.later.length > 0 && asksForLater && (
        <SelectField
          field={fields.replacedById}
          label={t('keep.by')}
          hint={t(hydrated ? 'keep.byHint' : 'keep.byHintAlways')}
          optional={!hydrated}
          empty={t('keep.choose')}
          options={decision.later.map(({ id, number, resolutionText }) => ({
            value: id,
            label: `${number} – ${shortened(resolutionText)}`,
          }))}
        />
      )}
      <TextArea field={fields.note} label={t('keep.note')} hint={t('keep.noteHint')} optional rows={3} />
      <Actions>
        <Button>{t('common:save')}</Button>
      </Actions>
    </Form>
  );
}

/** Enough of a wording to know it by. */
const shortened = (text: string): string => (text.length > 70 ? `${text.slice(0, 69).trimEnd()}…` : text);
