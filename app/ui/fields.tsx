/**
 * Fields of forms: label, hint, control and error belong together for everyone who reads the page.
 * They take conform's metadata, so that what was typed stays and errors stand at their field.
 */
import {
  type FieldMetadata,
  type FormMetadata,
  getInputProps,
  getSelectProps,
  getTextareaProps,
} from '@conform-to/react';
import { type HTMLAttributes, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { messageParts } from '~/services/messages';
import styles from './fields.module.css';
import { type Option, type OptionGroup, Options } from './select-options';

type Field = FieldMetadata<unknown>;

type Common = {
  // conform's metadata differ by the type of the value; a field shows them all alike.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  field: FieldMetadata<any>;
  label: ReactNode;
  hint?: ReactNode;
  /** Says so at the label. Fields are required unless marked. */
  optional?: boolean;
};

/** One line of text, or a date, a time, a number, a password. */
export function TextField({
  field,
  label,
  hint,
  optional,
  type = 'text',
  after,
  ...rest
}: Common & {
  type?: 'text' | 'email' | 'password' | 'date' | 'time' | 'number' | 'url' | 'tel' | 'search';
  autoComplete?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  min?: number | string;
  max?: number | string;
  autoFocus?: boolean;
  /** Stands beside the control where scripts run, such as a button that shows the password. */
  after?: ReactNode;
}) {
  const { key, ...props } = getInputProps(field as Field, { type });
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <div className={styles.control}>
        <input
          key={key}
          {...props}
          {...rest}
          {...described(field, hint)}
          required={!optional}
          className={`kern-form-input__input ${field.errors ? 'kern-form-input__input--error' : ''} ${styles[type] ?? ''}`}
        />
        {after && <div className={styles.after}>{after}</div>}
      </div>
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea({ field, label, hint, optional, rows = 4 }: Common & { rows?: number }) {
  const { key, ...props } = getTextareaProps(field as Field);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <textarea
        key={key}
        {...props}
        {...described(field, hint)}
        rows={rows}
        required={!optional}
        className={`kern-form-input__input ${styles.area} ${field.errors ? 'kern-form-input__input--error' : ''}`}
      />
    </FieldFrame>
  );
}

/** One of a list. `empty` is the words for "nothing chosen". */
export function SelectField({
  field,
  label,
  hint,
  optional,
  options,
  empty,
}: Common & { options: readonly (Option | OptionGroup)[]; empty?: string }) {
  const { key, ...props } = getSelectProps(field as Field);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <div className="kern-form-input__select-wrapper">
        <select
          key={key}
          {...props}
          {...described(field, hint)}
          required={!optional}
          className={`kern-form-input__select ${field.errors ? 'kern-form-input__select--error' : ''}`}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          <Options options={options} />
        </select>
      </div>
    </FieldFrame>
  );
}

/** A box to tick. */
export function CheckField({ field, label, hint }: Common) {
  const { key, ...props } = getInputProps(field as Field, { type: 'checkbox' });
  return (
    <div className={styles.field}>
      <div className="kern-form-check">
        <input key={key} {...props} {...described(field, hint)} className="kern-form-check__checkbox" />
        <label className="kern-label" htmlFor={field.id}>
          {label}
        </label>
      </div>
      <Hint field={field} hint={hint} />
      <FieldErrors field={field} />
    </div>
  );
}

/** One thing to choose among several of a fieldset: a box to tick, or the only one that counts. */
export function Choice({
  type = 'checkbox',
  name,
  value,
  checked = false,
  children,
  ...rest
}: {
  type?: 'checkbox' | 'radio';
  name: string;
  value: string;
  checked?: boolean;
  disabled?: boolean;
  required?: boolean;
  children: ReactNode;
}) {
  const id = `${name}-${value}`;
  return (
    <div className="kern-form-check">
      <input {...rest} type={type} name={name} value={value} id={id} defaultChecked={checked} className={`kern-form-check__${type}`} />
      <label className="kern-label" htmlFor={id}>
        {children}
      </label>
    </div>
  );
}

/** One of a few, all in view. */
export function RadioField({ field, label, hint, options }: Common & { options: Option[] }) {
  return (
    <fieldset className={`kern-fieldset ${styles.field}`} {...described(field, hint)}>
      <legend className="kern-label">{label}</legend>
      <Hint field={field} hint={hint} />
      <div className="kern-fieldset__body">
        {options.map((option) => (
          <div className="kern-form-check" key={option.value}>
            <input
              type="radio"
              className="kern-form-check__radio"
              id={`${field.id}-${option.value}`}
              name={field.name}
              value={option.value}
              defaultChecked={field.initialValue === option.value}
              form={field.formId}
            />
            <label className="kern-label" htmlFor={`${field.id}-${option.value}`}>
              {option.label}
            </label>
          </div>
        ))}
      </div>
      <FieldErrors field={field} />
    </fieldset>
  );
}

function FieldFrame({ field, label, hint, optional, children }: Common & { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={`kern-form-input ${field.errors ? 'kern-form-input--error' : ''} ${styles.field}`}>
      <label className="kern-label" htmlFor={field.id}>
        {label}
        {optional && <span className="kern-label__optional"> ({t('optional')})</span>}
      </label>
      <Hint field={field} hint={hint} />
      {children}
      <FieldErrors field={field} />
    </div>
  );
}

const hintId = (field: Common['field']) => `${field.id}-hint`;

function described(field: Common['field'], hint: ReactNode) {
  const ids = [hint ? hintId(field) : '', field.errors ? field.errorId : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': field.errors ? true : undefined };
}

function Hint({ field, hint }: Pick<Common, 'field' | 'hint'>) {
  return hint ? (
    <div className="kern-hint" id={hintId(field)}>
      {hint}
    </div>
  ) : null;
}

function FieldErrors({ field }: Pick<Common, 'field'>) {
  const say = useErrorWords();
  if (!field.errors) return null;
  return (
    <p className="kern-error" id={field.errorId}>
      <span className="kern-icon kern-icon--danger" aria-hidden="true" />
      <span className="kern-body">{field.errors.map(say).join(' ')}</span>
    </p>
  );
}

/** Turns the messages of schemas and commands into words. */
export function useErrorWords(): (message: string) => string {
  const { t } = useTranslation('errors');
  return (message) => {
    const { key, values } = messageParts(message);
    return t(key as 'invalid', values);
  };
}

/**
 * What is wrong with a form as a whole, above it; takes the focus, so that it is read and seen. Lists
 * the fields with errors as links to them.
 */
export function FormErrors({
  form,
  fields = {},
}: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: FormMetadata<any>;
  /** The fields with their labels, where the form is long enough to scroll. */
  fields?: Record<string, { id: string; label: string; errors?: string[] | undefined }>;
}) {
  const { t } = useTranslation('errors');
  const say = useErrorWords();
  const box = useRef<HTMLDivElement>(null);
  const failed = form.status === 'error';
  useEffect(() => {
    if (failed) box.current?.focus();
  }, [failed, form.errors]);
  if (!failed) return null;
  const wrong = Object.values(fields).filter((field) => field.errors);
  return (
    <div ref={box} tabIndex={-1} role="alert" className={`kern-alert kern-alert--danger ${styles.summary}`}>
      <div className="kern-alert__header">
        <span className="kern-icon kern-icon--danger" aria-hidden="true" />
        <span className="kern-title">{form.errors?.map(say).join(' ') ?? t('title')}</span>
      </div>
      {wrong.length > 0 && (
        <ul className="kern-alert__body">
          {wrong.map((field) => (
            <li key={field.id}>
              <a href={`#${field.id}`}>{field.label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
