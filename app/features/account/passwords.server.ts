/**
 * Passwords: argon2id with the parameters OWASP names (Password Storage Cheat Sheet: m = 19 MiB,
 * t = 2, p = 1), and what a new one must be (NIST SP 800-63B-4, 3.1.1.2: length and a list of common
 * ones, no rules of composition).
 */
import { hash, verify } from '@node-rs/argon2';
import { Rejected } from '~/services/errors';
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

/** The long ones among the 49,000 most common: shorter ones are refused by their length. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter((password) => password.length >= passwordLength.minimum));
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, '');

/**
 * Checks a password that someone chooses.
 *
 * @param owner whose it will be: neither their name nor their address will do
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
  if ((await common).has(chosen.toLowerCase())) throw new Rejected('passwordCommon', {}, field);
  const own = [owner.name, owner.email, owner.email.split('@')[0]!].map(normalise).map(plain);
  if (own.includes(plain(chosen))) throw new Rejected('passwordPersonal', {}, field);
}
