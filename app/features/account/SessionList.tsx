import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Moment } from '~/ui/Moment';
import { Actions, Button } from '~/ui/buttons';
import { Badge, Table } from '~/ui/page-parts';

type Session = { hash: string; browser: string; since: string; lastUse: string; current: boolean };

/** Where one is signed in, with the way to end it. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation('account');
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('sessions.title')}</h2>
      <p>{t('sessions.text')}</p>
      <Table
        caption={t('sessions.title')}
        head={[
          { key: 'browser', label: t('sessions.browser') },
          { key: 'since', label: t('sessions.since') },
          { key: 'lastUse', label: t('sessions.lastUse') },
          { key: 'end', label: t('sessions.end'), hidden: true },
        ]}
        rows={sessions.map((session) => ({
          key: session.hash,
          cells: [
            session.browser || t('sessions.unknown'),
            <Moment key="since" at={session.since} />,
            <Moment key="lastUse" at={session.lastUse} />,
            session.current ? <Badge key="end">{t('sessions.this')}</Badge> : <End key="end" session={session} />,
          ],
        }))}
      />
      {sessions.length > 1 && (
        <Form method="post">
          <Actions>
            <Button kind="secondary" name="intent" value="endOthers">
              {t('sessions.endOthers')}
            </Button>
          </Actions>
        </Form>
      )}
    </section>
  );
}

function End({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  return (
    <Form method="post">
      <input type="hidden" name="session" value={session.hash} />
      <Button kind="tertiary" small name="intent" value="endSession">
        {t('sessions.end')}
        <span className="visually-hidden"> {session.browser || t('sessions.unknown')}</span>
      </Button>
    </Form>
  );
}
