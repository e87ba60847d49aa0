/** What can be done with a document beside writing in it; each opens in place. */
import { getFormProps, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '~/ui/buttons';
import { FormErrors, SelectField, TextField } from '~/ui/fields';
import { Confirm } from '~/ui/page-parts';
import { useReply } from '~/ui/replies';
import { documentGenres } from '~db/values';
import { LaterSteps } from './DocumentRound';
import styles from './documents.module.css';
import { trashDays } from './documents';
import type { DocumentPage } from './page.server';
import { documentPath } from './place';

type Props = { page: DocumentPage; groups: readonly { id: string; name: string }[] };

export function DocumentSteps({ page, groups }: Props) {
  const { t } = useTranslation('documents');
  const { may, head } = page;
  const path = documentPath(head.group.slug, page.id);
  return (
    <div className={styles.steps}>
      {may.share && (
        <LinkButton kind="secondary" to={`${path}/freigaben`}>
          {t('page.shares')}
        </LinkButton>
      )}
      {may.sort && <Head page={page} />}
      <LaterSteps page={page} />
      {may.publish && <Publish published={head.published} possible={head.visibility === 'public'} />}
      {may.duplicate && <Duplicate title={head.title} />}
      {may.move && groups.length > 0 && <Move groups={groups} />}
      {may.trash && (
        <Confirm summary={t('trash.button')} kind="tertiary">
          <Form method="post">
            <p>{t('trash.explain', { days: trashDays })}</p>
            <Button name="intent" value="trash">
              {t('trash.confirm')}
            </Button>
          </Form>
        </Confirm>
      )}
    </div>
  );
}

function Head({ page: { head, may } }: { page: DocumentPage }) {
  const { t } = useTranslation('documents');
  const reply = useReply('head');
  const [form, fields] = useForm<{ title: string; genre: string; labels: string }>({
    id: 'kopf',
    lastResult: reply,
    defaultValue: { title: head.title, genre: head.genre, labels: head.labels.join(', ') },
  });
  return (
    <Confirm kind="tertiary" summary={t('page.head')} open={reply !== null}>
      <Form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <input type="hidden" name="intent" value="head" />
        {may.edit ? (
          <>
            <TextField field={fields.title} label={t('new.name')} autoComplete="off" />
            <SelectField
              field={fields.genre}
              label={t('genre.label')}
              options={documentGenres.map((genre) => ({ value: genre, label: t(`genre.${genre}`) }))}
            />
          </>
        ) : (
          <>
            <p>{t('head.fixed')}</p>
            <input type="hidden" name="title" value={head.title} />
            <input type="hidden" name="genre" value={head.genre} />
          </>
        )}
        <TextField field={fields.labels} label={t('new.labels')} hint={t('new.labelsHint')} optional autoComplete="off" />
        <Button>{t('head.save')}</Button>
      </Form>
    </Confirm>
  );
}

function Publish({ published, possible }: { published: boolean; possible: boolean }) {
  const { t } = useTranslation('documents');
  if (published) {
    return (
      <Form method="post">
        <Button kind="secondary" name="intent" value="withdraw">
          {t('publish.withdraw')}
        </Button>
      </Form>
    );
  }
  if (!possible) return null;
  return (
    <Confirm summary={t('publish.button')}>
      <Form method="post">
        <p>{t('publish.explain')}</p>
        <Button name="intent" value="publish">
          {t('publish.confirm')}
        </Button>
      </Form>
    </Confirm>
  );
}

function Duplicate({ title }: { title: string }) {
  const { t } = useTranslation('documents');
  const reply = useReply('duplicate');
  const [form, fields] = useForm<{ title: string }>({
    id: 'kopie',
    lastResult: reply,
    defaultValue: { title: t('duplicate.copyOf', { title }) },
  });
  return (
    <Confirm kind="tertiary" summary={t('duplicate.button')} open={reply !== null}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="intent" value="duplicate" />
        <p>{t('duplicate.explain')}</p>
        <TextField field={fields.title} label={t('duplicate.name')} autoComplete="off" />
        <Button>{t('duplicate.confirm')}</Button>
      </Form>
    </Confirm>
  );
}

function Move({ groups }: Pick<Props, 'groups'>) {
  const { t } = useTranslation('documents');
  const reply = useReply('move');
  const [form, fields] = useForm<{ groupId: string }>({ id: 'umzug', lastResult: reply });
  return (
    <Confirm kind="tertiary" summary={t('move.button')} open={reply !== null}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="intent" value="move" />
        <p>{t('move.explain')}</p>
        <SelectField
          field={fields.groupId}
          label={t('move.group')}
          empty={t('move.choose')}
          options={groups.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button>{t('move.confirm')}</Button>
      </Form>
    </Confirm>
  );
}
