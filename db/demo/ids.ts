/** Ids and choices that come out the same at every filling. */
import { createHash } from 'node:crypto';
import type { Id } from '../values';

const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';

const digest = (text: string) => createHash('sha256').update(`example alliance ${text}`).digest();

/** The id of the example noun with this name, in the form ids have. */
export function demoId<Noun extends string>(noun: Noun, name: string): Id<Noun> {
  const bytes = digest(`${noun} ${name}`).subarray(0, 16);
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('') as Id<Noun>;
}

/** A number from 0 up to, not including, `below`, that depends on the name alone. */
export const pick = (name: string, below: number): number => digest(name).readUInt32BE(0) % below;
