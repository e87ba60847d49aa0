/** Ending mails of a kind, from a link in one of them. Looking at the page ends nothing; its button does. */
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { open } from '~/access/page.server';
import { newsChoicesPath } from '~/news/news';
import { readUnsubscription, unsubscribe } from '~/news/unsubscribe.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';

export const loader = open(async ({ params, language }) => ({
  mails: await readUnsubscription(params.token ?? ''),
  title: translator(language, 'news')('unsubscribe.title'),
}));

/** Also what mail programs send for one click: they want no page and no way on (RFC 8058, 3.1). */
export const action = open(async ({ params, request, context }) => {
  const said = await request.formData();
  await unsubscribe(params.token ?? '');
  if (said.get('List-Unsubscribe') === 'One-Click') {
    context.file = new Response('', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
    return null;
  }
  return redirectWith(new URL(request.url).pathname.replace(/\.data$/, ''), 'news:unsubscribed');
});

await wordsFor('news');

export default function Unsubscribe() {
  const { email, kind, group, ended } = useLoaderData<typeof loader>().mails;
  const { t } = useTranslation('news');
  const what = kind === 'daily' ? t('unsubscribe.daily') : t('unsubscribe.kind', { kind: t(`kind.${kind}.name`) });
  return (
    <>
      <PageHeader title={t(ended ? 'unsubscribe.endedTitle' : 'unsubscribe.title')} />
      <p>
        {what} {group && t('unsubscribe.group', { group })}
      </p>
      <p>{t('unsubscribe.address', { email })}</p>
      <p>{t('unsubscribe.stays')}</p>
      {kind === 'meeting' && <p>{t('unsubscribe.meeting')}</p>}
      <Actions>
        {!ended && (
          <Form method="post">
            <Button>{t('unsubscribe.button')}</Button>
          </Form>
        )}
        <LinkButton kind="secondary" to={newsChoicesPath}>
          {t('unsubscribe.toChoices')}
        </LinkButton>
      </Actions>
    </>
  );
}
