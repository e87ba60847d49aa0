import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { Empty } from '~/ui/page-parts';

/** Before there are minutes: what will be here, and the button for those who may begin. */
export function NoMinutes({ mayBegin, cancelled }: { mayBegin: boolean; cancelled: boolean }) {
  const { t } = useTranslation('minutes');
  if (cancelled) return <Empty title={t('none.cancelled')} />;
  return (
    <Empty title={t('none.title')}>
      <p>{t(mayBegin ? 'none.begin' : 'none.wait')}</p>
      {mayBegin && (
        <Form method="post">
          <Button name="intent" value="begin">
            {t('none.button')}
          </Button>
        </Form>
      )}
    </Empty>
  );
}
