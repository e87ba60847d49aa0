/** A mail in words, where there is no mail server that would bring it to its reader. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { idSchema } from '~db/value-schemas';
import { signedIn } from '~/access/page.server';
import { wordsFor } from '~/services/i18n/words';
import { Moment } from '~/ui/Moment';
import { PageHeader } from '~/ui/page-parts';
import styles from './office.module.css';
import { outboxPath } from './outbox';
import { readMail } from './outbox.server';

export const loader = signedIn(async ({ actor, params }) => {
  const mail = await readMail(actor, idSchema<'mail'>().parse(params.mail));
  return { mail, title: mail.subject };
});

await wordsFor('office');

export default function OutboxMail() {
  const { mail } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader preline={<Link to={outboxPath}>{t('outbox.title')}</Link>} title={mail.subject || t('outbox.daily')} />
      <p>
        {t('outbox.toWhom', { to: mail.to })} · <Moment at={mail.at} />
      </p>
      {mail.text ? <div className={styles.letter}>{mail.text}</div> : <p>{t('outbox.noText')}</p>}
    </>
  );
}
