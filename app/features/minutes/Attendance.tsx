/** Who was there: a list to read, or one to keep while the meeting runs. Works without a script. */
import { useFetcher } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantRoles, presences } from '~db/values';
import { useErrorWords } from '~/ui/fields';
import { AttendeeDetails } from './PaperHead';
import { useHydrated } from '~/ui/hydrated';
import buttons from '~/ui/small-buttons.module.css';
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
  const count = (presence: Attendee['presence']) => list.filter((row) => row.presence === presence).length;
  const unknown = count(null);
  return (
    <>
      <p className={styles.counts}>
        {t('attendance.counts', { present: count('present'), excused: count('excused'), absent: count('absent') })}
        {unknown > 0 && t('attendance.countUnknown', { count: unknown })}
      </p>
      {desk && unknown > 0 && <Remaining count={unknown} />}
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

/** One click for all of whom nothing was said yet. */
function Remaining({ count }: { count: number }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  return (
    <fetcher.Form method="post" className={styles.remaining}>
      <input type="hidden" name="intent" value="remaining" />
      <span>{t('attendance.remaining', { count })}</span>
      {(['present', 'absent'] as const).map((presence) => (
        <button key={presence} name="presence" value={presence} className={buttons.plain}>
          {t(`presence.${presence}`)}
        </button>
      ))}
      <Answer reply={fetcher.data} />
    </fetcher.Form>
  );
}

/** One stop for Tab a person; arrow keys move between the three. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  buttons.at(to % buttons.length)!.focus();
}

function EditableRow({ row, desk }: { row: Attendee; desk: AttendanceDesk }) {
  const { t } = useTranslation('minutes');
  const presence = useFetcher<Reply>();
  const shown = presence.formData?.get('presence') ?? row.presence;
  const hydrated = useHydrated();
  const tabStop = shown ?? presences[0];
  return (
    <>
      <p className={styles.attendee}>
        {row.name}
        <AttendeeDetails row={row} />
      </p>
      <presence.Form method="post" className={styles.presence}>
        <input type="hidden" name="intent" value="presence" />
        <input type="hidden" name="participantId" value={row.id} />
        <div role="group" aria-label={t('attendance.presenceOf', { name: row.name })} onKeyDown={moveBetween}>
          {presences.map((value) => (
            <button
              key={value}
              name="presence"
              value={value}
              aria-pressed={shown === value}
              tabIndex={hydrated && value !== tabStop ? -1 : undefined}
            >
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

/**
 * A form that shows what was saved, also by others meanwhile; but never takes away what one has begun
 * to type in it.
 */
function useFreshForm(saved: unknown, isSent: boolean) {
  const fresh = JSON.stringify(saved);
  const [shown, setShown] = useState(fresh);
  const [typed, setTyped] = useState(false);
  const [wasSent, setWasSent] = useState(isSent);
  if (isSent !== wasSent) {
    setWasSent(isSent);
    if (isSent) setTyped(false);
  }
  if (!typed && shown !== fresh) setShown(fresh);
  return { key: shown, onChange: () => setTyped(true) };
}

function Details({ row, desk }: { row: Attendee; desk: AttendanceDesk }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  const details = useRef<HTMLDetailsElement>(null);
  const isSent = fetcher.state === 'idle' && fetcher.data === null;
  const { key, onChange } = useFreshForm(row, isSent);
  useEffect(() => {
    if (isSent) details.current?.removeAttribute('open');
  }, [isSent, fetcher.data]);
  return (
    <details ref={details} className={styles.more}>
      <summary>
        {t('attendance.more')}
        <span className="visually-hidden"> {row.name}</span>
      </summary>
      <fetcher.Form method="post" className={styles.smallForm} key={key} onChange={onChange}>
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
        <button className={buttons.small}>{t('attendance.save')}</button>
        <Answer reply={fetcher.data} />
      </fetcher.Form>
      {!row.invited && (
        <fetcher.Form method="post">
          <input type="hidden" name="participantId" value={row.id} />
          <button name="intent" value="removeParticipant" className={buttons.plain}>
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
        <button className={buttons.small}>{t('attendance.addButton')}</button>
        <Answer reply={fetcher.data} />
      </fetcher.Form>
    </details>
  );
}

function HeadForm({ head }: { head: AttendanceHead }) {
  const { t } = useTranslation('minutes');
  const fetcher = useFetcher<Reply>();
  const saved = fetcher.state === 'idle' && fetcher.data === null;
  const { key, onChange } = useFreshForm(head, saved);
  return (
    <details className={styles.more}>
      <summary>{t('head.edit')}</summary>
      <fetcher.Form method="post" className={styles.smallForm} key={key} onChange={onChange}>
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
        <button className={buttons.small}>{t('attendance.save')}</button>
        <Answer reply={fetcher.data} />
        {saved && <p role="status">{t('head.saved')}</p>}
      </fetcher.Form>
    </details>
  );
}
