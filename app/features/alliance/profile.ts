/** What the alliance says of itself to everybody: its fields, forms and addresses. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import type { Language, ProfileVersionId } from '~db/values';
import { emailAddress, line, optionalLine, paragraphs } from '~/services/forms';
import { contrastWithWhite, leastContrast } from './colour';

export const profilePath = '/geschaeftsstelle/auftritt';
export const previewPath = (id: ProfileVersionId): string => `${profilePath}/vorschau/${id}`;

type Params = Readonly<Record<string, string | undefined>>;

/** The version an address names. @throws ZodError, answered as not found */
export const versionIn = ({ version }: Params): ProfileVersionId => idSchema<'profileVersion'>().parse(version);

const inBoth = <Words extends z.ZodType>(words: Words) => z.object({ de: words, en: words });

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { error: 'colour', abort: true })
  .refine((value) => contrastWithWhite(value) >= leastContrast, 'colourTooLight');

/** In German and in English: whoever reads only one of them misses nothing. */
export const profileSchema = z.object({
  name: inBoth(line(100)),
  claim: inBoth(line(150)),
  aim: inBoth(paragraphs(1500).pipe(z.string().min(1))),
  contact: z.object({
    office: inBoth(line(100)),
    street: optionalLine(100),
    city: optionalLine(100),
    phone: optionalLine(50),
    email: emailAddress,
  }),
  /** The ground of the first thing one sees; white letters stand on it. */
  colour,
});
export type Profile = z.output<typeof profileSchema>;

/** What is typed, and what it said when the form was filled: nobody overwrites what they have not seen. */
export const profileFormSchema = profileSchema
  .extend({ intent: z.literal('save'), basis: z.string().max(100) })
  .transform(({ intent, basis, ...profile }) => ({ intent, basis, profile }));

/** The profile as somebody reads it. */
export const profileIn = (profile: Profile, language: Language) => ({
  name: profile.name[language],
  claim: profile.claim[language],
  aim: profile.aim[language],
  contact: { ...profile.contact, office: profile.contact.office[language] },
  colour: profile.colour,
});
export type ShownProfile = ReturnType<typeof profileIn>;

/** What can be done with the profile and its versions. */
export const profileStepSchema = z.discriminatedUnion('intent', [
  profileFormSchema,
  z.object({ intent: z.enum(['restore', 'discard']), version: idSchema<'profileVersion'>() }),
]);
