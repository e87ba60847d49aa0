/** A version of the alliance's profile as everybody sees it or will see it; for the Geschäftsstelle. */
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useForm } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { readForm } from '~/services/forms';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { Actions, Button, LinkButton } from '~/ui/buttons';
import { FormErrors } from '~/ui/fields';
import { StartView } from './StartView';
import { shownFields } from './fields.server';
import { profilePath, versionIn } from './profile';
import { previewProfile, publishProfile } from './profile.server';
import styles from './public.module.css';

export const loader = signedIn(async ({ actor, params, language }) => ({
  ...(await previewProfile(actor, versionIn(params), language)),
  fields: await shownFields(),
  title: translator(language, 'alliance')('profile.previewTitle'),
}));

export const action = signedIn(async ({ actor, params, request }) => {
  const form = await readForm(request, z.object({ basis: z.string().max(100) }));
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    await publishProfile(actor, versionIn(params), form.value.basis);
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
  return redirectWith(profilePath, 'alliance:profilePublished');
});

await wordsFor('alliance', 'errors');

export default function Preview() {
  const { profile, fields, draft, number, basis } = useLoaderData<typeof loader>();
  const { t } = useTranslation('alliance');
  const [form] = useForm({ id: 'publish', lastResult: useActionData<typeof action>() ?? null });
  return (
    <>
      <FormErrors form={form} />
      <div className={styles.preview}>
        <p>{draft ? t('profile.previewDraft') : t('profile.previewVersion', { number })}</p>
        {draft ? (
          <Form method="post">
            <input type="hidden" name="basis" value={basis} />
            <Actions>
              <Button small>{t('profile.publish')}</Button>
              <LinkButton small kind="tertiary" to={profilePath}>
                {t('profile.back')}
              </LinkButton>
            </Actions>
          </Form>
        ) : (
          <Link to={profilePath}>{t('profile.backVersion')}</Link>
        )}
      </div>
      <StartView profile={profile} fields={fields} />
    </>
  );
}
