/**
 * The agenda: numbered items with their times. Those who prepare the meeting sort it by buttons or,
 * where a script runs and a mouse is at hand, by dragging; and add, change and take in items.
 */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { Form, Link, useSearchParams, useSubmit } from '@remix-run/react';
import { type DragEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOf } from '~/services/time';
import { Button } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { Badge, Empty } from '~/ui/page-parts';
import { ItemFields } from './ItemFields';
import { type AgendaItem, chosenKinds, plannedMinutes } from './meetings';
import styles from './meetings.module.css';

type Proposal = {
  id: string;
  title: string;
  note: string;
  duration: number | null;
  internal: boolean;
  state: 'proposed' | 'declined';
  proposer: string;
  own: boolean;
};

type Rights = { edit: boolean; propose: boolean; decide: boolean };

type Props = {
  path: string;
  items: AgendaItem[];
  proposals: Proposal[];
  rights: Rights;
  span: { startsAt: Date; endsAt: Date };
  reply: SubmissionResult | undefined;
};

export function Agenda({ path, items, proposals, rights, span, reply }: Props) {
  const { t } = useTranslation('meetings');
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda" className={styles.first}>
        {t('agenda.title')}
      </h2>
      {items.length > 0 ? (
        <>
          <Items path={path} items={items} edit={rights.edit} />
          <Length items={items} span={span} />
        </>
      ) : (
        <Empty title={t('agenda.empty')}>
          <p>{t(rights.edit ? 'agenda.emptyEdit' : rights.propose ? 'agenda.emptyPropose' : 'agenda.emptyHint')}</p>
          {rights.edit && (
            <Form method="post">
              <Button name="intent" value="copy" kind="secondary">
                {t('agenda.copy')}
              </Button>
            </Form>
          )}
        </Empty>
      )}
      {rights.edit && <NewItem intent="add" reply={reply} open={items.length === 0} />}
      <Proposals proposals={proposals} decide={rights.decide} />
      {rights.propose && <NewItem intent="propose" reply={reply} open={false} />}
    </section>
  );
}

/** Which item was moved last, by which button, and the order before; so that the focus stays with it. */
type Moved = { id: string; intent: 'up' | 'down'; from: string };

