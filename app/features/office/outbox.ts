/** The outbox of the portal. Runs anywhere. */
import { z } from 'zod';

export const mailStates = ['waiting', 'failed', 'sent', 'withheld'] as const;
export type MailState = (typeof mailStates)[number];

export const outboxPath = '/geschaeftsstelle/post';

/** The state an address asks for; null for all. */
export const mailStateIn = (request: Request): MailState | null =>
  z.enum(mailStates).safeParse(new URL(request.url).searchParams.get('stand')).data ?? null;
