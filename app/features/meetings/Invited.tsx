/** Who was invited and what they said; for those who prepare the meeting, inviting the rest. */
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { GroupRole, InvitationAnswer } from '~db/values';
import { Button } from '~/ui/buttons';
import { Choice } from '~/ui/fields';
import { Confirm } from '~/ui/page-parts';
import styles from './meetings.module.css';

type Attendee = { id: string; name: string; organisation: string | null; answer: InvitationAnswer | null };
type Invitable = { id: string; name: string; role: GroupRole };

const groupsOfAnswers = ['accepted', 'tentative', 'open', 'declined'] as const;

export function Invited({
  invited,
  notInvited,
  mayInvite,
  first,
}: {
  invited: Attendee[];
  notInvited: Invitable[];
  mayInvite: boolean;
  /** Inviting is what comes next, as long as nobody is invited. */
  first: boolean;
}) {
  const { t } = useTranslation('meetings');
  return (
    <section aria-labelledby="invited">
      <h2 id="invited" className={styles.first}>
        {t('invited.title')}
      </h2>
      {invited.length === 0 && <p>{t('invited.nobody')}</p>}
      {groupsOfAnswers.map((answer) => (
        <Answered
          key={answer}
          answer={answer}
          people={invited.filter((person) => (person.answer ?? 'open') === answer)}
        />
      ))}
      {mayInvite && <Invite people={notInvited} again={invited.length > 0} kind={first && invited.length === 0 ? 'primary' : 'secondary'} />}
    </section>
  );
}

function Answered({ answer, people }: { answer: (typeof groupsOfAnswers)[number]; people: Attendee[] }) {
  const { t } = useTranslation('meetings');
  if (people.length === 0) return null;
  return (
    <details className={styles.answered} open={people.length <= 8}>
      <summary>{t(`invited.${answer}`, { count: people.length })}</summary>
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            {person.name}
            {person.organisation && <span className={styles.quiet}> {t('invited.for', { name: person.organisation })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Invite({ people, again, kind }: { people: Invitable[]; again: boolean; kind: 'primary' | 'secondary' }) {
  const { t } = useTranslation('meetings');
  const members = people.filter((person) => person.role !== 'guest');
  const guests = people.filter((person) => person.role === 'guest');
  if (people.length === 0) return <p className={styles.quiet}>{t('invite.everybody')}</p>;
  return (
    <Confirm summary={members.length > 0 ? t('invite.open', { count: members.length }) : t('invite.openGuests')} kind={kind}>
      <Form method="post">
        {members.length > 0 && (
          <p>
            {t(again ? 'invite.membersAgain' : 'invite.members')}{' '}
            {members.map((person) => person.name).join(', ')}
          </p>
        )}
        {guests.length > 0 && (
          <fieldset className="kern-fieldset">
            <legend className="kern-label">{t('invite.guests')}</legend>
            <div className="kern-hint">{t('invite.guestsHint')}</div>
            <div className="kern-fieldset__body">
              {guests.map((guest) => (
                <Choice key={guest.id} name="guests" value={guest.id}>
                  {guest.name}
                </Choice>
              ))}
            </div>
          </fieldset>
        )}
        <p>{t('invite.mail')}</p>
        <Button name="intent" value="invite">
          {t('invite.submit')}
        </Button>
      </Form>
    </Confirm>
  );
}
