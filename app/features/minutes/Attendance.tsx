/** Who was there: a list to read, or one to keep while the meeting runs. Works without a script. */
import { useFetcher } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { participantRoles, presences } from '~db/values';
import { useErrorWords } from '~/ui/fields';
import { AttendeeDetails } from './PaperHead';
import type { Attendee } from './minutes';
import styles from './minutes.module.css';

type Named = { id: string; name: string };
export type AttendanceDesk = { people: readonly Named[]; organisations: readonly Named[] };
export type AttendanceHead = { chair: string; minuteTaker: string; startedAt: string; endedAt: string };

/** @param desk given to those who keep the list */
export function Attendance({
  list,
  head,
  desk,
}: {
  list: readonly Attendee[];
  head: AttendanceHead;
  desk: AttendanceDesk | null;
}) {
  const { t } = useTranslation('minutes');
  const count = (presence: (typeof presences)[number]) => list.filter((row) => row.presence === presence).length;
  return (
    <>
      <p className={styles.counts}>
        {t('attendance.counts', { present: count('present'), excused: count('excused'), absent: count('absent') })}
      </p>
      <ul className={styles.attendance}>
        {list.map((row) => (
          <li key={row.id}>{desk ? <EditableRow row={row} desk={desk} /> : <Row row={row} />}</li>
        ))}
      </ul>
      {desk && <AddParticipant list={list} desk={desk} />}
      {desk && <HeadForm head={head} />}
    </>
  );
}

function Row({ row }: { row: Attendee }) {
  const { t } = useTranslation('minutes');
  return (
    <>
      <span className={styles.attendee}>{row.name}</span>
      <AttendeeDetails row={row} />
      <span className={styles.quiet}> – {row.presence ? t(`presence.${row.presence}`) : t('presence.unknown')}</span>
    </>
  );
}

type Reply = { error?: Record<string, string[] | null> | null } | null | undefined;

/** What a small form was answered, said where one is looking. */
function Answer({ reply }: { reply: Reply }) {
  const say = useErrorWords();
  const messages = reply?.error ? Object.values(reply.error).flatMap((of) => of ?? []) : [];
  return (
    <p role="status" className={messages.length > 0 ? styles.wrong : undefined}>
      {messages.map(say).join(' ')}
    </p>
  );
}

function EditableRow({ row, desk }: { row: Attendee; desk: AttendanceDesk }) {
  const { t } = useTranslation('minutes');
  const presence = useFetcher<Reply>();
  const shown = presence.formData?.get('presence') ?? row.presence;
  return (
    <>
      <p className={styles.attendee}>
        {row.name}
        <AttendeeDetails row={row} />
      </p>
      <presence.Form method="post" className={styles.presence}>
        <input type="hidden" name="intent" value="presence" />
        <input type="hidden" name="participantId" value={row.id} />
        <div role="group" aria-label={t('attendance.presenceOf', { name: row.name })}>
          {presences.map((value) => (
            <button key={value} name="presence" value={value} aria-pressed={shown === value}>
              {t(`presence.${value}`)}
            </button>
          ))}
        </div>
      </presence.Form>
      <Answer reply={presence.data} />
      <Details row={row} desk={desk} />
    </>
  );
}

function Details({ row, desk }: { row: Attendee; desk: AttendanceDesk }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data === null) details.current?.removeAttribute('open');
  }, [fetcher.state, fetcher.data]);
  return (
    <details ref={details} className={styles.more}>
      <summary>
        {t('attendance.more')}
        <span className="visually-hidden"> {row.name}</span>
      </summary>
      <fetcher.Form method="post" className={styles.smallForm} key={JSON.stringify(row)}>
        <input type="hidden" name="intent" value="participant" />
        <input type="hidden" name="participantId" value={row.id} />
        <div className={styles.pair}>
          <Labelled label={t('attendance.fromLabel')}>
            <input type="time" name="presentFrom" defaultValue={row.presentFrom} className="kern-form-input__input" />
          </Labelled>
          <Labelled label={t('attendance.untilLabel')}>
            <input type="time" name="presentUntil" defaultValue={row.presentUntil} className="kern-form-input__input" />
          </Labelled>
        </div>
        <RoleSelect value={row.role} />
        <OrganisationSelect desk={desk} value={row.onBehalfOf?.id ?? ''} />
        <Labelled label={t('attendance.representing')}>
          <input name="representing" maxLength={200} defaultValue={row.representing} className="kern-form-input__input" />
        </Labelled>
        <button className={styles.smallButton}>{t('attendance.save')}</button>
        <Answer reply={fetcher.data} />
      </fetcher.Form>
      {!row.invited && (
        <fetcher.Form method="post">
          <input type="hidden" name="participantId" value={row.id} />
          <button name="intent" value="removeParticipant" className={styles.plainButton}>
            {t('attendance.remove')}
          </button>
        </fetcher.Form>
      )}
    </details>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles.labelled}>
      <span>{label}</span>
      {children}
    </label>
  );
}

