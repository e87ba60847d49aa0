import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { open } from '~/access/page.server';
import { languageCookie } from '~/services/i18n/detect.server';
import { languages } from '~db/values';
import { localPath } from '~/services/local-path';

const form = z.object({ language: z.enum(languages), path: z.string().transform(localPath) });

/** Remembers the language a visitor chose. Accounts keep theirs in /konto; the cookie follows it. */
export const action = open(async ({ request }) => {
  const { language, path } = form.parse(Object.fromEntries(await request.formData()));
  return redirect(path, { headers: { 'Set-Cookie': languageCookie(language) } });
});

export const loader = () => redirect('/');
