/** What the Geschäftsstelle can say about the alliance itself: name, contact. Data, never constants. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { db, settings } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Language } from '~db/values';
import { translator } from '~/services/i18n/translate.server';

const nameSchema = z.object({ de: z.string(), en: z.string() });

/** The alliance's name in a language; a neutral one as long as none was set. */
export async function allianceName(language: Language): Promise<string> {
  const name = await setName('name');
  return name.success ? name.data[language] : translator(language, 'common')('unnamedAlliance');
}

const setName = kept(async (key) => {
  const [row] = await db.select().from(settings).where(eq(settings.key, key));
  return { value: nameSchema.safeParse(row?.value) };
});
