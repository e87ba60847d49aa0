/**
 * Reading ids and days at the edges. Apart from the values themselves, so that pages that read
 * nothing do not bring zod to the browser.
 */
import { z } from 'zod';
import type { Day, Id } from './values';

/** Reads an id of the given noun from a form, a URL or a message. */
export const idSchema = <Noun extends string>() =>
  z
    .string()
    .regex(/^[2-9a-km-z]{16}$/)
    .transform((value) => value as Id<Noun>);

/**
 * Reads a day; refuses days that do not exist (31 February), and years that are slips: browsers send
 * 0026 to whoever types "26". Nothing that asks for more than the day is asked after a refusal.
 */
export const daySchema = /* @__PURE__ */ (() =>
  z.iso
    .date({ abort: true })
    .refine((day) => day >= '2000' && day < '2101', { message: 'dayYear', abort: true })
    .transform((day) => day as Day))();
