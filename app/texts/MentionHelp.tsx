/**
 * Offers names while somebody types an @ in a field of several lines. The cursor stays in the field, which
 * names the chosen line to screen readers. Without a script one writes the name out; the server knows it.
 */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldForSearch } from '~/services/search-name';
import styles from './Comments.module.css';
import { typedMention } from './mentions';

const mostNames = 8;

type Offer = { at: number; cursor: number; names: readonly string[]; current: number };

const fitting = (names: readonly string[], typed: string): readonly string[] => {
  const wanted = foldForSearch(typed);
  const fits = (name: string) => {
    const folded = foldForSearch(name);
    return folded.startsWith(wanted) || folded.split(' ').some((word) => word.startsWith(wanted));
  };
  return names.filter(fits).slice(0, mostNames);
};

/** @param children the field, a `TextArea` */
export function MentionHelp({ names, children }: { names: readonly string[]; children: ReactNode }) {
  const { t } = useTranslation('reviews');
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  if (names.length === 0) return <>{children}</>;

  const field = () => root.current?.querySelector('textarea') ?? null;
  const show = (next: Offer | null) => {
    setOffer(next);
    const area = field();
    if (!area) return;
    area.setAttribute('aria-autocomplete', 'list');
    if (next) {
      area.setAttribute('aria-controls', id);
      area.setAttribute('aria-activedescendant', `${id}-${next.current}`);
    } else {
      area.removeAttribute('aria-controls');
      area.removeAttribute('aria-activedescendant');
    }
  };
  const look = () => {
    const area = field();
    const cursor = area?.selectionStart ?? 0;
    const mention = area && area.selectionEnd === cursor ? typedMention(area.value, cursor) : null;
    const fits = mention ? fitting(names, mention.typed) : [];
    // A name that is written out needs no help any more.
    const done = fits.length === 1 && foldForSearch(fits[0]!) === foldForSearch(mention!.typed);
    show(fits.length > 0 && !done ? { at: mention!.at, cursor, names: fits, current: 0 } : null);
  };
  const take = (name: string) => {
    const area = field();
    if (!area || !offer) return;
    area.focus();
    area.setRangeText(`@${name} `, offer.at, offer.cursor, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
    show(null);
  };
  const press = (event: KeyboardEvent) => {
    if (!offer) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const current = (offer.current + step + offer.names.length) % offer.names.length;
      show({ ...offer, current });
    } else if (event.key === 'Enter' || event.key === 'Tab') take(offer.names[offer.current]!);
    else if (event.key === 'Escape') show(null);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={root} onInput={look} onKeyDown={press} onBlur={() => show(null)}>
      {children}
      <p role="status" className="visually-hidden">
        {offer && t('mentions.found', { count: offer.names.length })}
      </p>
      {offer && (
        <ul id={id} role="listbox" aria-label={t('mentions.label')} className={styles.names}>
          {offer.names.map((name, index) => (
            <li
              key={name}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === offer.current}
              // Pressing it must not take the focus from the field.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
