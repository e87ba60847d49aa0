/** What the forms of an account ask for. Runs anywhere. */
import { z } from 'zod';
import { languages } from '~db/values';
import { emailAddress, line } from '~/services/forms';

/** In characters as people count them. */
export const passwordLength = { minimum: 12, maximum: 1000 };

/** A password as it was typed; what a new one must be is checked by the command. */
const password = z.string().min(1).max(4000);

export const signInForm = z.object({ email: emailAddress, password });

export const forgottenForm = z.object({ email: emailAddress });

export const newPasswordForm = z.object({ password });

export const invitationForm = z.object({ name: line(), password });

export const foundingForm = z.object({ name: line(), email: emailAddress, password });

/** The forms of `/konto`, told apart by the button that was pressed. */
export const accountForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('profile'), name: line(), language: z.enum(languages) }),
  z.object({ intent: z.literal('password'), current: password, password }),
  z.object({ intent: z.literal('endSession'), session: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ intent: z.literal('endOthers') }),
]);

/** Fields that are never sent back to the page. */
export const secretFields = ['password', 'current'];

/** Sends on everybody who is signed in, to where they have something to do. */
export const wayHome = '/anmelden';
