/** Open requests to join, each with the form that answers it. */
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '~/services/time';
import { Actions, Button } from '~/ui/buttons';
import { DayText } from '~/ui/Moment';
import styles from './groups.module.css';

type Request = {
  id: string;
  person: string;
  email: string;
  group: string;
  message: string;
  createdAt: Date | string;
  proposed: boolean;
  organisations: string[];
};

/**
 * @param roles whether the one who answers chooses the role; else people become members
 * @param heading of each request: one level below the heading that the list stands under
 */
export function RequestList({
  requests,
  roles,
  heading: Heading,
}: {
  requests: Request[];
  roles: boolean;
  heading: 'h2' | 'h3';
}) {
  const { t } = useTranslation('groups');
  return (
    <ul className={styles.requests}>
      {requests.map((request) => (
        <li key={request.id} className={styles.card}>
          <Heading className={styles.cardTitle}>{t(request.proposed ? 'request.proposed' : 'request.asks', request)}</Heading>
          <p className={styles.muted}>
            {[...request.organisations, request.email].join(' · ')}
            {' · '}
            <DayText day={dayOf(new Date(request.createdAt))} distance />
          </p>
          {request.message && <blockquote className={styles.message}>{request.message}</blockquote>}
          {request.proposed && !roles ? (
            <p>{t('request.officeAnswers')}</p>
          ) : (
            <AnswerForm id={request.id} roles={roles} />
          )}
        </li>
      ))}
    </ul>
  );
}

function AnswerForm({ id, roles }: { id: string; roles: boolean }) {
  const { t } = useTranslation('groups');
  return (
    <Form method="post" className={styles.answer}>
      <input type="hidden" name="id" value={id} />
      {roles && (
        <div className="kern-form-input">
          <label className="kern-label" htmlFor={`role-${id}`}>
            {t('members.role')}
          </label>
          <div className="kern-form-input__select-wrapper">
            <select id={`role-${id}`} name="role" className="kern-form-input__select">
              {(['member', 'secretary', 'lead'] as const).map((role) => (
                <option key={role} value={role}>
                  {t(`common:groupRole.${role}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={`answer-${id}`}>
          {t('request.answer')} <span className="kern-label__optional">({t('common:optional')})</span>
        </label>
        <input id={`answer-${id}`} name="answer" maxLength={1000} className="kern-form-input__input" />
      </div>
      <Actions>
        <Button small name="intent" value="accept">
          {t('request.accept')}
        </Button>
        <Button small kind="secondary" name="intent" value="decline">
          {t('request.decline')}
        </Button>
      </Actions>
    </Form>
  );
}
