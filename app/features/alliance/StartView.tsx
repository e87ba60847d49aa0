/** The first page as everybody sees it; also of a draft, before it is published. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Paragraphs } from '~/ui/page-parts';
import { FieldList } from './FieldList';
import type { ShownField } from './fields.server';
import type { ShownProfile } from './profile';
import styles from './public.module.css';

export function StartView({ profile, fields }: { profile: ShownProfile; fields: readonly ShownField[] }) {
  const { t } = useTranslation('alliance');
  return (
    <>
      <div className={styles.hero} style={{ background: profile.colour }}>
        <h1>{profile.name}</h1>
        <p className={styles.claim}>{profile.claim}</p>
      </div>
      <div className={styles.aim}>
        <Paragraphs text={profile.aim} />
      </div>
      <section aria-labelledby="join">
        <h2 id="join">{t('start.joinTitle')}</h2>
        <p>{t('start.join')}</p>
        <p>
          <Link className="kern-btn kern-btn--primary" to="/arbeitsgruppen">
            <span className="kern-label">{t('start.toGroups')}</span>
          </Link>
        </p>
      </section>
      {fields.length > 0 && (
        <section aria-labelledby="fields">
          <h2 id="fields">{t('fields.title')}</h2>
          <p>{t('fields.purpose')}</p>
          <FieldList fields={fields} />
        </section>
      )}
      <section aria-labelledby="contact">
        <h2 id="contact">{t('contact.title')}</h2>
        <Contact contact={profile.contact} />
      </section>
    </>
  );
}

/** Whom to turn to, and how. */
export function Contact({ contact }: { contact: ShownProfile['contact'] }) {
  const { t } = useTranslation('alliance');
  return (
    <address className={styles.contact}>
      <strong>{contact.office}</strong>
      {contact.street && <span>{contact.street}</span>}
      {contact.city && <span>{contact.city}</span>}
      {contact.phone && (
        <span>
          {t('contact.phone')} <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
        </span>
      )}
      <span>
        {t('contact.email')} <a href={`mailto:${contact.email}`}>{contact.email}</a>
      </span>
    </address>
  );
}
