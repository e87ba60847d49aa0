/** The attachments of a meeting or a document: the list, adding, taking away and back. */
import { Form, useSearchParams } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { fileAddress } from '~/editor/files';
import { dayOf, formatDay } from '~/services/time';
import { Button } from '~/ui/buttons';
import { Moment } from '~/ui/Moment';
import { Alert } from '~/ui/page-parts';
import { useHydrated } from '~/ui/hydrated';
import { FileField } from './FileField';
import { type Attachment, type Attachments as Listed, type Parent, formatSize } from './files';
import styles from './files.module.css';
import { type RunningUpload, useUploads } from './useUploads';

/**
 * @param form the address of the page with the form that runs without scripts
 * @param listed as `listFiles` gives it
 */
export function Attachments({ parent, form, listed }: { parent: Parent; form: string; listed: Listed }) {
  const { t, i18n } = useTranslation('files');
  const { files, removed, mayAdd, mayRemove } = listed;
  const [search] = useSearchParams();
  const justRemoved = removed.find(({ id }) => id === search.get('entfernt'));
  const others = removed.filter((file) => file !== justRemoved);
  if (files.length === 0 && removed.length === 0 && !mayAdd) return null;
  return (
    <section aria-labelledby="anlagen">
      <h2 id="anlagen">{t('title')}</h2>
      {justRemoved && (
        <Alert title={t('justRemoved', { name: justRemoved.name })}>
          <Step file={justRemoved} intent="restore" label={t('undo')} />
        </Alert>
      )}
      {files.length === 0 && <p>{t(mayAdd ? 'emptyAdd' : 'empty')}</p>}
      {files.length > 0 && (
        <ul className={styles.list}>
          {files.map((file) => (
            <Row key={file.id} file={file} mayRemove={mayRemove} />
          ))}
        </ul>
      )}
      {mayAdd && <Add parent={parent} form={form} there={files} />}
      {others.length > 0 && (
        <details className={styles.removed}>
          <summary>{t('removed', { count: others.length })}</summary>
          <ul className={styles.list}>
            {others.map(({ id, name, goneAt }) => (
              <li key={id}>
                <div>
                  <p className={styles.name}>{name}</p>
                  <p className={styles.about}>
                    {t('goneAt', { day: formatDay(dayOf(goneAt), i18n.language as Language) })}
                  </p>
                </div>
                <Step file={{ id, name }} intent="restore" label={t('restore')} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Row({ file, mayRemove }: { file: Attachment; mayRemove: boolean }) {
  const { t, i18n } = useTranslation('files');
  return (
    <li>
      <div>
        <p className={styles.name}>
          <a href={fileAddress(file.id)}>{file.name}</a>
        </p>
        <p className={styles.about}>
          {t(`kind.${file.kind}`)} · {formatSize(file.size, i18n.language as Language)} · {t('by', { name: file.by })}
          {' · '}
          <Moment at={file.uploadedAt} short />
        </p>
      </div>
      {mayRemove && <Step file={file} intent="remove" label={t('remove')} />}
    </li>
  );
}

/** Takes a file away or back; its name is part of the button for those who hear it alone. */
function Step({ file, intent, label }: { file: Pick<Attachment, 'id' | 'name'>; intent: 'remove' | 'restore'; label: string }) {
  const { t } = useTranslation('files');
  return (
    <Form method="post" action={fileAddress(file.id)} className={styles.step}>
      <Button name="intent" value={intent} kind="secondary" small>
        {label}
        <span className="visually-hidden"> {t('ofFile', { name: file.name })}</span>
      </Button>
    </Form>
  );
}

/** Without scripts one file at a time, by the page the form leads to; with them several, here. */
function Add({ parent, form, there }: { parent: Parent; form: string; there: readonly Attachment[] }) {
  const { t } = useTranslation('files');
  const alive = useHydrated();
  const { running, errors, said, interrupted, begin } = useUploads(parent);
  const missing = interrupted.filter((name) => !there.some((file) => file.name === name));

  function upload(event: FormEvent<HTMLFormElement>): void {
    const chosen = new FormData(event.currentTarget).getAll('file').filter((file) => file instanceof File);
    event.preventDefault();
    event.currentTarget.reset();
    begin(chosen);
  }

  return (
    <>
      {missing.length > 0 && (
        <Alert kind="warning" title={t('upload.interrupted', { count: missing.length })}>
          <p>{t('upload.interruptedText')}</p>
          <ul>
            {missing.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Alert>
      )}
      <form method="post" action={form} encType="multipart/form-data" onSubmit={upload} className={styles.add}>
        <FileField label={t('add')} several={alive} errors={errors} />
        <Button kind="secondary">{t('submit')}</Button>
      </form>
      <div role="log" className="visually-hidden">
        {said.map(({ key, sentence }) => (
          <p key={key}>{sentence}</p>
        ))}
      </div>
      {running.length > 0 && (
        <ul className={styles.list}>
          {running.map((upload) => (
            <Progress key={upload.key} upload={upload} />
          ))}
        </ul>
      )}
    </>
  );
}

function Progress({ upload: { name, percent, cancel } }: { upload: RunningUpload }) {
  const { t } = useTranslation('files');
  const state = percent === null ? 'waiting' : percent < 100 ? 'sending' : 'checking';
  return (
    <li>
      <div className={styles.progress}>
        <p className={styles.name}>{name}</p>
        <progress value={percent ?? 0} max={100} aria-label={t('upload.progress', { name })} />{' '}
        <span className={styles.about}>{t(`upload.${state}`, { percent })}</span>
      </div>
      <Button type="button" kind="secondary" small onClick={cancel}>
        {t('upload.cancel')}
        <span className="visually-hidden"> {t('ofFile', { name })}</span>
      </Button>
    </li>
  );
}
