import type { SubmissionResult } from '@conform-to/react';
import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { useErrorWords } from '~/ui/fields';
import { Alert, PageHeader } from '~/ui/page-parts';
import { FileField } from './FileField';

/** The page on which one file is added, for every kind of parent. `back` is the page of the parent. */
export function AttachForm({ preline, back, reply }: { preline: ReactNode; back: string; reply: SubmissionResult | undefined }) {
  const { t } = useTranslation('files');
  const say = useErrorWords();
  const waiting = useNavigation().state === 'submitting';
  const [atField, above] = ['file', ''].map((field) => (reply?.error?.[field] ?? []).map(say)) as [string[], string[]];
  return (
    <>
      <PageHeader preline={preline} title={t('page.title')} />
      {above.length > 0 && <Alert kind="danger" title={above.join(' ')} />}
      <Form method="post" encType="multipart/form-data" noValidate>
        <FileField label={t('choose')} several={false} errors={atField} />
        <Actions>
          <Button>{t(waiting ? 'upload.running' : 'submit')}</Button>
          <LinkButton to={`${back}#anlagen`} kind="tertiary">
            {t('common:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