function Items({ path, items, edit }: { path: string; items: AgendaItem[]; edit: boolean }) {
  const { t } = useTranslation('meetings');
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const followed = useRef<Moved | null>(null);
  const dragging = useDragging(items);
  const order = items.map((item) => item.id).join(' ');
  const arrived = moved && moved.from !== order ? items.find((item) => item.id === moved.id) : undefined;

  useEffect(() => {
    if (!moved || !arrived || followed.current === moved) return;
    followed.current = moved;
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>(`#top-${moved.id} button[name="intent"]`);
    const same = [...(buttons ?? [])].find((button) => button.value === moved.intent);
    (same ?? buttons?.[0])?.focus();
  }, [moved, arrived]);

  return (
    <>
      <ol className={styles.agenda} ref={list}>
        {items.map((item, index) => (
          <li
            key={item.id}
            id={`top-${item.id}`}
            className={`${styles.item} ${dragging.over === item.id ? styles.over : ''}`}
            {...(edit ? dragging.target(item.id) : {})}
          >
            <span className={styles.at}>{item.at}</span>
            <div className={styles.itemBody}>
              <ItemText item={item} />
            </div>
            {edit && (
              <div className={styles.itemSteps}>
                <Form method="post" preventScrollReset className={styles.arrows}>
                  <input type="hidden" name="item" value={item.id} />
                  {(['up', 'down'] as const).map((intent) =>
                    (intent === 'up' ? index > 0 : index < items.length - 1) ? (
                      <button
                        key={intent}
                        name="intent"
                        value={intent}
                        className={styles.arrow}
                        aria-label={t(`agenda.${intent}`, { number: item.number, title: item.title })}
                        onClick={() => setMoved({ id: item.id, intent, from: order })}
                      >
                        <span aria-hidden="true">{intent === 'up' ? '↑' : '↓'}</span>
                      </button>
                    ) : (
                      <span key={intent} className={styles.noArrow} />
                    ),
                  )}
                </Form>
                <Link
                  to={`${path}/tops/${item.id}`}
                  aria-label={t('agenda.changeItem', { number: item.number, title: item.title })}
                >
                  {t('agenda.change')}
                </Link>
                {dragging.ready && items.length > 1 && <Grip {...dragging.grip(item.id)} />}
              </div>
            )}
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {arrived && t('agenda.nowAt', { title: arrived.title, number: arrived.number })}
      </p>
    </>
  );
}

function ItemText({ item }: { item: AgendaItem }) {
  const { t } = useTranslation('meetings');
  if (item.title === null) {
    return (
      <p className={styles.itemTitle}>
        {t('agenda.itemNumber', { number: item.number })} <Badge>{t('agenda.internal')}</Badge>
      </p>
    );
  }
  const about = [
    t(`agenda.kinds.${item.kind!}`),
    item.presenter,
    item.duration && t('agenda.minutes', { count: item.duration }),
  ];
  return (
    <>
      <p className={styles.itemTitle}>
        <span className={styles.itemNumber}>{t('agenda.itemNumber', { number: item.number })}</span> {item.title}{' '}
        {item.internal && <Badge>{t('agenda.internal')}</Badge>}
      </p>
      <p className={styles.quiet}>{about.filter(Boolean).join(' · ')}</p>
      {item.note && <p className={styles.note}>{item.note}</p>}
    </>
  );
}

/** Says when the agenda takes longer than the meeting. */
function Length({ items, span }: { items: AgendaItem[]; span: Props['span'] }) {
  const { t } = useTranslation('meetings');
  const planned = plannedMinutes(items);
  const available = Math.round((span.endsAt.getTime() - span.startsAt.getTime()) / 60_000);
  const open = items.filter((item) => item.duration === null).length;
  if (planned === 0) return null;
  if (planned > available) {
    return <p className={styles.tooLong}>{t('agenda.tooLong', { count: planned - available, end: clockOf(span.endsAt) })}</p>;
  }
  const until = clockOf(new Date(span.startsAt.getTime() + planned * 60_000));
  return <p className={styles.quiet}>{open > 0 ? t('agenda.partly', { count: open, planned }) : t('agenda.until', { until })}</p>;
}

function NewItem({
  intent,
  reply,
  open,
}: {
  intent: 'add' | 'propose';
  reply: SubmissionResult | undefined;
  open: boolean;
}) {
  const { t } = useTranslation('meetings');
  const [search] = useSearchParams();
  const added = search.get('top') ?? '';
  // After an item was added the form is new: empty, and open for the next one.
  return (
    <details id="neu" className={styles.newItem} open={open || added !== '' || reply !== undefined} key={added}>
      <summary className="kern-btn kern-btn--secondary">
        <span className="kern-label">{t(`agenda.${intent}`)}</span>
      </summary>
      <NewItemForm intent={intent} reply={reply} again={added !== ''} />
    </details>
  );
}

type NewItemValues = Record<'title' | 'kind' | 'presenter' | 'duration' | 'internal' | 'note', string>;

function NewItemForm({
  intent,
  reply,
  again,
}: {
  intent: 'add' | 'propose';
  reply: SubmissionResult | undefined;
  again: boolean;
}) {
  const { t } = useTranslation('meetings');
  const [form, fields] = useForm<NewItemValues>({ id: intent, lastResult: reply, defaultValue: { kind: 'consultation' } });
  const title = fields.title.id;
  useEffect(() => {
    if (again) document.getElementById(title)?.focus();
  }, [again, title]);
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} preventScrollReset noValidate className={styles.newItemForm}>
      <FormErrors form={form} />
      {intent === 'propose' && <p>{t('agenda.proposeHint')}</p>}
      <ItemFields fields={fields} kinds={chosenKinds} />
      <Button name="intent" value={intent}>
        {t(`agenda.${intent}Submit`)}
      </Button>
    </Form>
  );
}

function Proposals({ proposals, decide }: { proposals: Proposal[]; decide: boolean }) {
  const { t } = useTranslation('meetings');
  if (proposals.length === 0) return null;
  return (
    <section aria-labelledby="proposals" className={styles.proposed}>
      <h3 id="proposals">{t('proposals.title')}</h3>
      <ul className={styles.proposals}>
        {proposals.map((proposal) => (
          <li key={proposal.id} id={`top-${proposal.id}`}>
            <p className={styles.itemTitle}>
              {proposal.title}{' '}
              {proposal.state === 'declined' && <Badge kind="warning">{t('proposals.declined')}</Badge>}
              {proposal.internal && <Badge>{t('agenda.internal')}</Badge>}
            </p>
            <p className={styles.quiet}>
              {[
                proposal.own ? t('proposals.own') : t('proposals.by', { name: proposal.proposer }),
                proposal.duration && t('agenda.minutes', { count: proposal.duration }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {proposal.note && <p className={styles.note}>{proposal.note}</p>}
            {decide && <Decide proposal={proposal} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decide({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('meetings');
  const { title } = proposal;
  return (
    <Form method="post" preventScrollReset className={styles.answers}>
      <input type="hidden" name="item" value={proposal.id} />
      <Button small kind="secondary" name="intent" value="takeIn" aria-label={t('proposals.takeInItem', { title })}>
        {t('proposals.takeIn')}
      </Button>
      {proposal.state === 'proposed' && (
        <Button small kind="tertiary" name="intent" value="decline" aria-label={t('proposals.declineItem', { title })}>
          {t('proposals.decline')}
        </Button>
      )}
    </Form>
  );
}

const noChanges = () => () => undefined;
const hasFinePointer = () => window.matchMedia('(pointer: fine)').matches;

/** Sorting by dragging, beside the buttons: nothing needs it. */
function useDragging(items: AgendaItem[]) {
  const submit = useSubmit();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  // Only once scripts run, and where there is something to drag with.
  const ready = useSyncExternalStore(noChanges, hasFinePointer, () => false);

  /** Dropped on an item below, the dragged one goes behind it; on one above, before it. */
  const drop = (target: string) => {
    setDragged(null);
    setOver(null);
    if (!dragged || dragged === target) return;
    const ids: string[] = items.map((item) => item.id);
    const down = ids.indexOf(dragged) < ids.indexOf(target);
    const before = down ? ids[ids.indexOf(target) + 1] : target;
    submit({ intent: 'place', item: dragged, ...(before ? { before } : {}) }, { method: 'post', preventScrollReset: true });
  };

  return {
    ready,
    over,
    grip: (id: string) => ({
      onDragStart: (event: DragEvent<HTMLElement>) => {
        const row = event.currentTarget.closest('li');
        if (row) event.dataTransfer.setDragImage(row, 0, 0);
        event.dataTransfer.effectAllowed = 'move';
        // Firefox only drags what carries data.
        event.dataTransfer.setData('text/plain', id);
        setDragged(id);
      },
      onDragEnd: () => {
        setDragged(null);
        setOver(null);
      },
    }),
    target: (id: string) => ({
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!dragged) return;
        event.preventDefault();
        setOver(id === dragged ? null : id);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        drop(id);
      },
    }),
  };
}

function Grip(handlers: { onDragStart: (event: DragEvent<HTMLElement>) => void; onDragEnd: () => void }) {
  return (
    <span draggable className={styles.grip} aria-hidden="true" {...handlers}>
      ⠿
    </span>
  );
}
