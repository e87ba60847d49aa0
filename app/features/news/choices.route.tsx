/** How one wants to hear of news: what by mail at once, what once a day and when, what in the portal alone. */
import { data } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type NewsKind, type NewsWay, newsWays } from '~db/values';
import { signedIn } from '~/access/page.server';
import { newsChoicesPath } from '~/news/news';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button } from '~/ui/buttons';
import { Choice } from '~/ui/fields';
import { PageHeader } from '~/ui/page-parts';
import { choicesSchema, hours, inherited, weekdays } from './choices';
import { readChoices, saveChoices } from './choices.server';
import styles from './news.module.css';

export const loader = signedIn(async ({ actor, language }) => ({
  chosen: await readChoices(actor),
  title: translator(language, 'news')('choices.title'),
}));

export const action = signedIn(async ({ actor, request }) => {
  const form = await readForm(request, choicesSchema);
  // Every field is a choice among what is offered: nobody gets here by a form of the portal.
  if (!form.ok) return data(null, { status: 400 });
  await saveChoices(actor, form.value);
  return redirectWith(newsChoicesPath, 'news:chosen');
});

await wordsFor('news', 'errors');

export default function Choices() {
  const { everywhere, groups, time } = useLoaderData<typeof loader>().chosen;
  const { t } = useTranslation(['news', 'common']);
  return (
    <>
      <PageHeader title={t('choices.title')} />
      <p>{t('choices.intro')}</p>
      <Form method="post" className={styles.form}>
        <h2>{t('choices.kinds')}</h2>
        {everywhere.map(({ kind, way }) => (
          <WayOf key={kind} name={`everywhere.${kind}`} kind={kind} way={way} />
        ))}
        {groups.length > 0 && (
          <>
            <h2>{t('choices.groups')}</h2>
            <p>{t('choices.groupsHint')}</p>
            {groups.map((group) => {
              const own = group.choices.filter(({ way }) => way !== null).length;
              return (
                <details key={group.id} className={styles.group}>
                  <summary>
                    {group.name} <span>{own > 0 ? t('choices.own', { count: own }) : t('choices.asAbove')}</span>
                  </summary>
                  {group.choices.map(({ kind, way }) => (
                    <WayOf key={kind} name={`groups.${group.id}.${kind}`} kind={kind} way={way} inherits />
                  ))}
                </details>
              );
            })}
          </>
        )}
        <h2>{t('choices.daily')}</h2>
        <div className={styles.choice}>
          <div>
            <label htmlFor="hour">{t('choices.hour')}</label>
            <p>{t('choices.hourHint')}</p>
          </div>
          <div className="kern-form-input__select-wrapper">
            <select id="hour" name="hour" defaultValue={time.hour ?? ''} className="kern-form-input__select">
              {hours.map((hour) => (
                <option key={hour} value={hour}>
                  {t('choices.at', { hour })}
                </option>
              ))}
              <option value="">{t('choices.never')}</option>
            </select>
          </div>
        </div>
        <fieldset className={styles.daysOff}>
          <legend>{t('choices.daysOff')}</legend>
          <div className={styles.days}>
            {weekdays.map((day) => (
              <Choice key={day} name="daysOff" value={String(day)} checked={time.daysOff.includes(day)}>
                {t(`choices.weekday.${day}`)}
              </Choice>
            ))}
          </div>
        </fieldset>
        <Actions>
          <Button>{t('common:save')}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** @param props.inherits may be left as it is everywhere */
function WayOf({ name, kind, way, inherits = false }: { name: string; kind: NewsKind; way: NewsWay | null; inherits?: boolean }) {
  const { t } = useTranslation('news');
  return (
    <div className={styles.choice}>
      <div>
        <label htmlFor={name}>{t(`kind.${kind}.name`)}</label>
        {!inherits && <p>{t(`kind.${kind}.about`)}</p>}
      </div>
      <div className="kern-form-input__select-wrapper">
        <select id={name} name={name} defaultValue={way ?? inherited} className="kern-form-input__select">
          {inherits && <option value={inherited}>{t('choices.inherit')}</option>}
          {newsWays.map((value) => (
            <option key={value} value={value}>
              {t(`way.${value}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
