/** Sending a text into review: whom to ask, until when, and what happens then. */
import { type SubmissionResult, getFormProps, useForm } from '@conform-to/react';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationId, TextKind } from '~db/values';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { CheckField, FormErrors, TextArea, TextField, useErrorWords } from '~/ui/fields';
import { Alert } from '~/ui/page-parts';
import { OrganisationChoices } from './OrganisationChoices';
import choices from './choices.module.css';
import type { SendOffer } from './invited.server';
import styles from './round.module.css';

/** In the address of the form: with the organisations of the group's last round chosen. */
const again = { name: 'wie', value: 'zuletzt' } as const;

type Fields = { lastDay: string; organisations: string[]; silenceIsConsent: boolean; message: string };

export function SendForm({
  kind: context,
  offer,
  lastResult,
  back,
  more,
}: {
  kind: TextKind;
  offer: SendOffer;
  lastResult: SubmissionResult | undefined;
  back: string;
  /** What else happens then: an entry of the list. */
  more?: ReactNode;
}) {
  const { t } = useTranslation('reviews');
  const [query] = useSearchParams();
  const [form, fields] = useForm<Fields>({
    id: 'start-review',
    lastResult: lastResult ?? null,
    defaultValue: {
      lastDay: offer.lastDay,
      silenceIsConsent: true,
      organisations: query.get(again.name) === again.value ? offer.lastTime : [],
    },
  });
  const say = useErrorWords();
  const chosen = new Set([fields.organisations.initialValue ?? []].flat());
  const list = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <Alert kind="info" title={t('start.consequenceTitle')}>
        <ul>
          <li>{t('start.consequence.frozen')}</li>
          <li>{t('start.consequence.partners', { context })}</li>
          <li>{t('start.consequence.members')}</li>
          {more && <li>{more}</li>}
          <li>{t('start.consequence.back', { context })}</li>
        </ul>
      </Alert>
      <Form method="post" {...getFormProps(form)} className={styles.form}>
        <FormErrors form={form} />
        <TextField
          field={fields.lastDay}
          type="date"
          min={offer.earliest}
          label={t('start.lastDay')}
          hint={t('start.lastDayHint')}
        />
        <fieldset ref={list} className={choices.kinds} id={fields.organisations.id} tabIndex={-1}>
          <legend>{t('start.organisations')}</legend>
          <p className="kern-hint">{t('start.organisationsHint')}</p>
          {offer.lastTime.length > 0 && <Again chosen={offer.lastTime} list={list} />}
          {fields.organisations.errors && <p className={styles.wrong}>{fields.organisations.errors.map(say).join(' ')}</p>}
          <OrganisationChoices
            kinds={offer.kinds}
            chosen={chosen}
            without="disabled"
            say={({ speakers, shared }) => (
              <>
                {speakers > 0 ? t('start.speakers', { count: speakers }) : t('start.nobody')}
                {shared && ` · ${t('start.shared')}`}
              </>
            )}
          />
        </fieldset>
        <CheckField field={fields.silenceIsConsent} label={t('start.silence')} hint={t('start.silenceHint')} />
        <TextArea field={fields.message} label={t('start.message')} hint={t('start.messageHint')} optional />
        <Actions>
          <Button>{t('start.confirm')}</Button>
          <LinkButton to={back} kind="tertiary">
            {t('start.cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

/** Chooses those of the last round; with a script in place, so that nothing typed is lost. */
function Again({ chosen, list }: { chosen: readonly OrganisationId[]; list: RefObject<HTMLFieldSetElement> }) {
  const { t } = useTranslation('reviews');
  const ids: ReadonlySet<string> = new Set(chosen);
  const choose = () => {
    const boxes = list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]:not(:disabled)') ?? [];
    for (const box of boxes) box.checked = ids.has(box.value);
  };
  return (
    <p>
      <Link
        to={`?${again.name}=${again.value}`}
        onClick={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        {t('start.again')}
      </Link>{' '}
      <span className={styles.quiet}>{t('start.againHint', { count: chosen.length })}</span>
    </p>
  );
}
