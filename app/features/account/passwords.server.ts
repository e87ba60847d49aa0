/**
 * Passwords: argon2id with the parameters OWASP names (Password Storage Cheat Sheet: m = 19 MiB,
 * t = 2, p = 1), and what a new one must be (NIST SP 800-63B-4, 3.1.1.2: length and a list of common
 * ones, no rules of composition).
 */
import { hash, verify } from '@node-rs/argon2';
import { languages } from '~db/values';
import { allianceName } from '~/features/alliance/profile.server';
import { Rejected } from '~/services/errors';
import { foldForSearch, transliterate } from '~/services/search-name';
import { passwordLength } from './account';

// argon2id is this package's default; its enum can't be named in isolated modules.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters are the same password, however a keyboard composes them (ä, a with ¨). */
const normalise = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(normalise(password), parameters);

let decoy: Promise<string> | undefined;

/**
 * Whether the password is the one of this hash. Without a hash (no such account, or none chosen yet)
 * the same work is done, so that the time of the answer tells nothing.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const right = await verify(stored ?? (await decoy), normalise(password));
  return right && Boolean(stored);
}

let common: Promise<ReadonlySet<string>> | undefined;

/** The 49,000 most common; the short ones are words that people make longer by digits. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/** What is left of words when spaces, and digits and signs around them, are taken away. */
const core = (text: string) =>
  normalise(text)
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^\P{L}+|\P{L}+$/gu, '');

/** A name as a whole, and its words as far as they are words. */
const guessable = (name: string): string[] =>
  [name, ...name.split(/[\P{L}]+/u).filter((word) => word.length >= 4)].map(core).map(foldForSearch);

/**
 * Checks a password that someone chooses.
 *
 * @param owner whose it will be: neither their name nor their address nor the alliance's name will do, nor one
 *   of the words in them
 * @param field the field of the form that the error belongs to
 * @throws Rejected
 */
export async function checkNewPassword(
  password: string,
  owner: { name: string; email: string },
  field = 'password',
): Promise<void> {
  const chosen = normalise(password);
  const length = [...chosen].length;
  if (length < passwordLength.minimum) throw new Rejected('passwordTooShort', passwordLength, field);
  if (length > passwordLength.maximum) throw new Rejected('passwordTooLong', passwordLength, field);
  common ??= commonPasswords();
  const known = await common;
  const word = core(chosen);
  if ([chosen.toLowerCase(), word, transliterate(word)].some((one) => known.has(one))) {
    throw new Rejected('passwordCommon', {}, field);
  }
  const alliance = await Promise.all(languages.map(allianceName));
  const near = [owner.name, owner.email, owner.email.split('@')[0]!, ...alliance].flatMap(guessable);
  if (near.includes(foldForSearch(word))) throw new Rejected('passwordPersonal', {}, field);
}