function RoleSelect({ value }: { value: string }) {
  const { t } = useTranslation('minutes');
  return (
    <Labelled label={t('attendance.as')}>
      <select name="role" defaultValue={value} className="kern-form-input__select">
        {participantRoles.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function OrganisationSelect({ desk, value }: { desk: AttendanceDesk; value: string }) {
  const { t } = useTranslation('minutes');
  return (
    <Labelled label={t('attendance.organisation')}>
      <select name="onBehalfOf" defaultValue={value} className="kern-form-input__select">
        <option value="">{t('attendance.noOrganisation')}</option>
        {desk.organisations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function AddParticipant({ list, desk }: { list: readonly Attendee[]; desk: AttendanceDesk }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  const form = useRef<HTMLFormElement>(null);
  const listed = new Set(list.map((row) => row.personId));
  const missing = desk.people.filter(({ id }) => !listed.has(id as Attendee['personId']));
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data === null) form.current?.reset();
  }, [fetcher.state, fetcher.data]);
  return (
    <details className={styles.more}>
      <summary>{t('attendance.add')}</summary>
      <fetcher.Form method="post" ref={form} className={styles.smallForm}>
        <input type="hidden" name="intent" value="addParticipant" />
        {missing.length > 0 && (
          <Labelled label={t('attendance.fromGroup')}>
            <select name="personId" className="kern-form-input__select">
              <option value="">{t('attendance.otherPerson')}</option>
              {missing.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Labelled>
        )}
        <Labelled label={t('attendance.name')}>
          <input name="name" maxLength={200} autoComplete="off" className="kern-form-input__input" />
        </Labelled>
        <RoleSelect value="speaker" />
        <OrganisationSelect desk={desk} value="" />
        <Labelled label={t('attendance.representing')}>
          <input name="representing" maxLength={200} className="kern-form-input__input" />
        </Labelled>
        <button className={styles.smallButton}>{t('attendance.addButton')}</button>
        <Answer reply={fetcher.data} />
      </fetcher.Form>
    </details>
  );
}

function HeadForm({ head }: { head: AttendanceHead }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  const saved = fetcher.state === 'idle' && fetcher.data === null;
  return (
    <details className={styles.more}>
      <summary>{t('head.edit')}</summary>
      <fetcher.Form method="post" className={styles.smallForm} key={JSON.stringify(head)}>
        <input type="hidden" name="intent" value="head" />
        <Labelled label={t('head.chair')}>
          <input name="chair" maxLength={200} defaultValue={head.chair} className="kern-form-input__input" />
        </Labelled>
        <Labelled label={t('head.minuteTaker')}>
          <input name="minuteTaker" maxLength={200} defaultValue={head.minuteTaker} className="kern-form-input__input" />
        </Labelled>
        <div className={styles.pair}>
          <Labelled label={t('head.startedAt')}>
            <input type="time" name="startedAt" defaultValue={head.startedAt} className="kern-form-input__input" />
          </Labelled>
          <Labelled label={t('head.endedAt')}>
            <input type="time" name="endedAt" defaultValue={head.endedAt} className="kern-form-input__input" />
          </Labelled>
        </div>
        <button className={styles.smallButton}>{t('attendance.save')}</button>
        <Answer reply={fetcher.data} />
        {saved && <p role="status">{t('head.saved')}</p>}
      </fetcher.Form>
    </details>
  );
}
