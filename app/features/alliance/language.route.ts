import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { open } from '~/access/page.server';
import { changeLanguage } from '~/features/account/account.server';
import { languageCookie } from '~/services/i18n/detect.server';
import { languages } from '~db/values';
import { localPath } from '~/services/local-path';

const form = z.object({ language: z.enum(languages), path: z.string().transform(localPath) });

/** Remembers the language somebody chose: in this browser, and in the account of those who have one. */
export const action = open(async ({ actor, request }) => {
  const { language, path } = form.parse(Object.fromEntries(await request.formData()));
  if (actor.kind === 'person') await changeLanguage(actor, language);
  return redirect(path, { headers: { 'Set-Cookie': languageCookie(language) } });
});

export const loader = () => redirect('/');
